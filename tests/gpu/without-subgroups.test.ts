/** WebGPU in Node on an adapter that says that it has no subgroup operations: kernels do without, also where they are asked for. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onDeviceError } from '../../src/runtime/backends/device-lost.ts';
import { installGpu } from '../../src/runtime/backends/gpu-node.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { hasSubgroups, SUBGROUPS } from '../../src/runtime/kernels/webgpu/reduction.ts';
import { TILES } from '../../src/runtime/kernels/webgpu/tile-choice.ts';
import { compareBackends } from '../runtime/support/compare.ts';
import { reducingCases, subgroupPipelines } from '../runtime/support/reducing-cases.ts';

function withoutSubgroups(adapter: GPUAdapter): GPUAdapter {
  const features = new Set([...adapter.features].filter((name) => name !== 'subgroups'));
  return new Proxy(adapter, {
    get(target, name) {
      if (name === 'features') return features;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

it('computes what cpu computes, without subgroup operations', async () => {
  expect(await installGpu()).toBeNull();
  const { gpu } = navigator;
  const request = gpu.requestAdapter.bind(gpu);
  Object.defineProperty(gpu, 'requestAdapter', {
    value: async (options?: GPURequestAdapterOptions) => {
      const adapter = await request(options);
      return adapter && withoutSubgroups(adapter);
    },
  });
  await startBackend('webgpu');
  expect(hasSubgroups((tf.backend() as WebGPUBackend).device)).toBe(false);
  const refusals: string[] = [];
  onDeviceError((message) => refusals.push(message));
  tf.env().set(SUBGROUPS, 'always');
  tf.env().set(TILES, 'always');
  const found = await compareBackends('webgpu', reducingCases);
  expect(found.filter(({ complaints }) => complaints.length > 0)).toEqual([]);
  expect(subgroupPipelines()).toEqual([]);
  expect(refusals).toEqual([]);
});

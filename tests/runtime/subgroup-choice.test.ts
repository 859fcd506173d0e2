/** Where sums within a workgroup are made by subgroup operations. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, it } from 'vitest';
import { SUBGROUPS, wantsSubgroups } from '../../src/runtime/kernels/webgpu/reduction.ts';
import { tellSoftware } from '../../src/runtime/kernels/webgpu/tile-choice.ts';

afterEach(() => tf.env().set(SUBGROUPS, 'auto'));

function deviceWith(features: readonly string[], isSoftware: boolean): WebGPUBackend {
  const device = { features: new Set(features) } as unknown as GPUDevice;
  tellSoftware(device, isSoftware);
  return { device } as WebGPUBackend;
}

it.each([
  ['auto', 'a GPU', ['subgroups'], false, true],
  ['auto', 'a GPU without them', [], false, false],
  // Measured: no better there than workgroup memory, and worse where four columns are added up.
  ['auto', 'a CPU', ['subgroups'], true, false],
  ['always', 'a CPU', ['subgroups'], true, true],
  ['always', 'a GPU without them', [], false, false],
  ['never', 'a GPU', ['subgroups'], false, false],
] as const)('%s, on %s', (choice, _, features, isSoftware, expected) => {
  tf.env().set(SUBGROUPS, choice);
  expect(wantsSubgroups(deviceWith(features, isSoftware))).toBe(expected);
});

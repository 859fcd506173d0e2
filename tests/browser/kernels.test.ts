/** WebGPU kernels against `cpu` in Chromium, and threaded wasm, in a built and minified page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernelCases } from '../runtime/support/kernel-cases.ts';
import { reducingCases } from '../runtime/support/reducing-cases.ts';
import type { Answer } from './kernels/kernels.worker.ts';
import { openWorkerPage, type WorkerPage } from './support/worker-page.ts';

let opened: WorkerPage;

beforeAll(async () => {
  opened = await openWorkerPage('kernels');
});

afterAll(() => opened?.close());

const ask = (task: string): Promise<Answer> => opened.page.evaluate((t) => window.ask(t), task);

describe('in a built page', () => {
  it('wasm starts several threads inside a worker', async () => {
    const { info, error } = await ask('start wasm');
    expect(error).toBeUndefined();
    expect(info?.device).toMatch(/^SIMD, [2-8] threads$/);
  });

  it('wasm with threads computes what cpu computes', async () => {
    const { differences } = await ask('compare wasm');
    expect(differences).toHaveLength(kernelCases.length);
    expect(differences?.filter(({ complaints }) => complaints.length > 0)).toEqual([]);
  });

  it.each(['always', 'never'])('webgpu computes what cpu computes, tiles %s', async (tiles) => {
    const { differences, info, error, refusals } = await ask(`compare webgpu ${tiles}`);
    expect(refusals).toEqual([]);
    expect(error).toBeUndefined();
    expect(info?.device).toMatch(/swiftshader.*software/i);
    expect(differences).toHaveLength(kernelCases.length);
    expect(differences?.filter(({ complaints }) => complaints.length > 0)).toEqual([]);
  });

  it('webgpu finishes products in their own dispatches, and adds biases up with their filters', async () => {
    const { dispatches, error } = await ask('count webgpu never');
    expect(error).toBeUndefined();
    expect(dispatches).toEqual({
      'convolution, bias and leaky ReLU': 1,
      'transposed convolution and tanh': 1,
      'product, bias and sigmoid': 1,
      'two layers and the gradients of their weights': 6,
    });
  });

  it('webgpu adds up within workgroups by subgroup operations, too', async () => {
    const { differences, error, refusals, subgroups } = await ask('reduce webgpu always');
    expect(refusals).toEqual([]);
    expect(error).toBeUndefined();
    expect(subgroups).toBeGreaterThan(10);
    expect(differences).toHaveLength(reducingCases.length);
    expect(differences?.filter(({ complaints }) => complaints.length > 0)).toEqual([]);
  });

  it('webgpu draws the same random numbers as cpu', async () => {
    const { random: onGpu = {}, error } = await ask('random webgpu');
    const { random: onCpu = {} } = await ask('random cpu');
    expect(error).toBeUndefined();
    expect(onGpu.uniform).toEqual(onCpu.uniform);
    expect(onGpu.integers).toEqual(onCpu.integers);
    expect(onGpu.survivors).toEqual(onCpu.survivors);
    expect(onGpu.scalar).toEqual(onCpu.scalar);
    for (const name of ['range', 'normal', 'truncated']) {
      const worst = (onCpu[name] ?? []).map((value, i) =>
        Math.abs(value - (onGpu[name]?.[i] ?? Number.NaN)),
      );
      expect(Math.max(...worst)).toBeLessThan(2e-5);
    }
  });

  it('webgpu compiles all pipelines of a step ahead, and leaves variables as they were', async () => {
    const { pipelines, error } = await ask('pipelines webgpu');
    expect(error).toBeUndefined();
    expect(pipelines?.total).toBeGreaterThan(3);
    expect(pipelines).toMatchObject({ late: 0, kept: true });
  });
});

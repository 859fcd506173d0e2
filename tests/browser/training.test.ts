/** Training on WebGPU in Chromium against the same training on wasm in the same page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { growing } from '../pure/support/growing.ts';
import { cut, node, programOf, setParams, wire } from '../pure/support/sample.ts';
import { presetProgram } from '../runtime/support/preset.ts';
import { openWorkerPage, type WorkerPage } from './support/worker-page.ts';
import type { Answer, Task } from './training/training.worker.ts';

let opened: WorkerPage;

beforeAll(async () => {
  opened = await openWorkerPage('training');
});

afterAll(() => opened?.close());

const run = (task: Task): Promise<Answer> => opened.page.evaluate((t) => window.run(t), task);

/** Grows at iterations 3 and 6; D sees past samples through a pool, under a weight that changes. */
function growingWithPool(): Program {
  const document = growing([
    [2, 4],
    [5, 7],
  ]);
  const { objective } = document;
  objective.nodes.pool = node('image-pool', { size: 6 });
  objective.nodes.Dpast = node('apply', { network: 'D' });
  cut(objective, 'lossFake.logits');
  wire(objective, 'G.x > pool', 'pool > Dpast.x', 'Dpast.y > lossFake.logits');
  const ramp = { type: 'linear', from: 1, to: 0.25, start: 0, end: 6 };
  setParams(objective, 'stepG', { order: 0, optimizer: { type: 'adamw' } });
  setParams(objective, 'stepD', { order: 1, losses: [1, ramp] });
  return programOf(document);
}

describe('training on WebGPU', () => {
  it.each(['ring', 'gan-mlp', 'dcgan'])('%s takes the steps that wasm takes', async (preset) => {
    const program = presetProgram(preset);
    const gpu = await run({ program, backend: 'webgpu', steps: 4 });
    const reference = await run({ program, backend: 'wasm', steps: 4 });
    expect(gpu.error).toBeUndefined();
    expect(gpu.refusals).toEqual([]);
    gpu.rows?.flat().forEach((loss, i) => {
      expect(Math.abs(loss - (reference.rows?.flat()[i] ?? Number.NaN))).toBeLessThan(2e-3);
    });
    for (const [name, [, magnitude]] of Object.entries(reference.state ?? {})) {
      const found = gpu.state?.[name]?.[1] ?? Number.NaN;
      expect(Math.abs(found - magnitude), name).toBeLessThan(0.01 * magnitude + 1e-4);
    }
  });

  it('grows from stage to stage as wasm does, with a history buffer and scheduled weights', async () => {
    const program = growingWithPool();
    expect(program.stages.map(({ from }) => from)).toEqual([0, 3, 4, 6, 7]);
    const gpu = await run({ program, backend: 'webgpu', steps: 9 });
    const reference = await run({ program, backend: 'wasm', steps: 9 });
    const resumed = await run({ program, backend: 'webgpu', steps: 9, resumeAt: 5 });
    expect(gpu.error).toBeUndefined();
    expect(gpu.refusals).toEqual([]);
    expect(resumed.state).toEqual(gpu.state);
    gpu.rows?.flat().forEach((loss, i) => {
      expect(Math.abs(loss - (reference.rows?.flat()[i] ?? Number.NaN))).toBeLessThan(2e-3);
    });
    for (const [name, [, magnitude]] of Object.entries(reference.state ?? {})) {
      const found = gpu.state?.[name]?.[1] ?? Number.NaN;
      expect(Math.abs(found - magnitude), name).toBeLessThan(0.01 * magnitude + 1e-4);
    }
  });

  it('leaves as many tensors after 200 steps as after the first, with its pipelines compiled ahead', async () => {
    const answer = await run({ program: presetProgram('ring'), backend: 'webgpu', steps: 200 });
    expect(answer.error).toBeUndefined();
    expect(new Set(answer.tensors).size).toBe(1);
    expect(answer.pipelines).toBeGreaterThan(10);
  });

  it('goes on from a checkpoint as if it had not been interrupted', async () => {
    const program = presetProgram('dcgan');
    const whole = await run({ program, backend: 'webgpu', steps: 6 });
    const resumed = await run({ program, backend: 'webgpu', steps: 6, resumeAt: 3 });
    expect(resumed.error).toBeUndefined();
    expect(resumed.rows).toEqual(whole.rows);
    expect(resumed.state).toEqual(whole.state);
  });

  it('measures as wasm measures: distances equal, the classifier as good', async () => {
    const measured = async (preset: string, backend: 'webgpu' | 'wasm') => {
      const answer = await run({
        program: presetProgram(preset),
        steps: 1,
        isMeasured: true,
        backend,
      });
      expect(answer.error).toBeUndefined();
      expect(answer.refusals).toEqual([]);
      return answer.metrics ?? {};
    };
    const [distances, expected] = [
      await measured('dcgan', 'webgpu'),
      await measured('dcgan', 'wasm'),
    ];
    expect(Object.keys(distances)).toContain('kernelDistance');
    for (const [name, value] of Object.entries(expected)) {
      expect(Math.abs((distances[name] ?? Number.NaN) - value), name).toBeLessThan(0.01 * value);
    }
    const found = await measured('cgan', 'webgpu');
    expect(found.classifierAccuracy).toBeGreaterThan(0.9);
    expect(found.classAgreement).toBeLessThan(0.4);
  });
});

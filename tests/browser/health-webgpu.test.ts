/** Checks of a run's health on WebGPU, in Chromium: silent in a sound run, which they do not change; memory near its limits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presetProgram } from '../runtime/support/preset.ts';
import type { Answer, Task } from './health/health.worker.ts';
import { openWorkerPage, type WorkerPage } from './support/worker-page.ts';

let opened: WorkerPage;

beforeAll(async () => {
  // Without this flag no browser tells how much memory a GPU has.
  opened = await openWorkerPage('health', ['--enable-webgpu-developer-features']);
});

afterAll(() => opened?.close());

const run = async (task: Task): Promise<Answer> => {
  const answer = await opened.page.evaluate((t) => window.run(t as never), task);
  expect(answer.error).toBeUndefined();
  return answer as Answer;
};

describe('health on WebGPU', () => {
  it.each(['ring', 'dcgan'])(
    'finds nothing in a sound run of %s, and changes no bit of it',
    async (preset) => {
      const program = presetProgram(preset);
      const steps = preset === 'ring' ? 60 : 20;
      const watched = await run({ program, steps, isWatched: true });
      expect(watched.found).toEqual([]);
      expect(watched.looks).toBeGreaterThanOrEqual(3);
      const alone = await run({ program, steps, isWatched: false });
      expect(watched.rows).toEqual(alone.rows);
      expect(watched.weights).toEqual(alone.weights);
    },
  );

  it('knows the memory of the adapter where the browser tells it', async () => {
    const { memory } = await run({ program: presetProgram('ring'), steps: 1, isWatched: false });
    expect(memory?.of).toBe('all');
    expect(memory?.usedBytes).toBeGreaterThan(2 ** 10);
    expect(memory?.limitBytes).toBeGreaterThan(2 ** 28);
  });

  it('tells an array that is nearly as large as the device allows', async () => {
    const near = await run({
      ...{ program: presetProgram('ring'), steps: 10, isWatched: true },
      ...{ hasLowLimits: true, arrayMiB: 120 },
    });
    expect(near.memory).toMatchObject({ of: 'array', limitBytes: 2 ** 27 });
    expect(near.found).toEqual([
      {
        code: 'memory',
        message: expect.stringMatching(
          /^One array .*: 120 MiB of at most 128 MiB\. The largest layer is "hidden\/0\/dense" in the network "G"/,
        ),
      },
    ]);
  });
});

/** What a run compiles on WebGPU: all of it ahead, at once, and once. And batches from a thread of their own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presetProgram } from '../runtime/support/preset.ts';
import type { Answer, Task } from './first-step/first-step.worker.ts';
import { openWorkerPage, type WorkerPage } from './support/worker-page.ts';

let opened: WorkerPage;

beforeAll(async () => {
  opened = await openWorkerPage('first-step');
});

afterAll(() => opened?.close());

const run = (task: Task): Promise<Answer> =>
  opened.page.evaluate((given) => window.firstStep(given), task);

describe('batches', () => {
  it.each(['wasm', 'webgpu'] as const)(
    'of a worker in the page are those of the trainer, to the bit, on %s',
    async (backend) => {
      const program = presetProgram('gan-mlp', 'smoke', { imageSize: 28, batchSize: 16 });
      const { fed, error } = await run({ type: 'feed', program, backend });
      expect(error).toBeUndefined();
      const [plain, apart] = fed ?? [];
      expect(plain?.feeding?.elsewhere).toBe(0);
      expect(apart?.feeding?.elsewhere).toBeGreaterThan(8);
      expect(apart?.rows).toHaveLength(16);
      expect(apart?.rows).toEqual(plain?.rows);
      expect(apart?.state).toBe(plain?.state);
      expect(apart?.unreplayed).toEqual([]);
    },
  );
});

describe('pipelines', () => {
  it.each(['dcgan', 'wgan-gp', 'cgan', 'cyclegan', 'stylegan'])(
    'of %s are all compiled ahead, beside each other, and not again for the next run',
    async (preset) => {
      const program = presetProgram(preset);
      const found = await run({ type: 'count', program });
      expect(found.error).toBeUndefined();
      const { prepared, sheets, steps, after, next, progress = [] } = found;
      const total = prepared?.ahead ?? 0;
      expect(total).toBeGreaterThan(20);
      expect(prepared?.most).toBe(total);
      const none = { ahead: 0, atUse: 0, most: 0 };
      expect({ sheets, steps, after }).toEqual({ sheets: none, steps: none, after: none });
      expect(next).toEqual(none);
      // Said one by one, from none to all.
      expect(progress).toEqual(Array.from({ length: total + 1 }, (_, done) => [done, total]));
    },
  );
});

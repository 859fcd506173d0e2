/** What a run compiles on WebGPU: all of it ahead, at once, and once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presetProgram } from '../runtime/support/preset.ts';
import { openWorkerPage, type WorkerPage } from './support/worker-page.ts';

let opened: WorkerPage;

beforeAll(async () => {
  opened = await openWorkerPage('first-step');
});

afterAll(() => opened?.close());

describe('pipelines', () => {
  it.each(['dcgan', 'wgan-gp', 'cyclegan'])(
    'of %s are all compiled ahead, beside each other, and not again for the next run',
    async (preset) => {
      const program = presetProgram(preset);
      const found = await opened.page.evaluate((given) => window.firstStep(given), program);
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

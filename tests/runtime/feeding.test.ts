/** Batches from another thread: a run is the same with it, does not wait for it in vain, and outlives it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import type { Losses, TrainerLike } from '../../src/runtime/trainer-types.ts';
import { type ManualThread, manualThread } from '../pure/support/manual-thread.ts';
import { dataFor, presetProgram } from './support/preset.ts';
import { stateOf } from './support/runs.ts';

const STEPS = 8;
const program = presetProgram('gan-mlp', 'smoke', { imageSize: 28, batchSize: 16 });
const data = dataFor(program);
const [feed] = program.sources.filter((source) => source.feed);

const opened = ({ feeder }: Pick<ManualThread, 'feeder'>) =>
  createTrainer({ program, data, feeder });

/** `perStep`: batches that the thread makes while a step runs. */
async function steps(trainer: TrainerLike, thread: ManualThread, count: number, perStep: number) {
  for (let i = 0; i < count; i++) {
    const step = trainer.trainStep();
    // A step that waits is helped, as time would.
    setTimeout(() => thread.work(1));
    await step;
    thread.work(perStep);
  }
}

describe('batches from another thread', () => {
  let plain: { readonly rows: readonly Losses[]; readonly state: Map<string, Float32Array> };

  beforeAll(async () => {
    await startBackend('wasm');
    const trainer = await createTrainer({ program, data });
    for (let i = 0; i < STEPS; i++) await trainer.trainStep();
    expect(trainer.feeding).toMatchObject({ elsewhere: 0, here: STEPS + 1, waits: 0 });
    plain = { rows: await trainer.takeLosses(), state: await stateOf(trainer) };
    trainer.dispose();
  });

  const expectTheSame = async (trainer: TrainerLike, rows: readonly Losses[]) => {
    expect(rows).toEqual(plain.rows.slice(-rows.length));
    expect(await stateOf(trainer)).toEqual(plain.state);
  };

  it('take one source, one batch a step', () => {
    expect(feed?.feed?.transform.type).toBe('image');
    expect(program.sources.filter((source) => source.feed)).toHaveLength(1);
  });

  it('never hold a step up where they are made as fast as it runs, and are the same', async () => {
    const thread = manualThread();
    const trainer = await opened(thread);
    thread.work(1);
    await steps(trainer, thread, STEPS, 1);
    expect(trainer.feeding).toEqual({ elsewhere: STEPS, here: 0, waits: 0, waitedMs: 0 });
    await expectTheSame(trainer, await trainer.takeLosses());
    trainer.dispose();
    expect(thread.isEnded).toBe(true);
  });

  it('are waited for, and counted, where a decoder is slower than a step', async () => {
    const thread = manualThread();
    const trainer = await opened(thread);
    thread.work(1);
    await steps(trainer, thread, STEPS, 0);
    const { elsewhere, waits, waitedMs } = trainer.feeding ?? {};
    expect(elsewhere).toBe(STEPS);
    expect(waits).toBe(STEPS - 1);
    expect(waitedMs).toBeGreaterThan(0);
    await expectTheSame(trainer, await trainer.takeLosses());
    trainer.dispose();
  });

  it('are made here until the thread has started, and after it crashed', async () => {
    const thread = manualThread();
    const trainer = await opened(thread);
    const train = async (count: number) => {
      for (let i = 0; i < count; i++) await trainer.trainStep();
    };
    await train(2);
    expect(trainer.feeding).toMatchObject({ elsewhere: 0, here: 2, waits: 0 });
    thread.work(2);
    await train(2);
    expect(trainer.feeding).toMatchObject({ elsewhere: 2, here: 2, waits: 0 });
    const waiting = trainer.trainStep();
    setTimeout(() => thread.crash());
    await waiting;
    await train(STEPS - 5);
    expect(trainer.feeding).toMatchObject({ elsewhere: 2, here: STEPS - 2, waits: 1 });
    await expectTheSame(trainer, await trainer.takeLosses());
    trainer.dispose();
  });

  it('stand where the run stands when it is paused, taken back and resumed', async () => {
    const thread = manualThread();
    const first = await opened(thread);
    thread.work(100);
    await steps(first, thread, 5, 3);
    // Paused: it goes on to the end of its window, and stops there.
    const made = thread.made.length;
    expect(thread.work(1000)).toBeLessThanOrEqual(16);
    expect(thread.made.length - made).toBeLessThanOrEqual(16);
    const checkpoint = await first.save();
    first.dispose();

    const other = manualThread();
    const second = await opened(other);
    other.work(3);
    await steps(second, other, 2, 1);
    await second.restore({ step: checkpoint.step, bytes: checkpoint.bytes.slice() });
    other.work(1);
    await steps(second, other, STEPS - 5, 1);
    expect(second.feeding).toMatchObject({ here: 0, waits: 0 });
    await expectTheSame(second, (await second.takeLosses()).slice(-(STEPS - 5)));
    second.dispose();
  });

  it('leave no thread behind where a run cannot begin', async () => {
    const thread = manualThread();
    thread.feeder.open(Object.values(data)[0] as never, feed?.feed as never, 16, 1);
    await expect(createTrainer({ program, data: {}, feeder: thread.feeder })).rejects.toThrow(
      /No data is bound/,
    );
    expect(thread.isEnded).toBe(true);
  });
});

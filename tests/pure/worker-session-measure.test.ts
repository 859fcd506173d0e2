/** Measurements of a run in the worker: they give way, and none is lost. */
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import type { RunAdvance } from '../../src/worker/storage-types.ts';
import { setUp } from './support/session-stage.ts';

describe('a measurement', () => {
  const metric = { spec: { type: 'metric' } } as unknown as Program['views'][number];
  const measured: Partial<Program> = { measureEvery: 10, views: [metric] };
  /** Lasts until it is let go on, or stopped. */
  function long() {
    const begun: number[] = [];
    const waiting: (() => void)[] = [];
    const onMeasure = (step: number, signal: AbortSignal | undefined) => {
      if (step === 0) return Promise.resolve();
      begun.push(step);
      return new Promise<void>((resolve, reject) => {
        waiting.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    };
    return { begun, onMeasure, finish: () => waiting.pop()?.() };
  }

  it('gives way to a pause, which is saved at once, and is made and kept while the run stands still', async () => {
    const { begun, onMeasure, finish } = long();
    const run = setUp({ program: measured, onMeasure });
    run.session.ask('train');
    await run.until(() => begun.length === 1);
    run.session.ask('pause');
    await run.until(run.hasPhase('paused 10'));
    expect(run.advances.at(-1)?.checkpoint.step).toBe(10);
    await run.until(() => begun.length === 2);
    expect(run.of('metrics').map(({ step }) => step)).toEqual([0]);
    finish();
    await run.until(() => run.advances.at(-1)?.metrics.at(-1)?.step === 10);
    run.session.ask('train');
    await run.until(() => run.trainers[0]?.step === 20);
    expect(begun).toEqual([10, 10, 20]);
  });

  it('keeps a run that is to go on at its step until it is made, and the page hears at once that it goes on', async () => {
    const { begun, onMeasure, finish } = long();
    const run = setUp({ program: measured, onMeasure });
    run.session.ask('train');
    await run.until(() => begun.length === 1);
    run.session.ask('pause');
    await run.until(() => begun.length === 2);
    run.session.ask('train');
    expect(run.phases().at(-1)).toBe('training 10');
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(run.trainers[0]?.step).toBe(10);
    run.session.ask('pause');
    await run.until(() => run.phases().at(-1) === 'paused 10');
    run.session.ask('train');
    await run.until(() => begun.length === 3);
    finish();
    await run.until(() => (run.trainers[0]?.step ?? 0) > 10);
    expect(run.of('metrics').map(({ step }) => step)).toEqual([0, 10]);
  });

  it('does not keep a run from being closed, and is made when it is taken up again', async () => {
    const { begun, onMeasure, finish } = long();
    const run = setUp({ program: measured, onMeasure });
    run.session.ask('train');
    await run.until(() => begun.length === 1);
    run.session.ask('close');
    await run.ended;
    expect(run.phases().at(-1)).toBe('closed 10');
    const { checkpoint, metrics } = run.advances.at(-1) as RunAdvance;
    expect([checkpoint.step, metrics.map(({ step }) => step)]).toEqual([10, [0]]);
    const storage = { newestCheckpoint: async () => checkpoint, hasMetricsAt: async () => false };
    const again = setUp({ program: measured, onMeasure, resume: true, from: 10, storage });
    again.session.ask('train');
    await again.until(() => begun.length === 2);
    expect(again.trainers[0]?.step).toBe(10);
    finish();
    await again.until(() => (again.trainers[0]?.step ?? 0) > 10);
    expect(again.of('metrics').map(({ step }) => step)).toEqual([10]);
  });

  it('is made to the end before a run of a queue is freed, however often others want a turn', async () => {
    const { begun, onMeasure, finish } = long();
    const run = setUp({ program: measured, onMeasure, beside: true, totalSteps: 10 });
    run.session.ask('train');
    for (const times of [1, 2, 3]) {
      await run.until(() => begun.length === times);
      if (times < 3) run.session.giveWay();
    }
    finish();
    await run.ended;
    expect(run.advances.at(-1)?.metrics.at(-1)?.step).toBe(10);
    expect(run.phases().slice(-2)).toEqual(['finished 10', 'closed 10']);
  });

  it('that fails while the run stands still is told once, and the run goes on', async () => {
    const { begun, onMeasure } = long();
    let isFailing = false;
    const failing = async (step: number, signal: AbortSignal | undefined) => {
      if (isFailing) throw new Error('internal: no such metric');
      await onMeasure(step, signal);
    };
    const run = setUp({ program: measured, onMeasure: failing, totalSteps: 15 });
    run.session.ask('train');
    await run.until(() => begun.length === 1);
    isFailing = true;
    run.session.ask('pause');
    await run.until(() => run.of('trouble').length > 0);
    await run.until(() => run.phases().at(-1) === 'paused 10');
    isFailing = false;
    run.session.ask('train');
    await run.until(() => (run.trainers.at(-1)?.step ?? 0) > 12);
    expect(run.of('trouble')).toMatchObject([
      { isFatal: false, message: expect.stringMatching(/metrics of step 10 .*no such metric/) },
    ]);
    expect(run.trainers).toHaveLength(1);
  });
});

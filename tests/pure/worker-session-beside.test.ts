/** Runs beside each other in one worker, and runs that begin from another. */
import { describe, expect, it } from 'vitest';
import { DeviceLostError } from '../../src/runtime/trainer-types.ts';
import { Baton } from '../../src/worker/baton.ts';
import type { ForkFrom } from '../../src/worker/protocol.ts';
import type { RunStorage } from '../../src/worker/storage-types.ts';
import { setUp } from './support/session-stage.ts';

describe('runs beside each other', () => {
  it('take one step each in turn, also where one yields for longer than the other', async () => {
    const baton = new Baton();
    const order: string[] = [];
    const runs = ['a', 'b', 'c'].map((name) =>
      setUp({ baton, runId: name, beside: true, totalSteps: 30, onStep: () => order.push(name) }),
    );
    for (const run of runs) await run.until(run.hasPhase('paused 0'));
    for (const run of runs) run.session.ask('train');
    for (const run of runs) await run.ended;
    // From where all three train: every three steps in a row are of three runs.
    const start = order.indexOf('c');
    for (let i = start; i + 3 <= order.length; i++)
      expect(new Set(order.slice(i, i + 3)).size, `from step ${i} of ${order.join('')}`).toBe(3);
  });

  it('take their first step before the others take another, at whatever moment they begin', async () => {
    const baton = new Baton();
    const first = {};
    const second = {};
    const late = {};
    const order: string[] = [];
    const take = (who: object, name: string, during = () => {}) => {
      baton.join(who);
      return baton.hold(who, () => {
        order.push(name);
        during();
      });
    };
    const turns: Promise<void>[] = [];
    const begin = () => void turns.push(take(late, 'late'));
    turns.push(take(first, 'first', begin), take(second, 'second'));
    await Promise.all(turns);
    // One begins in the middle of another's turn, or after it.
    await Promise.all([take(first, 'first'), take(second, 'second'), take(late, 'late')]);
    expect(order).toEqual(['first', 'late', 'second', 'first', 'late', 'second']);
    baton.leave(late);
    await take(first, 'first');
    await Promise.all([take(first, 'first again'), take(late, 'late'), take(second, 'second')]);
    expect(order.slice(6)).toEqual(['first', 'late', 'second', 'first again']);
  });

  it('do nothing while another takes a step, reads it and shows it', async () => {
    const baton = new Baton();
    let inside: string | null = null;
    const enter = (name: string) => {
      expect(inside === null || inside === name).toBe(true);
      inside = name;
    };
    const guarded = (name: string) =>
      setUp({
        ...{ baton, runId: name, beside: true, totalSteps: 12, msPerStep: 300 },
        program: { sampleEvery: 1, checkpointEvery: 1 },
        onStep: () => enter(name),
        storage: {
          async advance() {
            enter(name);
            await new Promise((resolve) => setTimeout(resolve, 1));
            inside = null;
          },
        },
      });
    const runs = [guarded('a'), guarded('b')];
    for (const run of runs) run.session.ask('train');
    for (const run of runs) await run.ended;
    for (const run of runs) expect(run.phases()).toContain('finished 12');
  });

  it('are freed where they end, and one that fails does not stop the others', async () => {
    const baton = new Baton();
    const bad = setUp({
      ...{ baton, runId: 'bad', beside: true },
      onStep: (step) => {
        if (step === 4) throw new Error('Out of memory.');
      },
    });
    const good = setUp({ baton, runId: 'good', beside: true, totalSteps: 40 });
    for (const run of [bad, good]) run.session.ask('train');
    await Promise.all([bad.ended, good.ended]);
    expect(bad.of('trouble').at(-1)).toMatchObject({ isFatal: true, runId: 'bad' });
    expect(good.phases().slice(-2)).toEqual(['finished 40', 'closed 40']);
    expect(good.trainers.map(({ isDisposed }) => isDisposed)).toEqual([true]);
    expect(good.of('trouble')).toEqual([]);
  });

  it('count as time of training none of what the others took', async () => {
    const clock = { now: 0 };
    const baton = new Baton();
    const slow = setUp({ baton, clock, runId: 's', beside: true, totalSteps: 20, msPerStep: 900 });
    const fast = setUp({ baton, clock, runId: 'f', beside: true, totalSteps: 20, msPerStep: 100 });
    for (const run of [slow, fast]) run.session.ask('train');
    await Promise.all([slow.ended, fast.ended]);
    const trained = ({ advances }: typeof slow) =>
      advances.reduce((sum, { trainedMs }) => sum + trainedMs, 0);
    expect(trained(slow)).toBe(18_000);
    expect(trained(fast)).toBe(2_000);
    expect(fast.of('losses').at(-1)?.msPerStep).toBeCloseTo(100, 5);
  });
});

describe('a fork', () => {
  const fork: ForkFrom = {
    ...{ runId: 'parent', step: 40, inherits: true },
    ...{ tensors: {}, phases: [], sources: [], pools: [] },
  };
  const parent: Partial<RunStorage> = {
    checkpointAt: async (runId, step) =>
      runId === 'parent' && step === 40 ? { step, bytes: new Uint8Array(1) } : null,
    historyOf: async (_runId, upTo) => ({
      rows: [{ step: upTo, values: [1, 2] }],
      samples: [],
      metrics: [{ view: 'm', title: 'M', step: upTo, values: { modes: 3 } }],
    }),
  };

  it('stands where the other run stood, and is stored with what that had shown before it trains', async () => {
    const run = setUp({ fork, storage: parent });
    await run.until(run.hasPhase('paused 40'));
    expect(run.of('opened')[0]?.step).toBe(40);
    expect(run.advances).toMatchObject([
      { checkpoint: { step: 40 }, rows: [{ step: 40 }], metrics: [{ step: 40 }] },
    ]);
    expect(run.openings[0]).toMatchObject({
      ran: { fromStep: 40, backend: 'cpu', versions: { ganvas: '1' } },
      data: { data: { name: 'rings', count: 1, hash: expect.stringMatching(/^[0-9a-f]{16}$/) } },
    });
  });

  it('goes on from its own checkpoint once it has one', async () => {
    const run = setUp({
      ...{ fork, totalSteps: 60, storage: parent },
      onStep: (step, trainer) => {
        if (trainer === 1 && step === 47) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 60'));
    expect(run.advances.flatMap(({ rows }) => rows.map(({ step }) => step))).toEqual(
      Array.from({ length: 21 }, (_, i) => i + 40),
    );
  });

  it('says so where the checkpoint was removed meanwhile', async () => {
    const run = setUp({ fork });
    await run.ended;
    expect(run.messages.at(-1)).toMatchObject({
      ...{ type: 'trouble', code: 'weights-gone', isFatal: true },
      message: expect.stringContaining('step 40'),
    });
  });
});

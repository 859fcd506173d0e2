/** The training loop in the worker, around a trainer that only counts. */
import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/data/dataset.ts';
import { DeviceLostError, NotFiniteError } from '../../src/runtime/trainer-types.ts';
import { setUp } from './support/session-stage.ts';

describe('the training loop', () => {
  it('prepares, shows a first sheet and waits until it is asked to train', async () => {
    const run = setUp();
    await run.until(run.hasPhase('paused 0'));
    expect(run.of('opened')[0]).toMatchObject({ runId: 'run', step: 0, losses: ['d', 'g'] });
    expect(run.of('samples').map(({ step }) => step)).toEqual([0]);
    expect(run.trainers[0]?.step).toBe(0);
  });

  it('pauses after the step that is running, with every loss read and the state saved', async () => {
    const run = setUp({ msPerStep: 1 });
    run.at(137, () => run.session.ask('pause'));
    run.session.ask('train');
    await run.until(run.hasPhase('paused 137'));
    expect(run.trainers[0]?.step).toBe(137);
    expect(run.rows()).toEqual(Array.from({ length: 137 }, (_, i) => i + 1));
    expect(run.advances.at(-1)?.checkpoint.step).toBe(137);
    const paused = run.messages.findIndex((m) => m.type === 'phase' && m.phase === 'paused');
    const saved = run.messages.findIndex((m) => m.type === 'saved' && m.step === 137);
    expect(saved).toBeLessThan(paused);
  });

  it('looks at layers now and then while somebody watches, and at once where it stands still', async () => {
    const run = setUp({ msPerStep: 100 });
    run.session.ask('train');
    await run.until(() => (run.trainers[0]?.step ?? 0) >= 40);
    expect(run.of('probe')).toEqual([]);
    run.session.watch('activations');
    const from = run.trainers[0]?.step ?? 0;
    await run.until(() => (run.trainers[0]?.step ?? 0) >= from + 100);
    const looks = run.of('probe').map(({ probe }) => probe.step);
    expect(looks.length).toBeGreaterThanOrEqual(5);
    expect(looks.length).toBeLessThanOrEqual(8);
    run.session.ask('pause');
    await run.until(() => run.of('phase').at(-1)?.phase === 'paused');
    run.session.watch('gradients');
    await run.until(() => run.of('probe').at(-1)?.probe.what === 'gradients');
    run.session.watch(null);
    const count = run.of('probe').length;
    run.session.ask('train');
    const paused = run.trainers[0]?.step ?? 0;
    await run.until(() => (run.trainers[0]?.step ?? 0) >= paused + 40);
    expect(run.of('probe').length).toBe(count);
    run.session.ask('close');
    await run.ended;
  });

  it('goes on from where it paused', async () => {
    const run = setUp();
    run.at(3, () => run.session.ask('pause'));
    run.at(5, () => run.session.ask('pause'));
    run.session.ask('train');
    await run.until(run.hasPhase('paused 3'));
    run.session.ask('train');
    await run.until(run.hasPhase('paused 5'));
    expect(run.rows()).toEqual([1, 2, 3, 4, 5]);
  });

  it('runs one iteration when asked to step', async () => {
    const run = setUp();
    await run.until(run.hasPhase('paused 0'));
    run.session.ask('step');
    await run.until(run.hasPhase('paused 1'));
    expect(run.rows()).toEqual([1]);
    expect(run.phases()).toEqual(['paused 0', 'paused 1']);
  });

  it('reads losses in batches of about 200 ms, not once per step', async () => {
    const run = setUp({ msPerStep: 2, totalSteps: 1000 });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 1000'));
    expect(run.of('losses').length).toBeLessThan(25);
    expect(run.of('losses').at(-1)?.imagesPerSecond).toBeCloseTo(4000, -1);
  });

  it('reads after each step where a step takes long', async () => {
    const run = setUp({ msPerStep: 900, totalSteps: 6 });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 6'));
    expect(run.of('losses').length).toBe(6);
  });

  it('saves whenever the document asks, and at least every twenty seconds', async () => {
    const asked = setUp({ totalSteps: 25, program: { checkpointEvery: 10 } });
    asked.session.ask('train');
    await asked.until(asked.hasPhase('finished 25'));
    expect(asked.advances.map(({ checkpoint }) => checkpoint.step)).toEqual([10, 20, 25]);
    const timed = setUp({ totalSteps: 50, msPerStep: 1000 });
    timed.session.ask('train');
    await timed.until(timed.hasPhase('finished 50'));
    expect(timed.advances.map(({ checkpoint }) => checkpoint.step)).toEqual([20, 40, 50]);
  });

  it('does not spend more than a tenth of the time on saving', async () => {
    const run = setUp({
      totalSteps: 100,
      msPerStep: 100,
      saveCostMs: 300,
      program: { checkpointEvery: 1 },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 100'));
    expect(run.advances.length).toBeLessThanOrEqual(5);
  });

  it('keeps with a checkpoint what was shown up to it', async () => {
    const run = setUp({
      totalSteps: 6,
      program: { checkpointEvery: 4, sampleEvery: 2, measureEvery: 3 },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 6'));
    const [first, second] = run.advances;
    expect(first?.rows.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    expect(first?.samples.map(({ step }) => step)).toEqual([0, 2, 4]);
    expect(second?.rows.map(({ step }) => step)).toEqual([5, 6]);
    expect(second?.metrics.map(({ step }) => step)).toEqual([6]);
  });

  it('shows a last sheet when it finishes between two sheets', async () => {
    const run = setUp({ totalSteps: 7, program: { sampleEvery: 5 } });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 7'));
    expect(run.of('samples').map(({ step }) => step)).toEqual([0, 5, 7]);
    expect(run.advances.at(-1)?.samples.at(-1)?.step).toBe(7);
  });

  it('shows a sheet every ten seconds where steps are slow', async () => {
    const run = setUp({ totalSteps: 9, msPerStep: 4000, program: { sampleEvery: 50 } });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 9'));
    expect(run.of('samples').map(({ step }) => step)).toEqual([0, 3, 6, 9]);
  });

  it('resumes a stored run at its checkpoint', async () => {
    const run = setUp({
      resume: true,
      totalSteps: 45,
      storage: { newestCheckpoint: async () => ({ step: 40, bytes: new Uint8Array(1) }) },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 45'));
    expect(run.of('opened')[0]?.step).toBe(40);
    expect(run.rows()).toEqual([41, 42, 43, 44, 45]);
    expect(run.of('samples').map(({ step }) => step)).not.toContain(0);
  });

  it('refuses to begin anew a run that stood at a step and has no checkpoint left', async () => {
    const run = setUp({ resume: true, from: 7 });
    await run.ended;
    expect(run.trainers).toEqual([]);
    expect(run.messages.at(-1)).toMatchObject({
      type: 'trouble',
      code: 'weights-gone',
      isFatal: true,
      message: expect.stringContaining('step 7'),
    });
  });

  it('pauses at the last good state when a loss is not a number, and can be resumed', async () => {
    let isBad = true;
    const run = setUp({
      totalSteps: 20,
      msPerStep: 300,
      onRead: (step, trainer) => {
        if (!isBad || step < 12) return;
        trainer.restore({ step: 11, bytes: new Uint8Array() });
        throw new NotFiniteError('lossD', 12, 'The loss "lossD" became NaN in step 12.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('paused 11'));
    expect(run.of('trouble')).toEqual([
      {
        type: 'trouble',
        runId: 'run',
        code: 'not-finite',
        message: 'The loss "lossD" became NaN in step 12.',
        isFatal: false,
      },
    ]);
    expect(run.advances.at(-1)?.checkpoint.step).toBe(11);
    for (const times of [2, 3, 4]) {
      run.session.ask('train');
      await run.until(() => run.of('phase').filter((m) => m.phase === 'paused').length === times);
      expect(run.of('trouble')).toHaveLength(times);
    }
    isBad = false;
    run.session.ask('train');
    await run.until(run.hasPhase('finished 20'));
  });

  it('goes on from its last checkpoint on a new device when the device is lost', async () => {
    const run = setUp({
      totalSteps: 30,
      program: { checkpointEvery: 10 },
      onStep: (step, trainer) => {
        if (trainer === 1 && step === 17) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 30'));
    expect(run.trainers.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
    expect(run.of('opened').map(({ step }) => step)).toEqual([0, 10]);
    expect(run.of('trouble')).toHaveLength(1);
    expect(run.of('trouble')[0]?.message).toContain('step 17');
    expect(run.advances.flatMap(({ rows }) => rows.map(({ step }) => step))).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
  });

  it('gives a run up when the device is lost four times without progress', async () => {
    const run = setUp({
      onStep: (step) => {
        if (step === 5) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.ended;
    expect(run.trainers).toHaveLength(4);
    expect(run.of('trouble').map(({ isFatal }) => isFatal)).toEqual([false, false, false, true]);
  });

  it('goes on however often the device is lost, as long as checkpoints come in between', async () => {
    const run = setUp({
      totalSteps: 70,
      program: { checkpointEvery: 10 },
      onStep: (step, trainer) => {
        if (step === trainer * 10 + 5) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 70'));
    expect(run.trainers).toHaveLength(7);
  });

  it('goes back to the checkpoint in memory when storage refuses, and says so once', async () => {
    const run = setUp({
      totalSteps: 40,
      program: { checkpointEvery: 10 },
      storage: {
        advance: async () => {
          throw new Error('No room left.');
        },
      },
      onStep: (step, trainer) => {
        if (trainer === 1 && step === 27) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 40'));
    expect(run.of('opened').map(({ step }) => step)).toEqual([0, 20]);
    expect(run.of('trouble').filter(({ code }) => code === 'storage')).toHaveLength(1);
    expect(run.of('saved').map(({ isKept }) => isKept)).toEqual(run.of('saved').map(() => false));
  });

  it('survives an odd error in the middle, but gives up on one that comes at once', async () => {
    const odd = setUp({
      totalSteps: 30,
      onStep: (step, trainer) => {
        if (trainer === 1 && step === 17) throw new Error('mapAsync failed');
      },
    });
    odd.session.ask('train');
    await odd.until(odd.hasPhase('finished 30'));
    const hopeless = setUp({
      onStart: () => {
        throw new Error('No backend starts here.');
      },
    });
    await hopeless.ended;
    expect(hopeless.of('trouble')).toEqual([
      {
        ...{ type: 'trouble', code: 'backend', message: 'No backend starts here.' },
        ...{ isFatal: true, runId: 'run' },
      },
    ]);
  });

  it('says that data is at fault where it is', async () => {
    const run = setUp({
      onStart: () => {
        throw new DataError('Labels are missing.');
      },
    });
    await run.ended;
    expect(run.of('trouble')[0]).toMatchObject({ code: 'data', isFatal: true });
  });

  it('saves, frees the trainer and says so when it is closed', async () => {
    const run = setUp();
    run.at(9, () => run.session.ask('close'));
    run.session.ask('train');
    await run.ended;
    expect(run.trainers[0]?.isDisposed).toBe(true);
    expect(run.advances.at(-1)?.checkpoint.step).toBe(9);
    expect(run.phases().at(-1)).toBe('closed 9');
  });

  it('says whose end it was where it is closed before it could begin', async () => {
    const run = setUp({ beforeRun: (session) => session.ask('close') });
    await run.ended;
    expect(run.of('progress')[0]?.runId).toBe('run');
    expect(run.phases()).toEqual(['closed 0']);
    expect(run.trainers).toEqual([]);
  });

  it('saves without pausing when the page may be about to close', async () => {
    const run = setUp({ totalSteps: 20 });
    run.at(7, () => run.session.saveSoon());
    run.session.ask('train');
    await run.until(run.hasPhase('finished 20'));
    expect(run.advances.map(({ checkpoint }) => checkpoint.step)).toEqual([8, 20]);
  });

  it('says nothing once another run has taken its place', async () => {
    const run = setUp();
    run.at(5, () => {
      run.session.mute();
      run.messages.length = 0;
      run.session.ask('close');
    });
    run.session.ask('train');
    await run.ended;
    expect(run.messages).toEqual([]);
    expect(run.advances.at(-1)?.checkpoint.step).toBe(5);
  });
});

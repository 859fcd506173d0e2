/** The first step of a run does not wait for its first metrics, and none of them is lost. */
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { DeviceLostError } from '../../src/runtime/trainer-types.ts';
import { type SetUp, setUp } from './support/session-stage.ts';

describe('a run that can hold its start', () => {
  const metric = { spec: { type: 'metric' } } as unknown as Program['views'][number];
  const measured: Partial<Program> = { measureEvery: 10, sampleEvery: 0, views: [metric] };
  const begin = (options: Partial<SetUp> = {}) =>
    setUp({ program: measured, holds: true, msPerStep: 1, ...options });
  const steps = (run: ReturnType<typeof setUp>) => run.of('metrics').map(({ step }) => step);

  it('trains first, and measures the start before anything else is kept of it', async () => {
    const run = begin({ totalSteps: 25 });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 25'));
    expect(steps(run)).toEqual([0, 10, 20, 25]);
    const order = run.messages.map((said) =>
      said.type === 'losses' ? `losses ${said.rows.at(-1)?.step}` : said.type,
    );
    expect(order.indexOf('losses 1')).toBeLessThan(order.indexOf('metrics'));
    expect(order).not.toContain('measuring');
    expect(
      run.messages.filter((said) => said.type === 'progress' && said.stage === 'metrics'),
    ).toEqual([]);
    expect(run.trainers[0]?.held).toBe(0);
  });

  it('measures it with the first sheet or checkpoint that is due', async () => {
    const sheets = begin({ program: { ...measured, measureEvery: 100, sampleEvery: 4 } });
    sheets.session.ask('train');
    await sheets.until(() => steps(sheets).length === 1);
    expect(sheets.trainers[0]?.step).toBe(4);
    const saved = begin({ program: { ...measured, measureEvery: 100, checkpointEvery: 6 } });
    saved.session.ask('train');
    await saved.until(() => saved.advances.length === 1);
    expect(saved.advances[0]?.checkpoint.step).toBe(6);
    expect(saved.advances[0]?.metrics.map(({ step }) => step)).toEqual([0]);
  });

  it('measures it while it stands still, keeps that, and measures nothing that is not due', async () => {
    const run = begin({ onStep: (step) => step === 3 && run.session.ask('pause') });
    run.session.ask('train');
    await run.until(() => run.advances.at(-1)?.metrics.length === 1);
    expect(run.phases().at(-1)).toBe('paused 3');
    expect(steps(run)).toEqual([0]);
    expect(run.advances.at(-1)?.checkpoint.step).toBe(3);
    expect(run.trainers[0]?.held).toBe(0);
  });

  it('gives way, and is measured later all the same, in order', async () => {
    let times = 0;
    const run = begin({
      totalSteps: 20,
      onMeasure: async (step, signal) => {
        if (step > 0 || ++times > 1) return;
        run.session.giveWay();
        signal?.throwIfAborted();
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 20'));
    expect(times).toBe(2);
    expect(steps(run)).toEqual([0, 10, 20]);
  });

  it('holds nothing any more where it is closed, or its device is lost', async () => {
    const closed = begin({ onStep: (step) => step === 3 && closed.session.ask('close') });
    closed.session.ask('train');
    await closed.ended;
    expect(closed.phases().at(-1)).toBe('closed 3');
    expect(closed.trainers[0]?.held).toBe(0);

    const lost = begin({
      totalSteps: 5,
      onStep: (step, trainer) => {
        if (step === 2 && trainer === 1) throw new DeviceLostError('gone');
      },
    });
    lost.session.ask('train');
    await lost.until(lost.hasPhase('finished 5'));
    expect(lost.trainers.map(({ held }) => held)).toEqual([0, 0]);
    expect(steps(lost)).toEqual([0, 5]);
  });
});

/** A run in stages is the run of the whole program, at the price of what is there. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { growing } from '../pure/support/growing.ts';
import { node, programOf, wire } from '../pure/support/sample.ts';
import { presetProgram } from './support/preset.ts';
import { open, stateOf, train, weightsOf } from './support/runs.ts';

const staged = programOf(
  growing([
    [2, 5],
    [8, 10],
  ]),
);
const whole: Program = { ...staged, stages: [] };
const STEPS = 13;

async function wholeRun() {
  const trainer = await open(whole);
  await train(trainer, STEPS);
  const state = await stateOf(trainer);
  trainer.dispose();
  return state;
}

/** Of layers that are left out the optimizer's state stands still: that is not compared. */
const trainedIn = (state: ReadonlyMap<string, Float32Array>) =>
  ['G', 'D'].flatMap((name) => weightsOf(state, name));

describe.each(['cpu', 'wasm'] as const)('a program in stages on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  });

  it('gives at every iteration the losses, weights and metrics that the whole program gives', async () => {
    expect(staged.stages.map(({ from }) => from)).toEqual([0, 3, 5, 9, 10]);
    const one = await open(staged);
    const other = await open(whole);
    for (let step = 0; step < STEPS; step++) {
      await one.restore(await other.save());
      const measured = await one.view('metrics');
      const expected = await other.view('metrics');
      measured.forEach((view, i) => {
        const wanted = expected[i];
        if (view.type !== 'metric' || wanted?.type !== 'metric') throw new Error('not a metric');
        for (const [name, value] of Object.entries(view.values)) {
          expect(value, `${name} at ${step}`).toBeCloseTo(wanted.values[name] ?? Number.NaN, 5);
        }
      });
      await train(one, 1);
      await train(other, 1);
      const [mine] = await one.takeLosses();
      const [wanted] = await other.takeLosses();
      mine?.values.forEach((value, i) => {
        expect(value, `loss ${i} at ${step}`).toBeCloseTo(wanted?.values[i] ?? Number.NaN, 5);
      });
      const weights = await stateOf(other);
      for (const [name, values] of trainedIn(await stateOf(one))) {
        values.forEach((value, i) => {
          expect(value, `${name} at ${step}`).toBeCloseTo(weights.get(name)?.[i] ?? Number.NaN, 5);
        });
      }
    }
    one.dispose();
    other.dispose();
  });

  it('ends with the weights of the whole program', async () => {
    const trainer = await open(staged);
    await train(trainer, STEPS);
    const expected = await wholeRun();
    for (const [name, values] of trainedIn(await stateOf(trainer))) {
      values.forEach((value, i) => {
        expect(value, name).toBeCloseTo(expected.get(name)?.[i] ?? Number.NaN, 4);
      });
    }
    trainer.dispose();
  });
});

describe('a run in stages', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it.each([1, 4, 5, 9, 12])('resumed at iteration %i goes on bit for bit', async (at) => {
    const uninterrupted = await open(staged);
    await train(uninterrupted, STEPS);
    const first = await open(staged);
    await train(first, at);
    const saved = await first.save();
    first.dispose();
    const second = await open(staged);
    await second.restore(saved);
    await train(second, STEPS - at);
    expect(await stateOf(second)).toEqual(await stateOf(uninterrupted));
    second.dispose();
    uninterrupted.dispose();
  });

  it('of StyleGAN gives the losses and sheets of the whole program at every iteration', async () => {
    const preset = presetProgram('stylegan-growing', 'smoke', { stageSteps: 2, steps: 20 });
    const program = {
      ...preset,
      sources: preset.sources.map((source) => ({
        ...source,
        feed: source.feed && { ...source.feed, builtin: 'digits' },
      })),
    };
    expect(program.stages.length).toBeGreaterThan(8);
    const one = await open(program);
    const other = await open({ ...program, stages: [] });
    for (let step = 0; step < 12; step++) {
      await one.restore(await other.save());
      await train(one, 1);
      await train(other, 1);
      const [mine] = await one.takeLosses();
      const [wanted] = await other.takeLosses();
      mine?.values.forEach((value, i) => {
        const expected = wanted?.values[i] ?? Number.NaN;
        expect(Math.abs(value - expected), `loss ${i} at ${step}`).toBeLessThan(
          1e-3 * Math.max(1, Math.abs(expected)),
        );
      });
      if (step !== 7) continue;
      await one.restore(await other.save());
      const sheets = await Promise.all([one, other].map((trainer) => trainer.view('samples')));
      const [seen, expected] = sheets.map((views) =>
        views.flatMap((view) => (view.type === 'preview' ? [...view.rgba] : [])),
      );
      const differing = (seen ?? []).filter(
        (value, i) => Math.abs(value - (expected?.[i] ?? -9)) > 1,
      );
      expect(seen?.length).toBeGreaterThan(1000);
      expect(differing, `sheet at ${step}`).toEqual([]);
    }
    one.dispose();
    other.dispose();
  });

  it('draws the same dropout in every stage', async () => {
    const document = growing([[2, 5]]);
    const { D } = document.networks;
    if (!D) throw new Error('there is no D');
    D.nodes.drop = node('dropout', { rate: 0.5 });
    D.edges = D.edges.filter(({ to }) => to !== 'score.in');
    wire(D, 'act > drop', 'drop > score');
    const program = programOf(document);
    const losses = await Promise.all(
      [program, { ...program, stages: [] }].map(async (one) => {
        const trainer = await open(one);
        await train(trainer, 7);
        const rows = await trainer.takeLosses();
        trainer.dispose();
        return rows.flatMap(({ values }) => values);
      }),
    );
    const [mine, wanted] = losses;
    mine?.forEach((value, i) => {
      expect(value).toBeCloseTo(wanted?.[i] ?? Number.NaN, 4);
    });
  });

  it('takes a number from the objective that is no longer read', async () => {
    const document = growing([[2, 5]]);
    const { D } = document.networks;
    if (!D) throw new Error('there is no D');
    D.nodes.fade0 = node('input', { shape: [] });
    wire(document.objective, 'fade > Dreal.fade0', 'fade > Dfake.fade0');
    const trainer = await open(programOf(document));
    await train(trainer, 7);
    const rows = await trainer.takeLosses();
    expect(rows.flatMap(({ values }) => values).every(Number.isFinite)).toBe(true);
    trainer.dispose();
  });

  it('leaves no tensor behind as it goes from stage to stage', async () => {
    const trainer = await open(staged);
    await train(trainer, 1);
    await trainer.takeLosses();
    const { numTensors } = tf.memory();
    await train(trainer, STEPS - 1);
    await trainer.takeLosses();
    expect(tf.memory().numTensors).toBe(numTensors);
    trainer.dispose();
  });
});

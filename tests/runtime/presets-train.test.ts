/** Every preset trains, from where its reference begins, and leaves nothing behind. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NetworkProgram, Program } from '../../src/compiler/program.ts';
import { presets } from '../../src/graph/presets.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import type { TrainerLike } from '../../src/runtime/trainer-types.ts';
import { presetProgram, programOf, readPreset } from './support/preset.ts';
import { open, stateOf, train, withParams } from './support/runs.ts';

const STEPS = 3;

const trainableIn = (networks: readonly NetworkProgram[]) =>
  networks.flatMap(({ name, layers }) =>
    layers.flatMap(({ id, weights }) =>
      weights.flatMap((weight) => (weight.isTrainable ? [`${name}/${id}/${weight.name}`] : [])),
    ),
  );

/** Of a network that grows, only what is there in one of the first steps can change. */
function reached({ networks, stages }: Program): Set<string> {
  const first = stages.filter(({ from }) => from < STEPS);
  if (first.length === 0) return new Set(trainableIn(networks));
  return new Set(
    first.flatMap((stage) =>
      trainableIn(
        networks.map((whole) => stage.networks.find(({ name }) => name === whole.name) ?? whole),
      ),
    ),
  );
}

/** A Wasserstein critic's last bias moves both means alike: its gradient is zero. */
const STILL: Readonly<Record<string, readonly string[]>> = { 'wgan-gp': ['critic/score/bias'] };

const LN2 = Math.log(2);
/**
 * Losses of the first iteration: what the mathematics says of a discriminator that knows nothing yet, and how
 * far from it first weights may be. Zero-initialised scores are exact.
 */
const BEGINNINGS: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  ring: { realLoss: [LN2, 0.1], fakeLoss: [LN2, 0.1] },
  'gan-mlp': { realLoss: [LN2, 0.05], fakeLoss: [LN2, 0.05], foolLoss: [LN2, 0.1] },
  dcgan: { realLoss: [LN2, 0.2], fakeLoss: [LN2, 0.05], foolLoss: [LN2, 0.1] },
  acgan: {
    realLoss: [LN2, 0.05],
    fakeLoss: [LN2, 0.05],
    classLoss: [Math.log(10), 0.05],
    askedLoss: [Math.log(10), 0.05],
    foolLoss: [LN2, 0.1],
  },
  bigan: {
    realIsOne: [LN2, 1e-6],
    fakeIsZero: [LN2, 1e-6],
    realIsZero: [LN2, 1e-6],
    fakeIsOne: [LN2, 1e-6],
  },
  // Weights within ±0.01 hardly let anything through.
  wgan: { realLoss: [0, 0.01], fakeLoss: [0, 0.01], foolLoss: [0, 0.01] },
  // (‖∇‖ − 1)² of a critic that has come a few steps from a slope below one.
  'wgan-gp': { penalty: [0.5, 0.5] },
  pix2pix: { realLoss: [LN2, 0.1], fakeLoss: [LN2, 0.1], foolLoss: [LN2, 0.1] },
  inpaint: { realLoss: [LN2, 0.1], fakeLoss: [LN2, 0.1], foolLoss: [LN2, 0.1] },
  srgan: { realLoss: [LN2, 0.1], fakeLoss: [LN2, 0.1], foolLoss: [LN2, 0.1] },
  // The real label is 1 and the fake one 0, and a new critic says little.
  cgan: { fakeLoss: [0, 0.1], realLoss: [1, 0.6], foolLoss: [1, 0.4] },
  cyclegan: { notA: [0, 0.1], notB: [0, 0.1], realA: [1, 0.6], realB: [1, 0.6] },
  'cyclegan-monet': { notA: [0, 0.1], notB: [0, 0.1], realA: [1, 0.6], realB: [1, 0.6] },
  stylegan: { realLoss: [LN2, 0.05], fakeLoss: [LN2, 0.05], slope: [0, 0.01] },
  'stylegan-growing': { realLoss: [LN2, 0.2], fakeLoss: [LN2, 0.2], slope: [0, 0.1] },
};

function compareBeginning(id: string, { losses }: TrainerLike, row: readonly number[]): void {
  const expected = BEGINNINGS[id];
  if (!expected) throw new Error(`${id} has no expected beginning`);
  for (const [name, [value, tolerance]] of Object.entries(expected)) {
    const found = row[losses.indexOf(name)] ?? Number.NaN;
    expect(Math.abs(found - value), `${name}, ${found}`).toBeLessThanOrEqual(tolerance);
  }
}

beforeAll(async () => {
  await startBackend('wasm');
});

describe('three steps from the beginning', () => {
  it.each(presets.map(({ id }) => id))(
    '%s trains all that it reaches, leaks nothing',
    async (id) => {
      const program = presetProgram(id);
      const trainer = await open(program);
      const before = await stateOf(trainer);
      const counts: number[] = [];
      const rows: (readonly number[])[] = [];
      for (let step = 0; step < STEPS; step++) {
        await train(trainer, 1);
        rows.push(...(await trainer.takeLosses()).map(({ values }) => values));
        counts.push(tf.memory().numTensors);
      }
      const after = await stateOf(trainer);
      trainer.dispose();
      expect(rows).toHaveLength(STEPS);
      expect(rows.flat().every(Number.isFinite)).toBe(true);
      compareBeginning(id, trainer, rows[0] ?? []);
      expect(counts[2]).toBe(counts[1]);
      const changed = trainableIn(program.networks).filter((name) => {
        const [old, now] = [before.get(name), after.get(name)];
        if (!old || !now) throw new Error(`the state has no ${name}`);
        return now.some((value, i) => value !== old[i]);
      });
      const still = STILL[id] ?? [];
      expect(new Set([...changed, ...still])).toEqual(reached(program));
    },
  );
});

describe('a preset that was saved and taken up again', () => {
  // A pool that is full before the run is saved: what lies in it decides what D sees.
  const pooled = withParams(readPreset('cyclegan'), {
    poolA: { size: 2 },
    poolB: { size: 2 },
  });
  const growing = presetProgram('stylegan-growing');

  it.each([
    ['stylegan-growing, between two of its stages', growing],
    ['cyclegan, with images in its pools', programOf(pooled, 'smoke')],
    ['acgan, with labels', presetProgram('acgan')],
  ])('%s, ends bit for bit as if nothing had happened', async (_, program) => {
    const whole = await open(program);
    await train(whole, 4);
    const rows = await whole.takeLosses();
    const state = await stateOf(whole);
    whole.dispose();

    const first = await open(program);
    await train(first, 2);
    const checkpoint = await first.save();
    first.dispose();
    const second = await open(program);
    await second.restore(checkpoint);
    await train(second, 2);
    expect(await second.takeLosses()).toEqual(rows.slice(2));
    expect(await stateOf(second)).toEqual(state);
    second.dispose();
  });

  it('crosses a boundary in that time', () => {
    const stageAt = (step: number) => growing.stages.filter(({ from }) => from <= step).length;
    expect(stageAt(3)).toBeGreaterThan(stageAt(1));
  });
});

/** A run that was saved and taken up again is the run that was never interrupted. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { presetProgram, programOf, readPreset } from './support/preset.ts';
import { randomStep } from './support/random-step.ts';
import { open, stateOf, train, withParams } from './support/runs.ts';

const STEPS = 6;

async function uninterrupted(program: Program, at: number) {
  const trainer = await open(program);
  await train(trainer, STEPS);
  const rows = await trainer.takeLosses();
  const state = await stateOf(trainer);
  trainer.dispose();
  return { rows: rows.slice(at), state };
}

async function interrupted(program: Program, at: number) {
  const first = await open(program);
  await train(first, at);
  const checkpoint = await first.save();
  first.dispose();
  const second = await open(program);
  await train(second, 1);
  await second.restore({ step: checkpoint.step, bytes: checkpoint.bytes.slice() });
  expect(second.step).toBe(at);
  await train(second, STEPS - at);
  const rows = await second.takeLosses();
  const state = await stateOf(second);
  second.dispose();
  return { rows, state };
}

describe('a resumed run', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  const ring = readPreset('ring');
  const wgan = withParams(ring, {
    data: { fresh: 'repeat' },
    noise: { fresh: 'repeat' },
    trainD: {
      repeat: { type: 'steps', at: [0, 2], values: [1, 3] },
      weightClip: 0.05,
      optimizer: { type: 'rmsprop', decay: 0.99, momentum: 0.5, epsilon: 1e-8, weightDecay: 0.01 },
      learningRate: { type: 'linear', from: 0.001, to: 0.0001, start: 0, end: 6 },
    },
    trainG: { every: 2, averageDecay: 0.9, gradientClip: 0.5 },
  });

  it.each([
    ['with dropout', presetProgram('gan-mlp')],
    ['with batch normalisation', presetProgram('dcgan')],
    ['with a moving average', presetProgram('ring')],
    ['with repeats, schedules, clipping and RMSProp', programOf(wgan, 'smoke')],
  ])('%s ends with equal losses and, bit for bit, an equal state', async (_, program) => {
    const { step, told } = randomStep(1, STEPS - 1);
    expect(await interrupted(program, step), told).toEqual(await uninterrupted(program, step));
  });

  it('refuses a checkpoint of another structure, or of another seed, and is left as it was', async () => {
    const other = await open(presetProgram('ring', 'smoke', { hidden: 8 }));
    const wide = await other.save();
    other.dispose();
    const trainer = await open(presetProgram('ring'));
    await train(trainer, 2);
    const before = await stateOf(trainer);
    await expect(trainer.restore(wide)).rejects.toThrow(/belongs to other networks/);
    const reseeded = await open({ ...presetProgram('ring'), seed: 99 });
    const foreign = await reseeded.save();
    reseeded.dispose();
    await expect(trainer.restore(foreign)).rejects.toThrow(/made with seed 99/);
    expect(trainer.step).toBe(2);
    expect(await stateOf(trainer)).toEqual(before);
    trainer.dispose();
  });
});

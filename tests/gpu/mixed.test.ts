/**
 * Training in mixed precision, on WebGPU with `shader-f16` in Node. Where the adapter has none the tests that need it are skipped, and say so.
 */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import type { Optimizer } from '../../src/nodes/specs.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/runtime/checkpoint.ts';
import { PACKED_FROM } from '../../src/runtime/kernels/webgpu/half/packed.ts';
import { applyUpdates } from '../../src/runtime/optimizers/apply.ts';
import { createScale, readScale, settle, writeScale } from '../../src/runtime/plan/loss-scale.ts';
import { live } from '../../src/runtime/replay/live.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import type { Checkpoint, TrainerOptions } from '../../src/runtime/trainer-types.ts';
import { dataFor, presetProgram, programOf, readPreset } from '../runtime/support/preset.ts';
import { stateOf, train, withParams } from '../runtime/support/runs.ts';
import { hasHalfHere } from './half-device.ts';

const isThere = await hasHalfHere();
const mixed = (preset: string): Program => ({ ...presetProgram(preset), precision: 'mixed' });

const openWith = (program: Program, options: Partial<TrainerOptions> = {}) =>
  createTrainer({ program, data: dataFor(program), ...options });

/** `scale` is what losses are scaled by at first, if not what is usual. */
async function run(
  program: Program,
  steps: number,
  { scale, ...options }: Partial<TrainerOptions> & { readonly scale?: number } = {},
) {
  const trainer = await openWith(program, options);
  if (scale) await trainer.restore(scaledBy(await trainer.save(), scale));
  await train(trainer, steps);
  const rows = (await trainer.takeLosses()).map(({ values }) => values);
  const scales = await trainer.lossScales?.();
  const found = { rows, scales, state: await stateOf(trainer), unreplayed: trainer.unreplayed };
  trainer.dispose();
  return found;
}

/** The checkpoint with every scale set. */
function scaledBy({ step, bytes }: Checkpoint, scale: number): Checkpoint {
  const { header, values } = decodeCheckpoint(bytes);
  const scales = header.scales?.map(() => ({ scale, good: 0, skipped: 0 })) ?? [];
  return { step, bytes: encodeCheckpoint({ header: { ...header, scales }, values }) };
}

const adam: Optimizer = {
  type: 'adam',
  beta1: 0.5,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};

describe.skipIf(!isThere)(
  'mixed precision (skipped without an adapter that has shader-f16)',
  () => {
    beforeAll(async () => {
      await startBackend('webgpu');
      // Presets at `smoke` size are small.
      tf.env().set(PACKED_FROM, 64);
    });
    afterAll(() => {
      tf.env().set(PACKED_FROM, 2048);
    });

    it.each([
      ['dcgan', 12, 1e-3],
      ['wgan-gp', 4, 0.02],
      ['cyclegan', 3, 0.05],
      ['stylegan', 3, 0.03],
      ['acgan', 6, 1e-3],
    ])(
      'trains %s near to what float32 gives, and not as float32 does',
      async (preset, steps, bound) => {
        // CycleGAN's weighted losses overflow at the usual scale, so its first updates would be skipped.
        const half = await run(mixed(preset), steps, preset === 'cyclegan' ? { scale: 256 } : {});
        const whole = await run(presetProgram(preset), steps);
        expect(half.unreplayed).toEqual([]);
        expect(half.rows).toHaveLength(steps);
        expect(half.rows).not.toEqual(whole.rows);
        const off = half.rows.map((row, step) =>
          row.map((value, i) => {
            const wanted = whole.rows[step]?.[i] ?? Number.NaN;
            return Math.abs(value - wanted) / Math.max(0.1, Math.abs(wanted));
          }),
        );
        const worst = Math.max(...off.flat());
        expect(worst).toBeLessThan(bound);
      },
    );

    it('replays what it interprets, to the bit, and leaves nothing behind', async () => {
      const before = tf.memory().numTensors;
      const replayed = await run(mixed('wgan-gp'), 7);
      const interpreted = await run(mixed('wgan-gp'), 7, { replay: 'off' });
      expect(replayed).toEqual({ ...interpreted, unreplayed: [] });
      expect(tf.memory().numTensors).toBe(before);
    });

    it('survives an overflow: skips the update, halves the scale, and goes on', async () => {
      const trainer = await openWith(mixed('dcgan'));
      const first = await stateOf(trainer);
      await trainer.restore(scaledBy(await trainer.save(), 2 ** 40));
      await train(trainer, 1);
      await trainer.takeLosses();
      const after = await stateOf(trainer);
      const trained = [...first].filter(([name]) => /^(G|D)\/.*kernel$|^step|^average/.test(name));
      expect(trained.length).toBeGreaterThan(4);
      for (const [name, values] of trained) expect([name, after.get(name)]).toEqual([name, values]);
      for (const { scale, skipped } of (await trainer.lossScales?.()) ?? []) {
        expect([scale, skipped]).toEqual([2 ** 39, 1]);
      }
      await train(trainer, 29);
      expect(await trainer.takeLosses()).toHaveLength(29);
      expect(trainer.unreplayed).toEqual([]);
      const scales = (await trainer.lossScales?.()) ?? [];
      expect(scales).toHaveLength(2);
      for (const { scale, good, skipped } of scales) {
        expect(scale).toBe(2 ** (40 - skipped));
        expect(good).toBe(30 - skipped);
        expect(good).toBeGreaterThan(2);
      }
      for (const values of (await stateOf(trainer)).values())
        expect(values.every(Number.isFinite)).toBe(true);
      trainer.dispose();
    });

    it('goes back to the scales of the last good state with its weights', async () => {
      const learningRate = { type: 'steps', at: [0, 2], values: [0.001, 1e38] };
      const optimizer = { type: 'sgd', momentum: 0, isNesterov: false, weightDecay: 0 };
      const exploding = withParams(readPreset('dcgan'), { trainD: { learningRate, optimizer } });
      const trainer = await openWith({ ...programOf(exploding, 'smoke'), precision: 'mixed' });
      await train(trainer, 2);
      await trainer.takeLosses();
      const good = { state: await stateOf(trainer), scales: await trainer.lossScales?.() };
      await train(trainer, 4);
      // Overflows have halved them.
      expect(await trainer.lossScales?.()).not.toEqual(good.scales);
      await expect(trainer.takeLosses()).rejects.toThrow(/last good state/);
      expect({ state: await stateOf(trainer), scales: await trainer.lossScales?.() }).toEqual(good);
      trainer.dispose();
    });

    it('goes on from a checkpoint as if it had not stopped, scales too', async () => {
      const whole = await openWith(mixed('dcgan'));
      await whole.restore(scaledBy(await whole.save(), 2 ** 30));
      await train(whole, 3);
      await whole.takeLosses();
      const middle = await whole.save();
      await train(whole, 5);
      const rows = await whole.takeLosses();
      const resumed = await openWith(mixed('dcgan'));
      await resumed.restore(middle);
      expect((await resumed.lossScales?.())?.[0]?.skipped).toBeGreaterThan(0);
      await train(resumed, 5);
      expect(await resumed.takeLosses()).toEqual(rows);
      expect(await resumed.save()).toEqual(await whole.save());
      whole.dispose();
      resumed.dispose();
    });

    it('changes weights by scaled gradients as by plain ones, skipped updates not counted', async () => {
      const update = async (updates: number, skipped: number | null) => {
        const scale = createScale();
        writeScale(scale, { scale: 1024, good: 0, skipped: skipped ?? 0 });
        const factor = skipped === null ? 1 : 1024;
        const weight = tf.variable(tf.linspace(-1, 1, 50));
        const state = tf.variable(tf.zeros([2, 50]));
        const gradient = tf.mul(tf.linspace(0.01, -0.02, 50), factor);
        if (skipped !== null) settle(scale, [gradient]);
        const pace = live(0, (step) => ({ step, learningRate: 0.01, updates }));
        const control = skipped === null ? null : scale.control;
        applyUpdates(adam, [{ weight, state, gradient, average: null }], 1, pace, control);
        const values = [...(await weight.data()), ...(await state.data())];
        tf.dispose([weight, state, gradient, scale.scale, scale.control]);
        return values;
      };
      const plain = await update(2, null);
      expect(await update(2, 0)).toEqual(plain);
      (await update(7, 5)).forEach((value, i) => {
        expect(Math.abs(value - (plain[i] ?? Number.NaN))).toBeLessThan(1e-6);
      });
      expect(await update(7, 0)).not.toEqual(plain);
    });

    it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
      'sees one %d among many gradients, and doubles the scale after 2000 good updates',
      async (bad) => {
        const scale = createScale();
        const gradients = Array.from({ length: 40 }, (_, i) => tf.fill([i + 1], 1e38));
        writeScale(scale, { scale: 8, good: 1998, skipped: 3 });
        settle(scale, gradients);
        expect(await readScale(scale)).toEqual({ scale: 8, good: 1999, skipped: 3 });
        settle(scale, gradients);
        expect(await readScale(scale)).toEqual({ scale: 16, good: 0, skipped: 3 });
        settle(scale, [...gradients, tf.tensor1d([0, bad])]);
        expect(await readScale(scale)).toEqual({ scale: 8, good: 0, skipped: 4 });
        expect([...(await scale.control.data())].slice(0, 2)).toEqual([1 / 16, 0]);
        tf.dispose([...gradients, scale.scale, scale.control]);
      },
    );
  },
);

describe.skipIf(isThere)('on WebGPU without shader-f16', () => {
  it('trains in float32, and says why', async () => {
    await startBackend('webgpu');
    const trainer = await openWith(mixed('ring'));
    expect(trainer.precision?.used).toBe('float32');
    expect(trainer.precision?.reason).toMatch(/no arithmetic in half precision \(shader-f16\)/);
    await train(trainer, 4);
    expect(await trainer.takeLosses()).toHaveLength(4);
    trainer.dispose();
  });
});

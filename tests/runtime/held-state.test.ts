/** A state that is held while training goes on: its metrics are those of then, and training does not notice. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { presetProgram } from './support/preset.ts';
import { open, stateOf, train } from './support/runs.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

it.each(['gan-mlp', 'dcgan'])(
  'of %s is measured later as it would have been at once',
  async (id) => {
    const program = presetProgram(id);
    const plain = await open(program);
    const then = await plain.view('metrics');
    await train(plain, 4);
    const rows = await plain.takeLosses();
    const state = await stateOf(plain);
    const later = await plain.view('metrics');
    plain.dispose();

    const trainer = await open(program);
    const before = memory().numTensors;
    const held = trainer.hold?.();
    if (!held) throw new Error('nothing was held');
    await train(trainer, 2);
    await trainer.takeLosses();
    const metrics = await held.measure();
    expect(metrics.length).toBeGreaterThan(0);
    expect(metrics).toEqual(then);
    expect(metrics).not.toEqual(later);
    const stopped = AbortSignal.abort(new Error('given way'));
    await expect(held.measure(stopped)).rejects.toThrow('given way');
    held.dispose();
    await train(trainer, 2);
    expect(await trainer.takeLosses()).toEqual(rows.slice(2));
    expect(await stateOf(trainer)).toEqual(state);
    // What metrics keep to measure again stays; the two copies of the state do not.
    const kept = memory().numTensors;
    trainer.hold?.()?.dispose();
    expect(memory().numTensors).toBe(kept);
    expect(kept).toBeGreaterThanOrEqual(before);
    trainer.dispose();
  },
);

/** A whole experiment with operations on batches and penalties: it compiles, trains, keeps its state and leaves no tensors. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { everything } from './support/everything.ts';
import { programOf } from './support/preset.ts';
import { open, stateOf, train } from './support/runs.ts';

describe.each(['wasm', 'cpu'] as const)('an experiment with every penalty on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  });

  it('trains, with finite losses and nothing left behind', async () => {
    const trainer = await open(programOf(everything(), 'none'));
    await train(trainer, 2);
    await trainer.takeLosses();
    const { numTensors, numDataBuffers } = tf.memory();
    await train(trainer, 6);
    const rows = await trainer.takeLosses();
    expect(rows).toHaveLength(6);
    for (const { values } of rows) expect(values.every(Number.isFinite)).toBe(true);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(tf.memory().numDataBuffers).toBe(numDataBuffers);
    trainer.dispose();
  });

  it('moves the average path length and the mean of w, and goes on from both', async () => {
    const straight = await open(programOf(everything(), 'none'));
    await train(straight, 3);
    const saved = await straight.save();
    const before = await stateOf(straight);
    await train(straight, 3);
    const after = await stateOf(straight);
    straight.dispose();
    const resumed = await open(programOf(everything(), 'none'));
    await resumed.restore(saved);
    await train(resumed, 3);
    expect(await stateOf(resumed)).toEqual(after);
    resumed.dispose();
    for (const part of ['meanLength', 'movingMean']) {
      const [name] = [...after.keys()].filter((key) => key.includes(part));
      expect(name).toBeDefined();
      expect(before.get(name ?? '')).not.toEqual(after.get(name ?? ''));
      expect(after.get(name ?? '')?.every((value) => value !== 0)).toBe(true);
    }
  });
});

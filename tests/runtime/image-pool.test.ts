/** The history buffer against the loop that defines it, and within a run. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { registerInPlace } from '../../src/runtime/in-place/change.ts';
import { poolStepsOf } from '../../src/runtime/plan/parts.ts';
import { Pools } from '../../src/runtime/plan/pools.ts';
import { layerStream } from '../../src/runtime/plan/random-keys.ts';
import { createRandomStream } from '../../src/runtime/random/stream.ts';
import { broken, cut, node, programOf, setParams, wire } from '../pure/support/sample.ts';
import { open, stateOf, train } from './support/runs.ts';

/** G is trained first; D then sees its samples of before through a pool. */
function pooled(batchSize: number, size: number, swapProbability = 0.5): Program {
  const document = broken((d) => {
    d.parameters = { ...d.parameters, batch: { value: batchSize } };
    d.objective.nodes.pool = node('image-pool', { size, swapProbability });
    d.objective.nodes.Dpast = node('apply', { network: 'D' });
    cut(d.objective, 'lossFake.logits');
    wire(d.objective, 'G.x > pool', 'pool > Dpast.x', 'Dpast.y > lossFake.logits');
    setParams(d.objective, 'stepG', { order: 0 });
    setParams(d.objective, 'stepD', { order: 1 });
  });
  return programOf(document);
}

/** What CycleGAN does with each sample in turn, on plain numbers. */
class PlainPool {
  readonly stored: number[][] = [];

  constructor(
    private readonly size: number,
    private readonly probability: number,
  ) {}

  exchange(samples: readonly number[][], dice: ArrayLike<number>, slots: ArrayLike<number>) {
    return samples.map((sample, n) => {
      if (this.stored.length < this.size) {
        this.stored.push(sample);
        return sample;
      }
      if (!((dice[n] as number) < this.probability)) return sample;
      const slot = slots[n] as number;
      const given = this.stored[slot] as number[];
      this.stored[slot] = sample;
      return given;
    });
  }
}

describe.each(['cpu', 'wasm'] as const)('an image pool on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
    registerInPlace();
  });

  it.each([
    [1, 5, 0.5, 40],
    [4, 3, 0.9, 12],
    [7, 10, 0.5, 12],
    [64, 50, 0.5, 6],
    [3, 1, 1, 8],
    [2, 4, 0, 6],
  ])(
    'gives and keeps what a loop over samples does: batch %i, size %i, probability %d',
    async (batch, size, probability, steps) => {
      const program = pooled(batch, size, probability);
      const [step] = poolStepsOf(program);
      if (!step) throw new Error('the program has no pool');
      expect(step.shape).toEqual([4]);
      const buffer = tf.zeros([size, 4]);
      const pools = new Pools(program, new Map([[step.node, buffer]]));
      const plain = new PlainPool(size, probability);
      let swapped = 0;
      for (let at = 0; at < steps; at++) {
        const samples = tf.randomNormal([batch, 4]) as tf.Tensor2D;
        const key = { seed: 3, step: at, repeat: 0 };
        const stream = createRandomStream(3, at, layerStream(step.stream, 0, 0));
        const dice = await stream.uniform([batch]).data();
        const slots = await stream.integers([batch], 0, size).data();
        const rows = await samples.array();
        const expected = plain.exchange(rows, dice, slots);
        swapped += expected.filter((row, n) => row !== rows[n]).length;
        expect(await pools.exchange(step, samples, key).array()).toEqual(expected);
      }
      expect(pools.filled).toEqual([Math.min(size, batch * steps)]);
      expect(((await buffer.array()) as number[][]).slice(0, plain.stored.length)).toEqual(
        plain.stored,
      );
      if (probability > 0) expect(swapped).toBeGreaterThan(0);
    },
  );
});

describe('a run with an image pool', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it('goes on from a checkpoint as if it had never stopped, buffer and all', async () => {
    const program = pooled(2, 5);
    const whole = await open(program);
    await train(whole, 8);
    const first = await open(program);
    await train(first, 4);
    const half = await first.save();
    const second = await open(program);
    await train(second, 1);
    await second.restore(half);
    await train(second, 4);
    const state = await stateOf(second);
    expect(state).toEqual(await stateOf(whole));
    expect(state.get('pool:pool')?.some((value) => value !== 0)).toBe(true);
    for (const trainer of [whole, first, second]) trainer.dispose();
  });

  it('holds the samples that G made before its update', async () => {
    const program = pooled(2, 5);
    const phases = program.iteration.flatMap(({ phases }) => phases);
    expect(phases.map(({ trains }) => trains)).toEqual([['G'], ['D']]);
    const types = phases[1]?.prologue.map((step) => step.type);
    expect(types).toEqual(expect.arrayContaining(['recall', 'pool']));
  });

  it('leaves no tensor behind, however long it runs', async () => {
    const trainer = await open(pooled(2, 5));
    await train(trainer, 3);
    await trainer.takeLosses();
    const { numTensors } = tf.memory();
    await train(trainer, 5);
    await trainer.takeLosses();
    expect(tf.memory().numTensors).toBe(numTensors);
    trainer.dispose();
  });
});

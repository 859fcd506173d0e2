/** History buffers of a run: their tensors are part of the training state, how full they are is known here. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../compiler/program.ts';
import { change } from '../in-place/change.ts';
import { createRandomStream } from '../random/stream.ts';
import { live } from '../replay/live.ts';
import { type PoolStep, poolStepsOf } from './parts.ts';
import { layerStream } from './random-keys.ts';

export class Pools {
  /** Slots in use, in the order of `poolStepsOf`. */
  readonly filled: number[];
  private readonly nodes: readonly string[];

  constructor(
    program: Program,
    /** By node: [size, …shape]. */
    private readonly buffers: ReadonlyMap<string, tf.Tensor>,
  ) {
    this.nodes = poolStepsOf(program).map(({ node }) => node);
    this.filled = this.nodes.map(() => 0);
  }

  /** Sends the samples [batch, …shape] through the buffer, one after the other. */
  exchange(
    { node, pool, stream }: PoolStep,
    samples: tf.Tensor,
    { seed, step, repeat }: { seed: number; step: number; repeat: number },
  ): tf.Tensor {
    const buffer = this.buffers.get(node);
    if (!buffer) throw new Error(`internal: the plan has a pool "${node}" without a buffer`);
    const at = this.nodes.indexOf(node);
    const batch = samples.shape[0] ?? 1;
    const random = createRandomStream(seed, step, layerStream(stream, repeat, 0));
    const dice = random.uniform([batch]);
    const slots = random.integers([batch], 0, pool.size);
    const numbers = live(step, () => {
      const filled = this.filled[at] ?? 0;
      this.filled[at] = Math.min(pool.size, filled + batch);
      return [filled, pool.size, pool.swapProbability, samples.size / batch];
    });
    const given = tf.add(samples, 0);
    change(given, 'poolTake', [samples, buffer, dice, slots], numbers);
    change(buffer, 'poolStore', [samples, dice, slots], numbers);
    return given;
  }
}

/** History buffers for the kernel cases: several batches through one buffer, what comes out and what stays. */
import * as tf from '@tensorflow/tfjs-core';
import { change, registerInPlace } from '../../../src/runtime/in-place/change.ts';
import { hostRandom } from '../../../src/runtime/random/stream.ts';

interface PoolCase {
  readonly size: number;
  readonly batch: number;
  readonly shape: readonly number[];
  readonly probability: number;
  readonly rounds: number;
}

const CASES: readonly PoolCase[] = [
  { size: 5, batch: 1, shape: [3, 2, 1], probability: 0.5, rounds: 12 },
  { size: 3, batch: 8, shape: [7], probability: 0.9, rounds: 4 },
  { size: 1, batch: 4, shape: [], probability: 1, rounds: 3 },
  { size: 50, batch: 64, shape: [5, 3], probability: 0.5, rounds: 3 },
];

export const poolCases = CASES.map((one) => ({
  name: `a pool of ${one.size}, batches of ${one.batch} × [${one.shape}], probability ${one.probability}`,
  run: () => runCase(one),
}));

function runCase({ size, batch, shape, probability, rounds }: PoolCase): tf.Tensor[] {
  registerInPlace();
  const random = hostRandom(3, 0, size);
  const length = shape.reduce((product, axis) => product * axis, 1);
  const pool = tf.zeros([size, ...shape]);
  const outputs: tf.Tensor[] = [];
  let filled = 0;
  for (let round = 0; round < rounds; round++) {
    const normal = random.fill(batch * length, { distribution: 'normal', a: 0, b: 1 });
    const samples = tf.tensor(normal, [batch, ...shape]);
    const dice = tf.tensor1d(random.fill(batch, { distribution: 'uniform', a: 0, b: 1 }));
    const where = random.fill(batch, { distribution: 'integers', a: 0, b: size });
    const slots = tf.tensor1d(Int32Array.from(where), 'int32');
    const numbers = [filled, size, probability, length];
    const given = tf.add(samples, 0);
    change(given, 'poolTake', [samples, pool, dice, slots], numbers);
    change(pool, 'poolStore', [samples, dice, slots], numbers);
    outputs.push(given);
    filled = Math.min(size, filled + batch);
  }
  return [...outputs, pool];
}

/** The counter-based generator, its distributions, and the tensors drawn from it. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import {
  type Distribution,
  erfInverse,
  fillRandom,
} from '../../src/runtime/random/distribution.ts';
import { createRandomStream, hostRandom } from '../../src/runtime/random/stream.ts';
import { deriveKey, fillWords, threefry, wordsOf } from '../../src/runtime/random/threefry.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

describe('threefry', () => {
  // From Random123's kat_vectors, threefry2x32 with 20 rounds.
  it.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ] as const)('of key %j and counter %j is what Random123 publishes', (key, counter, expected) => {
    expect(threefry(key, counter)).toEqual(expected);
  });

  it('fills words block by block, and an odd length with half a block', () => {
    const words = fillWords([5, 6], new Uint32Array(7));
    expect([...words.subarray(0, 2)]).toEqual(threefry([5, 6], [0, 0]));
    expect([...words.subarray(4, 6)]).toEqual(threefry([5, 6], [2, 0]));
    expect(words[6]).toBe(threefry([5, 6], [3, 0])[0]);
  });

  it('derives different keys from paths that share numbers', () => {
    const keys = [[1, 2], [2, 1], [1], [1, 2, 0], [2 ** 32 + 1, 2], [-1], []].map((path) =>
      deriveKey([0, 0], ...path).join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(wordsOf(2 ** 40 + 3)).toEqual([3, 256]);
  });
});

interface Moments {
  readonly mean: number;
  readonly stdDev: number;
  readonly skew: number;
  readonly kurtosis: number;
}

function momentsOf(values: ArrayLike<number>): Moments {
  const list = Array.from(values);
  const average = (f: (value: number) => number) =>
    list.reduce((sum, value) => sum + f(value), 0) / list.length;
  const mean = average((value) => value);
  const stdDev = Math.sqrt(average((value) => (value - mean) ** 2));
  const standard = (power: number) => average((value) => ((value - mean) / stdDev) ** power);
  return { mean, stdDev, skew: standard(3), kurtosis: standard(4) };
}

const COUNT = 200_001;

function fill(distribution: Distribution, a: number, b: number) {
  const out = distribution === 'integers' ? new Int32Array(COUNT) : new Float32Array(COUNT);
  fillRandom([11, 12], { distribution, a, b }, out);
  return out;
}

describe('distributions', () => {
  it('uniform numbers fill [low, high) evenly', () => {
    const values = fill('uniform', -2, 4);
    const { mean, stdDev, kurtosis } = momentsOf(values);
    expect(mean).toBeCloseTo(1, 1.7);
    expect(stdDev).toBeCloseTo(6 / Math.sqrt(12), 1.7);
    expect(kurtosis).toBeCloseTo(1.8, 1.5);
    expect(values.every((value) => value >= -2 && value < 4)).toBe(true);
    const bins = new Array<number>(10).fill(0);
    for (const value of values) {
      const bin = Math.floor((value + 2) / 0.6);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    // χ² with 9 degrees of freedom: 27.9 is passed once in a thousand.
    const expected = COUNT / 10;
    expect(bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)).toBeLessThan(27.9);
  });

  it('normal numbers have the moments of a normal and are not correlated', () => {
    const values = fill('normal', 3, 0.5);
    const { mean, stdDev, skew, kurtosis } = momentsOf(values);
    expect(mean).toBeCloseTo(3, 2);
    expect(stdDev).toBeCloseTo(0.5, 2);
    expect(Math.abs(skew)).toBeLessThan(0.03);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.06);
    for (const lag of [1, 2, 3]) {
      let sum = 0;
      for (let i = lag; i < COUNT; i++)
        sum += ((values[i] ?? 0) - 3) * ((values[i - lag] ?? 0) - 3);
      expect(Math.abs(sum / COUNT / 0.25)).toBeLessThan(0.01);
    }
  });

  it('truncated normal numbers stay within two deviations and spread as such', () => {
    const values = fill('truncated-normal', -1, 2);
    const { mean, stdDev } = momentsOf(values);
    expect(Math.max(...values.subarray(0, 100_000))).toBeLessThanOrEqual(3);
    expect(Math.min(...values.subarray(0, 100_000))).toBeGreaterThanOrEqual(-5);
    expect(mean).toBeCloseTo(-1, 1.7);
    // √(1 − 4 φ(2) / (2 Φ(2) − 1)) of a standard normal cut at ±2.
    expect(stdDev / 2).toBeCloseTo(0.8796, 2);
  });

  it('integers take every value of [low, high) equally often, and no other', () => {
    const counts = new Map<number, number>();
    for (const value of fill('integers', -3, 4)) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect([...counts.keys()].sort((x, y) => x - y)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    for (const count of counts.values()) expect(count / COUNT).toBeCloseTo(1 / 7, 2);
  });

  it('survivors are as often zero as asked, and make up for it', () => {
    for (const rate of [0.25, 0.99]) {
      const values = fill('survivors', rate, 1 / (1 - rate));
      expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
      const share = values.filter((value) => value === 0).length / COUNT;
      expect(share).toBeCloseTo(rate, 2);
    }
    // Drawn by the uniform numbers that a comparison would read.
    const uniform = fill('uniform', 0, 1);
    expect(fill('survivors', 0.25, 1)).toEqual(uniform.map((value) => (value < 0.25 ? 0 : 1)));
  });

  it('the inverse error function is that of the tables', () => {
    expect(erfInverse(0.5)).toBeCloseTo(0.4769363, 6);
    expect(erfInverse(-0.954499736)).toBeCloseTo(-Math.SQRT2, 5);
  });
});

describe('streams', () => {
  const draw = async (seed: number, step: number, stream: number) => {
    const random = createRandomStream(seed, step, stream);
    const tensors = [random.normal([2, 3]), random.uniform([5]), random.integers([4], 0, 10)];
    return Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]));
  };

  it('repeat for the same seed, step and stream', async () => {
    expect(await draw(1, 2, 3)).toEqual(await draw(1, 2, 3));
  });

  it('differ in seed, step, stream and call number', async () => {
    const drawn = [draw(1, 2, 3), draw(2, 2, 3), draw(1, 3, 3), draw(1, 2, 4), draw(1, 3, 2)];
    const firsts = (await Promise.all(drawn)).map(([normal]) => normal?.join());
    expect(new Set(firsts).size).toBe(drawn.length);
    const random = createRandomStream(1, 2, 3);
    const twice = await Promise.all([random.normal([4]), random.normal([4])].map((t) => t.data()));
    expect(twice[0]).not.toEqual(twice[1]);
  });

  it('give the shape and type that was asked for', () => {
    const random = createRandomStream(1, 2, 3);
    expect(random.normal([2, 3, 4, 5]).shape).toEqual([2, 3, 4, 5]);
    expect(random.uniform([]).shape).toEqual([]);
    expect(random.integers([3], 0, 2).dtype).toBe('int32');
  });

  it('are the same numbers on cpu', async () => {
    const onWasm = await draw(9, 8, 7);
    await startBackend('cpu');
    expect(await draw(9, 8, 7)).toEqual(onWasm);
    await startBackend('wasm');
  });

  it('keep no tensor', async () => {
    const before = tf.memory().numTensors;
    tf.dispose(createRandomStream(1, 1, 1).normal([10]));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('on the host, a step before the first is apart from all steps', () => {
    const request = { distribution: 'normal', a: 0, b: 1 } as const;
    const weights = hostRandom(4, -1, 0).fill(8, request);
    expect(weights).toEqual(hostRandom(4, -1, 0).fill(8, request));
    for (const step of [0, 1, 2]) {
      expect(weights).not.toEqual(hostRandom(4, step, 0).fill(8, request));
    }
  });
});

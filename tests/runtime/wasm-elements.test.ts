/** Loops of our WebAssembly over single numbers, against the same in doubles on the host. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { type Machine, machineOf } from '../../src/runtime/kernels/wasm/machine.ts';
import { fillWords, parityOf } from '../../src/runtime/random/threefry.ts';

let machine: Machine;
beforeAll(async () => {
  await startBackend('wasm');
  const here = machineOf(backend() as BackendWasm);
  if (!here) throw new Error('our kernels should run here');
  machine = here;
});

describe('random words', () => {
  it.each([
    [1, 2],
    [0xffffffff, 0x80000000],
    [0, 0],
  ] as const)('of the key %i, %i are those of the host', (k0, k1) => {
    const groups = 33;
    const at = machine.reserve(32 * groups);
    machine.run.randomWords(at, groups, k0, k1, parityOf([k0, k1]));
    const words = new Uint32Array(machine.ints().buffer, at, 8 * groups);
    expect([...words]).toEqual([...fillWords([k0, k1], new Uint32Array(8 * groups))]);
  });
});

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const CURVES = {
  sigmoid: logistic,
  swish: (x: number) => x * logistic(x),
  elu: (x: number) => 1.5 * (x > 0 ? x : 0.7 * Math.expm1(x)),
} as const;
const SLOPES = {
  tanhGradient: (x: number) => 1 / Math.cosh(x) ** 2,
  sigmoidGradient: (x: number) => Math.exp(-Math.abs(x)) / (1 + Math.exp(-Math.abs(x))) ** 2,
  softplusGradient: logistic,
  eluGradient: (x: number) => 1.5 * (x > 0 ? 1 : 0.7 * Math.exp(x)),
  swishGradient: (x: number) => logistic(x) * (1 + x * logistic(-x)),
} as const;

/** From the least float to where everything is flat, of both signs. */
const POINTS = [
  0,
  -0,
  ...Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100),
  ...Array.from({ length: 60 }, (_, i) => 10 ** (i / 2 - 25) * (i % 2 === 0 ? 1 : -1)),
].map(Math.fround);

function valuesOf(name: keyof typeof CURVES, points: readonly number[]): Float32Array {
  const bytes = 4 * points.length;
  const x = machine.reserve(2 * bytes);
  machine.floats().set(points, x / 4);
  machine.run[name](x, x + bytes, points.length, 0.7, 1.5);
  return machine.floats().slice((x + bytes) / 4, (x + 2 * bytes) / 4);
}

function slopesOf(name: keyof typeof SLOPES, points: readonly number[]): Float32Array {
  const bytes = 4 * points.length;
  const x = machine.reserve(3 * bytes);
  machine.floats().set(points, x / 4);
  machine.floats().fill(3, (x + bytes) / 4, (x + 2 * bytes) / 4);
  machine.run[name](x, x + bytes, x + 2 * bytes, points.length, 0.7, 1.5);
  return machine.floats().slice((x + 2 * bytes) / 4, (x + 3 * bytes) / 4);
}

describe.each(Object.keys(SLOPES) as (keyof typeof SLOPES)[])('%s', (name) => {
  it('is that of doubles to a few units in the last place', () => {
    const slopes = slopesOf(name, POINTS);
    const errors = POINTS.map((x, i) => {
      const expected = 3 * SLOPES[name](x);
      // Powers of e end at e⁻⁸⁷; swish has a zero that both sides come near.
      const scale = Math.max(Math.abs(expected), name === 'swishGradient' ? 0.1 : 1e-30);
      return Math.abs((slopes[i] ?? 0) - expected) / scale;
    });
    expect(Math.max(...errors)).toBeLessThan(1e-6);
  });

  it('is none of what is none, in every lane', () => {
    for (const count of [1, 3, 4, 5]) {
      expect([...slopesOf(name, new Array<number>(count).fill(Number.NaN))]).toEqual(
        new Array(count).fill(Number.NaN),
      );
    }
  });
});

describe.each(Object.keys(CURVES) as (keyof typeof CURVES)[])('%s', (name) => {
  it('is that of doubles to a few units in the last place, near zero too', () => {
    const values = valuesOf(name, POINTS);
    const errors = POINTS.map((x, i) => {
      const expected = CURVES[name](x);
      return Math.abs((values[i] ?? 0) - expected) / Math.max(Math.abs(expected), 1e-26);
    });
    expect(Math.max(...errors)).toBeLessThan(1e-6);
  });

  it('is none of what is none, in every lane', () => {
    for (const count of [1, 3, 4, 5]) {
      expect([...valuesOf(name, new Array<number>(count).fill(Number.NaN))]).toEqual(
        new Array(count).fill(Number.NaN),
      );
    }
  });
});

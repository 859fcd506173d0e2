/**
 * Random tensors named by (seed, step, stream, call number): nothing is carried from step to step, so a
 * resumed run draws the same numbers. On WebGPU they are made on the device, from a key in a uniform.
 */
import { engine, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../../nodes/define.ts';
import { RANDOM } from '../kernels/names.ts';
import { live } from '../replay/live.ts';
import { type Distribution, fillRandom, type RandomRequest } from './distribution.ts';
import { deriveKey, type Words, wordsOf } from './threefry.ts';

/** Steps that are not training: keys of their own, out of reach of any step number. */
const WEIGHTS = 2 ** 52;

/** Kernel `GanvasRandom` must be registered (`startBackend` does). */
export function createRandomStream(seed: number, step: number, stream: number): RandomStream {
  let calls = 0;
  const draw = (shape: number[], distribution: Distribution, a: number, b: number): Tensor => {
    const call = calls++;
    const key = live(step, (at) => deriveKey(wordsOf(seed), at, stream, call));
    const request = { distribution, shape, a, b };
    return engine().runKernel(RANDOM, {}, { key, ...request } as unknown as NamedAttrMap);
  };
  return {
    normal: (shape, mean = 0, stdDev = 1) => draw(shape, 'normal', mean, stdDev),
    uniform: (shape, low = 0, high = 1) => draw(shape, 'uniform', low, high),
    truncatedNormal: (shape, mean = 0, stdDev = 1) => draw(shape, 'truncated-normal', mean, stdDev),
    integers: (shape, low, high) => draw(shape, 'integers', low, high),
    survivors: (shape, rate) => draw(shape, 'survivors', rate, 1 / (1 - rate)),
  };
}

/** Random numbers as arrays on the host, for what happens once: weights, fixed choices. */
export interface HostRandom {
  fill(length: number, request: RandomRequest): Float32Array;
}

/** The host's stream for weights; `step` −1 by default, which no training step uses. */
export function hostRandom(seed: number, step: number, stream: number): HostRandom {
  const parent: Words = deriveKey(wordsOf(seed), step < 0 ? WEIGHTS : step, stream);
  let call = 0;
  return {
    fill: (length, request) => {
      const out = new Float32Array(length);
      fillRandom(deriveKey(parent, call++), request, out);
      return out;
    },
  };
}

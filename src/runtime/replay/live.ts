/**
 * What the host makes anew for every step: keys of random numbers, schedules, counters, batches. Whoever records a step
 * hears of each, in order, and makes them again for later steps; without a recording they are plain values.
 */
import { type Tensor, tensor } from '@tensorflow/tfjs-core';

export interface Live<T> {
  /** Of the step that is being run. */
  readonly now: T;
}

/** A live value that can be made again; may change what the host counts. */
export interface Act {
  again(step: number): void;
}

export interface Listener {
  hear(value: Live<unknown>, act: Act): void;
  /** The step did something that a recording cannot repeat. */
  refuse(reason: string): void;
}

/** Numbers of a uniform that come from a live value: its elements from `at` on. */
export interface LiveWords {
  readonly from: Live<readonly number[]>;
  readonly at: number;
}

export type HostValues = Float32Array | Int32Array;

/** Values of a tensor that are uploaded anew for every step. */
export interface LiveValues {
  readonly from: Live<unknown>;
  read(): HostValues;
}

let listener: Listener | null = null;

/** By the tensor's data. */
const uploads = new WeakMap<object, LiveValues>();

let uploading: LiveValues | null = null;

/** Of the tensor that is being made right now: for backends that upload at once. */
export function uploadNow(): LiveValues | null {
  return uploading;
}

/** `make` may depend on nothing but `step` and on what lives as long as the run. */
export function live<T>(step: number, make: (step: number) => T): Live<T> {
  const value = { now: make(step) };
  listener?.hear(value, {
    again: (next) => {
      value.now = make(next);
    },
  });
  return value;
}

export function liveTensor<T>(
  from: Live<T>,
  valuesOf: (now: T) => HostValues,
  shape: readonly number[],
): Tensor {
  const values = valuesOf(from.now);
  const dtype = values instanceof Int32Array ? 'int32' : 'float32';
  uploading = { from, read: () => valuesOf(from.now) };
  try {
    const made = tensor(values, [...shape], dtype);
    uploads.set(made.dataId, uploading);
    return made;
  } finally {
    uploading = null;
  }
}

/** A scalar, or `count` times the same number. */
export function liveNumber(from: Live<number>, count?: number): Tensor {
  const length = count ?? 1;
  const shape = count === undefined ? [] : [count];
  return liveTensor(from, (now) => new Float32Array(length).fill(now), shape);
}

export function uploadOf(dataId: object): LiveValues | null {
  return uploads.get(dataId) ?? null;
}

/** Called where the host does what later steps may do otherwise. */
export function refuseRecording(reason: string): void {
  listener?.refuse(reason);
}

export function listen<T>(to: Listener, run: () => T): T {
  if (listener) throw new Error('internal: two recordings at once');
  listener = to;
  try {
    return run();
  } finally {
    listener = null;
  }
}

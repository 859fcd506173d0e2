/** One step as the device saw it: which programs ran in which order, on which storage, with which numbers. Plain data. */
import type { Act, LiveValues, LiveWords } from './live.ts';

/** What tf.js keeps of a tensor: the same object as long as the tensor's data lives. */
export interface TensorData {
  resource: GPUBuffer | null;
  values: unknown;
  readonly dtype: string;
}

/** What lies in a buffer, in the order in which the step first met it. */
export type Storage = {
  readonly bytes: number;
  /** Some dispatch writes it. */
  isWritten: boolean;
} & (
  | { readonly type: 'lasting'; readonly data: TensorData; readonly buffer: GPUBuffer }
  | { readonly type: 'constant'; readonly values: Uint8Array }
  | { readonly type: 'live'; readonly from: number; readonly values: LiveValues }
  | { readonly type: 'passing' }
);

/** Words of a uniform that are made anew for every step. */
export interface WordsAt {
  /** In bytes. */
  readonly offset: number;
  readonly type: string;
  readonly count: number;
  /** Position of the live value among the acts. */
  readonly from: number;
  readonly words: LiveWords;
}

export interface Dispatch {
  readonly shader: string;
  readonly pipeline: GPUComputePipeline;
  readonly workgroups: readonly [number, number, number];
  /** Positions in `storages`, by binding, those that are written first. The uniforms are bound after them. */
  readonly storages: readonly number[];
  /** How many of them it writes. */
  readonly written: number;
  readonly uniforms: Uint8Array;
  readonly live: readonly WordsAt[];
}

export interface Recording {
  readonly acts: readonly Act[];
  readonly storages: readonly Storage[];
  readonly dispatches: readonly Dispatch[];
  /** Position of the storage that the step gave as its result. */
  readonly result: number;
}

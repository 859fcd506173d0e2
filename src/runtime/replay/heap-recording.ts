/** One step as the heap of WebAssembly saw it: calls and acts in order, on addresses that only this recording uses. */
import type { Run } from './journal.ts';
import type { Box } from './lanes/boxes.ts';
import type { Divided } from './lanes/divided.ts';
import type { Act } from './live.ts';
import type { Lifetime } from './share-buffers.ts';

export type Operation =
  | {
      readonly type: 'call';
      readonly name: string;
      readonly run: Run;
      readonly numbers: readonly number[];
      /** Where it is one of our own that threads may share. */
      readonly divided: Divided | null;
    }
  | {
      readonly type: 'act';
      readonly key: string;
      readonly act: () => void;
      /** All that it reads and writes, where that is told: it reads none of what kernels compute. */
      readonly writes: readonly Box[] | null;
    };

/** A tensor that was there before the step. */
export interface Lasting {
  readonly data: object;
  readonly at: number;
}

/** A tensor of the step, by the number under which stock kernels know it. */
export interface Registered {
  readonly id: number;
  readonly size: number;
  readonly at: number;
}

export interface HeapRecording {
  readonly acts: readonly Act[];
  readonly operations: readonly Operation[];
  readonly lasting: readonly Lasting[];
  readonly registered: readonly Registered[];
  readonly result: { readonly at: number; readonly bytes: number };
  /** Of what the step allocated, in that order. */
  readonly lifetimes: readonly Lifetime[];
  /** Which arena it lies in; null: it lies where tf.js allocated it, and only tells what an arena must hold. */
  readonly arena: number | null;
  /** Address of our kernels' scratch. */
  readonly scratch: number;
}

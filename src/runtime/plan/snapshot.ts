/** The last state that was seen to be finite, kept on the device: going back to it needs no disk and no host. */
import * as tf from '@tensorflow/tfjs-core';
import { change } from '../in-place/change.ts';
import type { StateEntry, TrainingState } from './state.ts';

/** What a state has besides tensors. */
export interface Counters {
  readonly step: number;
  readonly updates: readonly number[];
  readonly cursors: readonly number[];
  /** Slots in use of each history buffer. */
  readonly pools: readonly number[];
}

export class Snapshot {
  private readonly copies: readonly tf.Tensor[];
  private counters: Counters;

  constructor(
    private readonly state: TrainingState,
    counters: Counters,
  ) {
    this.copies = state.entries.map(({ tensor }) => tf.keep(tf.zeros(tensor.shape)));
    this.counters = counters;
    this.take(counters);
  }

  take(counters: Counters): void {
    this.counters = counters;
    this.each((entry, copy) => change(copy, 'copy', [entry.tensor]));
  }

  goBack(): Counters {
    this.each((entry, copy) => change(entry.tensor, 'copy', [copy]));
    return this.counters;
  }

  dispose(): void {
    tf.dispose([...this.copies]);
  }

  private each(visit: (entry: StateEntry, copy: tf.Tensor) => void): void {
    this.state.entries.forEach((entry, i) => {
      const copy = this.copies[i];
      if (copy) visit(entry, copy);
    });
  }
}

/** The last state that was seen to be finite, kept on the device: going back to it needs no disk and no host. */
import * as tf from '@tensorflow/tfjs-core';
import { change } from '../in-place/change.ts';
import type { TrainingState } from './state.ts';

/** What a state has besides the tensors of its entries. */
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
    this.copies = tensorsOf(state).map((tensor) => tf.keep(tf.zeros(tensor.shape)));
    this.counters = counters;
    this.take(counters);
  }

  take(counters: Counters): void {
    this.counters = counters;
    this.each((tensor, copy) => change(copy, 'copy', [tensor]));
  }

  goBack(): Counters {
    this.each((tensor, copy) => change(tensor, 'copy', [copy]));
    return this.counters;
  }

  dispose(): void {
    tf.dispose([...this.copies]);
  }

  private each(visit: (tensor: tf.Tensor, copy: tf.Tensor) => void): void {
    tensorsOf(this.state).forEach((tensor, i) => {
      const copy = this.copies[i];
      if (copy) visit(tensor, copy);
    });
  }
}

function tensorsOf({ entries, scales }: TrainingState): readonly tf.Tensor[] {
  const ofScales = [...scales.values()].flatMap(({ scale, control }) => [scale, control]);
  return [...entries.map(({ tensor }) => tensor), ...ofScales];
}

/** Losses that wait on the device until they are read, all in one go, together with a sign of every network's health. */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../models/network.ts';
import type { Losses } from '../trainer-types.ts';
import { lossError, weightError } from './not-finite.ts';
import { sumOf } from './sum-of.ts';

export class LossLog {
  private pending: { readonly step: number; readonly row: tf.Tensor }[] = [];

  constructor(
    private readonly nodes: readonly string[],
    private readonly networks: readonly Network[],
  ) {}

  /** Takes the row over. */
  add(step: number, row: tf.Tensor): void {
    this.pending.push({ step, row });
  }

  /** Throws NotFiniteError for the first loss, else for the first network, that is not finite. */
  async take(): Promise<readonly Losses[]> {
    const { pending, nodes, networks } = this;
    const last = pending.at(-1);
    if (!last) return [];
    this.pending = [];
    const all = tf.tidy(() => tf.concat([...pending.map(({ row }) => row), this.health()]));
    tf.dispose(pending.map(({ row }) => row));
    const values = await all.data().finally(() => all.dispose());
    const rows = pending.map(({ step }, i) => ({
      step,
      values: [...values.subarray(i * nodes.length, (i + 1) * nodes.length)],
    }));
    for (const { step, values } of rows) {
      const bad = values.findIndex((value) => !Number.isFinite(value));
      const node = nodes[bad];
      if (node !== undefined) throw lossError(node, step, values[bad] ?? Number.NaN);
    }
    networks.forEach(({ name }, i) => {
      if (!Number.isFinite(values[rows.length * nodes.length + i])) {
        throw weightError(name, last.step);
      }
    });
    return rows;
  }

  forget(): void {
    tf.dispose(this.pending.map(({ row }) => row));
    this.pending = [];
  }

  /** For each network the sum of all weights, which is finite if and only if they are. */
  private health(): tf.Tensor {
    const sums = this.networks.map(({ weights }) => {
      const each = weights.map(({ variable }) => tf.sum(variable));
      return each.length === 0 ? tf.scalar(0) : sumOf(each);
    });
    return tf.stack(sums);
  }
}

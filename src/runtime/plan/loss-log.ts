/** Losses that wait on the device until they are read, all in one go, together with a sign of every network's health. */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../models/network.ts';
import type { Losses } from '../trainer-types.ts';
import { lossError, weightError } from './not-finite.ts';
import { sumOf } from './sum-of.ts';

/** Rows on a sheet. */
const SHEET_ROWS = 64;

/** Rows [rows, losses] of as many steps, and room for more. */
interface Pending {
  readonly steps: number[];
  readonly rows: tf.Tensor;
  readonly isSheet: boolean;
}

export class LossLog {
  private pending: Pending[] = [];

  constructor(
    private readonly nodes: readonly string[],
    private readonly networks: readonly Network[],
  ) {}

  /** Takes the row over. */
  add(step: number, row: tf.Tensor): void {
    this.pending.push({ steps: [step], rows: row, isSheet: false });
  }

  /** Where the row of a step will be written by somebody else, in elements. */
  room(step: number): { readonly tensor: tf.Tensor; readonly at: number } {
    const { nodes } = this;
    const last = this.pending.at(-1);
    const hasRoom = last?.isSheet && last.steps.length < SHEET_ROWS;
    const rows = hasRoom ? last.rows : tf.keep(tf.zeros([SHEET_ROWS, nodes.length]));
    const steps = hasRoom ? last.steps : [];
    if (!hasRoom) this.pending.push({ steps, rows, isSheet: true });
    return { tensor: rows, at: (steps.push(step) - 1) * nodes.length };
  }

  /** Throws NotFiniteError for the first loss, else for the first network, that is not finite. */
  async take(): Promise<readonly Losses[]> {
    const { pending, nodes, networks } = this;
    const last = pending.at(-1);
    if (!last) return [];
    this.pending = [];
    const all = this.together(pending.map(({ rows }) => rows));
    tf.dispose(pending.map(({ rows }) => rows));
    const values = await all.data().finally(() => all.dispose());
    let start = 0;
    const rows = pending.flatMap(({ steps, rows: { size } }) => {
      const from = start;
      start += size;
      return steps.map((step, i) => {
        const at = from + i * nodes.length;
        return { step, values: [...values.subarray(at, at + nodes.length)] };
      });
    });
    for (const { step, values } of rows) {
      const bad = values.findIndex((value) => !Number.isFinite(value));
      const node = nodes[bad];
      if (node !== undefined) throw lossError(node, step, values[bad] ?? Number.NaN);
    }
    networks.forEach(({ name }, i) => {
      if (!Number.isFinite(values[start + i])) {
        throw weightError(name, last.steps.at(-1) ?? 0);
      }
    });
    return rows;
  }

  /** Names the pipelines of the first readings: of one step, and of two. */
  runDry(): void {
    const row = tf.zeros([this.nodes.length]);
    tf.dispose([row, this.together([row]), this.together([row, row])]);
  }

  forget(): void {
    tf.dispose(this.pending.map(({ rows }) => rows));
    this.pending = [];
  }

  private together(rows: readonly tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.concat([...rows.map((row) => tf.reshape(row, [-1])), this.health()]));
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

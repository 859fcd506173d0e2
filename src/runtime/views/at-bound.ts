/** Of each step that clips weights, how many of them lie where they are clipped. One number for each step is read back. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../compiler/program.ts';
import type { TrainingState } from '../plan/state.ts';
import { sumOf } from '../plan/sum-of.ts';

/** Weights are clipped before a step and have moved by one update since, so those at the bound lie about there. */
const ABOUT = 0.95;

export async function sharesAtBound(
  program: Program,
  { trained }: Pick<TrainingState, 'trained'>,
): Promise<Readonly<Record<string, number>>> {
  const phases = program.iteration.flatMap((group) => group.phases);
  const clipped = phases.flatMap(({ node, index, weightClip }) => {
    const weights = trained.get(index) ?? [];
    return weightClip === null || weights.length === 0 ? [] : [{ node, weightClip, weights }];
  });
  if (clipped.length === 0) return {};
  const row = tf.tidy(() =>
    tf.stack(
      clipped.map(({ weightClip, weights }) => {
        const counts = weights.map(({ weight: { variable } }) =>
          tf.sum(tf.cast(tf.greaterEqual(tf.abs(variable), ABOUT * weightClip), 'float32')),
        );
        const total = weights.reduce((sum, { weight }) => sum + weight.variable.size, 0);
        return tf.div(sumOf(counts), total);
      }),
    ),
  );
  const shares = await row.data<'float32'>().finally(() => row.dispose());
  return Object.fromEntries(clipped.map(({ node }, i) => [node, shares[i] ?? 0]));
}

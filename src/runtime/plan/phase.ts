/** One repeat of one phase: everything up to its gradients on one tape, and, apart from it, the update. */
import * as tf from '@tensorflow/tfjs-core';
import type { Phase, Step } from '../../compiler/program.ts';
import { inputsOf } from '../../compiler/step-values.ts';
import type { Move } from '../../compiler/together.ts';
import { valueAt } from '../../nodes/fields/schedule-value.ts';
import { change } from '../in-place/change.ts';
import { applyUpdates } from '../optimizers/apply.ts';
import type { Pace } from '../optimizers/rules.ts';
import { live, liveNumber } from '../replay/live.ts';
import { gradientsOf } from './backward.ts';
import { evaluate, readValue, type Surroundings, type Values } from './evaluate.ts';
import { wholeOf } from './half-pass.ts';
import { type LossScale, settle } from './loss-scale.ts';
import type { TrainedWeight, TrainingState } from './state.ts';
import { sumOf } from './sum-of.ts';
import type { TapePart } from './tape.ts';

/** Gradients that wait to be applied; whoever takes them disposes of all tensors in it. */
export interface Taken {
  /** In the order of the trained weights; null where no gradient reaches one. */
  readonly gradients: readonly (tf.Tensor | null)[];
  /** By the name of the value. */
  readonly kept: ReadonlyMap<string, tf.Tensor>;
}

/** What is there when a phase begins. */
export interface Start {
  /** The phase's steps that are still to be run. */
  readonly prologue: readonly Step[];
  readonly forward: readonly Move[];
  /** Values of the steps that are not; their owner disposes of them. */
  readonly values: ReadonlyMap<string, tf.Tensor>;
  /** The tape on which some of them were made. */
  readonly tape: TapePart | null;
}

/**
 * `one` is a scalar 1 that lives through the run, so that nothing need be uploaded to start the tape. Where there is a `scale` of the
 * loss, the tape starts with it instead, and gradients are that many times too large.
 */
export function takeGradients(
  phase: Phase,
  start: Start,
  state: TrainingState,
  around: Surroundings,
  one: tf.Scalar,
  scale: tf.Scalar | null,
): Taken {
  const { weightClip } = phase;
  const trained = state.trained.get(phase.index) ?? [];
  if (weightClip !== null) {
    for (const { weight } of trained) change(weight.variable, 'clip', [], [weightClip]);
  }
  const kept = new Map<string, tf.Tensor>();
  let gradients: readonly (tf.Tensor | null)[] = [];
  tf.tidy(() => {
    const values = prologueOf(phase, start, around);
    const total = (): tf.Scalar => {
      start.tape?.goOn();
      evaluate(start.forward, values, around);
      for (const [value, last] of state.losses) {
        const loss = values.get(value);
        if (loss) change(last, 'copy', [loss]);
      }
      for (const name of phase.keep) {
        kept.set(name, tf.keep(copied(wholeOf(readValue(values, name)), trained)));
      }
      return weighted(phase, values, around.step);
    };
    const variables = trained.map(({ weight }) => weight.variable);
    const found = gradientsOf(total, variables, scale ?? one);
    const whole = found.map((gradient) => gradient && wholeOf(gradient));
    gradients = phase.gradientClip === null ? whole : clip(whole, phase.gradientClip, scale);
    for (const gradient of gradients) if (gradient) tf.keep(gradient);
  });
  return { gradients, kept };
}

export function applyGradients(
  phase: Phase,
  taken: Taken,
  state: TrainingState,
  step: number,
  scale: LossScale | null,
): void {
  const trained = state.trained.get(phase.index) ?? [];
  if (scale)
    settle(
      scale,
      taken.gradients.flatMap((gradient) => gradient ?? []),
    );
  const pace = live(step, (at): Pace => {
    const updates = (state.updates[phase.index] ?? 0) + 1;
    state.updates[phase.index] = updates;
    return { step: at, learningRate: valueAt(phase.learningRate, at), updates };
  });
  const updates = trained.map(({ weight, optimizerState, average }, i) => ({
    weight: weight.variable,
    state: optimizerState,
    gradient: taken.gradients[i] ?? null,
    average: phase.averageDecay === null ? null : average,
  }));
  tf.tidy(() =>
    applyUpdates(phase.optimizer, updates, phase.averageDecay ?? 1, pace, scale?.control ?? null),
  );
}

/** Steps off the tape; of the values that they make only those that are read again live on. */
function prologueOf(
  phase: Phase,
  { prologue, values: there }: Start,
  around: Surroundings,
): Values {
  const values: Values = new Map(there);
  tf.tidy(() => {
    evaluate(prologue, values, around);
    const read = new Set([...phase.keep, ...phase.forward.flatMap(inputsOf)]);
    const results: tf.Tensor[] = [];
    for (const [name, tensor] of values) {
      if (there.has(name)) continue;
      if (read.has(name)) results.push(tensor);
      else values.delete(name);
    }
    return results;
  });
  return values;
}

/** A weight that changes is a tensor at every step, whatever its value: the kernels stay the same. */
function weighted({ losses, node }: Phase, values: Values, step: number): tf.Scalar {
  const terms = losses.map(({ value, weight }) => {
    const loss = readValue(values, value);
    const isOne = weight.type === 'constant' && weight.value === 1;
    if (isOne) return loss;
    return tf.mul(loss, liveNumber(live(step, (at) => valueAt(weight, at))));
  });
  if (terms.length === 0) throw new Error(`internal: step ${node} has no loss`);
  return sumOf(terms) as tf.Scalar;
}

/**
 * All gradients by one factor, so that their common norm is at most `limit` (as torch.nn.utils.clip_grad_norm_), `scale` times where
 * they are scaled.
 */
function clip(
  gradients: readonly (tf.Tensor | null)[],
  limit: number,
  scale: tf.Scalar | null,
): (tf.Tensor | null)[] {
  const squares = gradients.flatMap((gradient) => (gradient ? [tf.sum(tf.square(gradient))] : []));
  if (squares.length === 0) return [...gradients];
  const whole = tf.sqrt(sumOf(squares));
  const norm = scale ? tf.div(whole, scale) : whole;
  const factor = tf.minimum(1, tf.div(limit, tf.add(norm, 1e-6)));
  return gradients.map((gradient) => gradient && tf.mul(gradient, factor));
}

/** Detached from the tape, and with a buffer of its own where it is a weight's, which is about to change in place. */
function copied(tensor: tf.Tensor, trained: readonly TrainedWeight[]): tf.Tensor {
  const isShared = trained.some(({ weight }) => weight.variable.dataId === tensor.dataId);
  return isShared ? tf.add(tensor, 0) : tf.clone(tensor);
}

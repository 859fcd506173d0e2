/** Updates of weights by the optimizer of a phase: all at once where the backend can, else one after the other. */
import {
  add,
  engine,
  getBackend,
  getKernel,
  type NamedAttrMap,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../nodes/specs.ts';
import { change } from '../in-place/change.ts';
import { type Live, live } from '../replay/live.ts';
import { type Pace, rulesOf } from './rules.ts';
import { UPDATE_ALL, type UpdateAttributes } from './update-all.ts';

/** Rows of the state [rows, …shape of the weight] that every optimizer keeps. */
export const STATE_ROWS = 2;

export interface Update {
  readonly weight: Tensor;
  readonly state: Tensor;
  /** null: the weight stays as it is. */
  readonly gradient: Tensor | null;
  /** Its moving average, which follows. */
  readonly average: Tensor | null;
}

/**
 * `averageDecay` is the share of an average that stays. With the `control` of a loss scale, gradients are scaled back, and where one
 * was not finite nothing changes; a kernel that updates all at once must be there.
 */
export function applyUpdates(
  optimizer: Optimizer,
  updates: readonly Update[],
  averageDecay: number,
  pace: Live<Pace>,
  control: Tensor | null = null,
): void {
  const rules = rulesOf(optimizer);
  const isTogether = getKernel(UPDATE_ALL, getBackend()) !== undefined;
  const changed = new Set(updates.map(({ weight }) => weight.dataId));
  const [ready, rest]: [Update[], Update[]] = [[], []];
  for (const given of updates) {
    const update = control ? apart(given, changed) : given;
    const { gradient } = update;
    // No dispatch may read what it writes by another name.
    const isReady = isTogether && gradient !== null && !changed.has(gradient.dataId);
    (isReady ? ready : rest).push(update);
  }
  if (ready.length > 0) {
    const rates = live(pace.now.step, () => {
      const numbers = rules.stepNumbers(pace.now);
      return control ? [...numbers, pace.now.updates] : numbers;
    });
    const inputs: Record<string, Tensor> = control ? { control } : {};
    ready.forEach(({ weight, state, gradient, average }, i) => {
      const tensors = { weight, state, gradient, average };
      for (const [name, tensor] of Object.entries(tensors)) {
        if (tensor) inputs[`${name}${i}`] = tensor;
      }
    });
    const attributes: UpdateAttributes = { rules, rates, averageDecay, count: ready.length };
    engine().runKernel(UPDATE_ALL, inputs, attributes as unknown as NamedAttrMap);
  }
  for (const { weight, state, gradient, average } of rest) {
    if (gradient) {
      const { moments, momentNumbers, step } = rules;
      change(state, moments, [gradient, weight], momentNumbers);
      const rates = live(pace.now.step, () => rules.stepNumbers(pace.now));
      change(weight, step, [state], rates);
    }
    if (average) change(average, 'average', [weight], [averageDecay, 1]);
  }
}

/** Scaled gradients are only ever applied together, so one that lies in a weight is moved out of it. */
function apart(update: Update, changed: ReadonlySet<object>): Update {
  const { gradient } = update;
  return gradient && changed.has(gradient.dataId)
    ? { ...update, gradient: add(gradient, 0) }
    : update;
}

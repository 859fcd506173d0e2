/** One update of one weight by the optimizer of a phase: what each optimizer does, with which numbers. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../nodes/specs.ts';
import { change } from '../in-place/change.ts';
import { type Live, live } from '../replay/live.ts';

/** Rows of the state [rows, …shape of the weight] that every optimizer keeps. */
export const STATE_ROWS = 2;

/** What an update depends on besides tensors. */
export interface Pace {
  readonly step: number;
  readonly learningRate: number;
  /** Counts this update too, from 1. */
  readonly updates: number;
}

export function applyGradient(
  optimizer: Optimizer,
  weight: Tensor,
  gradient: Tensor,
  state: Tensor,
  pace: Live<Pace>,
): void {
  const paced = (of: (pace: Pace) => readonly number[]): Live<readonly number[]> =>
    live(pace.now.step, () => of(pace.now));
  switch (optimizer.type) {
    case 'adam':
    case 'adamw': {
      const { beta1, beta2, epsilon, weightDecay } = optimizer;
      const [l2, shrink] = optimizer.type === 'adam' ? [weightDecay, 0] : [0, weightDecay];
      change(state, 'adamMoments', [gradient, weight], [beta1, beta2, l2]);
      const rates = paced(({ learningRate, updates }) => [
        learningRate / (1 - beta1 ** updates),
        Math.sqrt(1 - beta2 ** updates),
        epsilon,
        1 - learningRate * shrink,
      ]);
      change(weight, 'adamStep', [state], rates);
      return;
    }
    case 'rmsprop': {
      const { decay, momentum, epsilon, weightDecay } = optimizer;
      change(state, 'rmspropMoments', [gradient, weight], [decay, momentum, epsilon, weightDecay]);
      const rate = paced(({ learningRate }) => [learningRate]);
      change(weight, 'descend', [state], rate);
      return;
    }
    case 'sgd': {
      const { momentum, isNesterov, weightDecay } = optimizer;
      const numbers = [momentum, isNesterov ? 1 : 0, weightDecay];
      change(state, 'sgdMoments', [gradient, weight], numbers);
      const rate = paced(({ learningRate }) => [learningRate]);
      change(weight, 'descend', [state], rate);
      return;
    }
    default:
      unreachable(optimizer);
  }
}

function unreachable(value: never): never {
  throw new Error(`internal: no optimizer for ${JSON.stringify(value)}`);
}

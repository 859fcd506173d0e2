/** One update of one weight by the optimizer of a phase: what each optimizer does, with which numbers. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../nodes/specs.ts';
import { change } from '../in-place/change.ts';

/** Rows of the state [rows, …shape of the weight] that every optimizer keeps. */
export const STATE_ROWS = 2;

/** `updates` counts this update too, from 1. */
export function applyGradient(
  optimizer: Optimizer,
  weight: Tensor,
  gradient: Tensor,
  state: Tensor,
  learningRate: number,
  updates: number,
): void {
  switch (optimizer.type) {
    case 'adam':
    case 'adamw': {
      const { beta1, beta2, epsilon, weightDecay } = optimizer;
      const [l2, shrink] = optimizer.type === 'adam' ? [weightDecay, 0] : [0, weightDecay];
      change(state, 'adamMoments', [gradient, weight], [beta1, beta2, l2]);
      const stepSize = learningRate / (1 - beta1 ** updates);
      const rootCorrection = Math.sqrt(1 - beta2 ** updates);
      change(
        weight,
        'adamStep',
        [state],
        [stepSize, rootCorrection, epsilon, 1 - learningRate * shrink],
      );
      return;
    }
    case 'rmsprop': {
      const { decay, momentum, epsilon, weightDecay } = optimizer;
      change(state, 'rmspropMoments', [gradient, weight], [decay, momentum, epsilon, weightDecay]);
      change(weight, 'descend', [state], [learningRate]);
      return;
    }
    case 'sgd': {
      const { momentum, isNesterov, weightDecay } = optimizer;
      const numbers = [momentum, isNesterov ? 1 : 0, weightDecay];
      change(state, 'sgdMoments', [gradient, weight], numbers);
      change(weight, 'descend', [state], [learningRate]);
      return;
    }
    default:
      unreachable(optimizer);
  }
}

function unreachable(value: never): never {
  throw new Error(`internal: no optimizer for ${JSON.stringify(value)}`);
}

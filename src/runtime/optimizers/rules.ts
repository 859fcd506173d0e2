/** What each optimizer does to a weight and its state: two rules, one after the other, and their numbers. */
import type { Optimizer } from '../../nodes/specs.ts';
import type { RuleName } from '../in-place/registry.ts';

/** What an update depends on besides tensors. */
export interface Pace {
  readonly step: number;
  readonly learningRate: number;
  /** Counts this update too, from 1. */
  readonly updates: number;
}

export interface OptimizerRules {
  /** Changes the state; reads gradient and weight. */
  readonly moments: RuleName;
  readonly momentNumbers: readonly number[];
  /** Changes the weight; reads the state. */
  readonly step: RuleName;
  stepNumbers(pace: Pace): readonly number[];
  /**
   * Those of the second rule's numbers that go by the count n of updates, in that they hold (1 − βⁿ) to a power. Where updates
   * were skipped on the device, the host has counted too many.
   */
  readonly counted?: Readonly<Record<string, { readonly beta: number; readonly power: number }>>;
}

export function rulesOf(optimizer: Optimizer): OptimizerRules {
  switch (optimizer.type) {
    case 'adam':
    case 'adamw': {
      const { beta1, beta2, epsilon, weightDecay } = optimizer;
      const [l2, shrink] = optimizer.type === 'adam' ? [weightDecay, 0] : [0, weightDecay];
      return {
        moments: 'adamMoments',
        momentNumbers: [beta1, beta2, l2],
        step: 'adamStep',
        stepNumbers: ({ learningRate, updates }) => [
          learningRate / (1 - beta1 ** updates),
          Math.sqrt(1 - beta2 ** updates),
          epsilon,
          1 - learningRate * shrink,
        ],
        counted: {
          stepSize: { beta: beta1, power: -1 },
          rootCorrection: { beta: beta2, power: 0.5 },
        },
      };
    }
    case 'rmsprop': {
      const { decay, momentum, epsilon, weightDecay } = optimizer;
      const momentNumbers = [decay, momentum, epsilon, weightDecay];
      return { moments: 'rmspropMoments', momentNumbers, ...descending };
    }
    case 'sgd': {
      const { momentum, isNesterov, weightDecay } = optimizer;
      const momentNumbers = [momentum, isNesterov ? 1 : 0, weightDecay];
      return { moments: 'sgdMoments', momentNumbers, ...descending };
    }
    default:
      return unreachable(optimizer);
  }
}

const descending = {
  step: 'descend',
  stepNumbers: ({ learningRate }: Pace) => [learningRate],
} as const;

function unreachable(value: never): never {
  throw new Error(`internal: no optimizer for ${JSON.stringify(value)}`);
}

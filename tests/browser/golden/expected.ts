/** What golden cases expect, by the names that the tasks give to what they find. */
import type {
  GoldenCase,
  OperationGolden,
  OptimizerGolden,
  PenaltyGolden,
  Values,
} from '../../parity/support/golden.ts';
import { type Found, numbered, prefixed } from './found.ts';

type Golden = GoldenCase | OperationGolden | OptimizerGolden | PenaltyGolden;

export function expectedOf(golden: Golden): Found {
  if ('optimizer' in golden) return numbered('weights after step', golden.weights);
  const inputs = numbered('gradient to input', golden.inputGradients);
  if ('outputs' in golden) return { ...numbered('output', golden.outputs), ...inputs };
  const value: Record<string, Values> =
    'loss' in golden ? { loss: { shape: [], data: [golden.loss] } } : { output: golden.output };
  return {
    ...value,
    ...inputs,
    ...prefixed('gradient to', golden.weightGradients),
    ...prefixed('moved', golden.updates),
  };
}

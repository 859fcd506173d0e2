/** All rules by the name that the kernel gets as an attribute. */
import { adamMoments, adamStep } from '../optimizers/adam.ts';
import { descend } from '../optimizers/descend.ts';
import { rmspropMoments } from '../optimizers/rmsprop.ts';
import { sgdMoments } from '../optimizers/sgd.ts';
import { poolStore, poolTake } from './pool.ts';
import { average, clip, copy, type InPlaceRule } from './rules.ts';

export const RULES = {
  copy,
  average,
  clip,
  poolTake,
  poolStore,
  adamMoments,
  adamStep,
  rmspropMoments,
  sgdMoments,
  descend,
} as const satisfies Readonly<Record<string, InPlaceRule>>;

export type RuleName = keyof typeof RULES;

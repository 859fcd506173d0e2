/** The losses of the game between two networks, and where they lie when neither is ahead. */
import type { Step } from '../../compiler/program.ts';

export type LossStep = Extract<Step, { type: 'loss' }>;

/** What each side loses where the discriminator cannot tell: logits of 0, or halfway between the labels. */
const CHANCE: Readonly<Record<string, number>> = {
  'non-saturating': Math.LN2,
  minimax: Math.LN2,
  'least-squares': 0.25,
  hinge: 1,
  relativistic: Math.LN2,
  'relativistic-average': Math.LN2,
};

export const isAdversarial = (step: Step): step is LossStep =>
  step.type === 'loss' && step.kind === 'adversarial';

/** Undefined for scores without a level (Wasserstein): the same number may be added to all of them. */
export const chanceOf = (mode: string): number | undefined => CHANCE[mode];

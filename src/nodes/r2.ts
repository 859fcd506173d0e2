/** R2 regularization: a flat discriminator at generated samples. */
import type { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { rPenalty, type rPenaltyParams } from './shared/r-penalty.ts';

export const definition: LossDefinition<z.infer<typeof rPenaltyParams>> = {
  ...rPenalty('fake'),
  kind: 'r2',
  title: 'R2 penalty',
  aliases: ['R2 regularization', 'gradient penalty', 'zero-centered', 'gamma', 'γ', 'regularizer'],
  summary:
    "Half the squared length of the discriminator's gradient at generated samples, averaged over the batch: where the game is won, the discriminator should be flat. γ is the weight that the step gives to this loss.",
  equation: 'L = \\frac{1}{2}\\,\\mathbb{E}\\,\\lVert \\nabla D(G(z)) \\rVert^2',
};

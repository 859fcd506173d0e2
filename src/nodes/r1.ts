/** R1 regularization: a flat discriminator at real samples. */
import type { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { rPenalty, type rPenaltyParams } from './shared/r-penalty.ts';

export const definition: LossDefinition<z.infer<typeof rPenaltyParams>> = {
  ...rPenalty('real'),
  kind: 'r1',
  title: 'R1 penalty',
  aliases: [
    'R1 regularization',
    'gradient penalty',
    'zero-centered',
    'StyleGAN',
    'gamma',
    'γ',
    'regularizer',
  ],
  summary:
    "Half the squared length of the discriminator's gradient at real samples, averaged over the batch: where the game is won, the discriminator should be flat. The usual regularizer of StyleGAN; its γ is the weight that the step gives to this loss, and γ = 10 there.",
  equation: 'L = \\frac{1}{2}\\,\\mathbb{E}\\,\\lVert \\nabla D(x) \\rVert^2',
};

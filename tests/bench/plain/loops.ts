/** The plain loop of each preset that is measured. */
import { plainCyclegan } from './cyclegan.ts';
import { plainDcgan } from './dcgan.ts';
import type { PlainLoop, Sizes } from './network.ts';
import { plainStylegan } from './stylegan.ts';
import { plainWganGp } from './wgan-gp.ts';

export const plainLoops: Readonly<Record<string, (sizes: Sizes) => PlainLoop>> = {
  dcgan: plainDcgan,
  cyclegan: plainCyclegan,
  stylegan: plainStylegan,
  'wgan-gp': plainWganGp,
};

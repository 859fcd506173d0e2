/** What is trained for docs/results, and the thresholds that count as having learned. */
import type { Claim, Entry } from './entry.ts';

const FASHION = { path: 'fashion-mnist', name: 'Fashion-MNIST' };
const MNIST = { path: 'mnist', name: 'MNIST' };
const DOMAINS = { path: 'unpaired/noto2twemoji-72.zip', name: 'Noto and Twemoji, unpaired' };
const PAIRS = { path: 'paired/noto2twemoji-pairs-144x72.zip', name: 'Noto to Twemoji, pairs' };
const TWEMOJI = { path: 'emoji/twemoji-72-by-group.zip', name: 'Twemoji' };

const BASE = {
  profile: 'laptop',
  set: {},
  steps: null,
  seed: 1,
  data: null,
  sheets: ['samples'],
  extras: [],
} as const;

const falls = (node: string, value: string, name: string, atMost: number): Claim => ({
  says: `${name} falls to at most ${atMost} of its start`,
  of: `${node}.${value}`,
  as: 'ratio',
  atMost,
});
const distancesFall = (sliced: number, kernel: number): readonly Claim[] => [
  falls('distance', 'slicedWasserstein', 'Sliced Wasserstein distance', sliced),
  falls('kernel', 'kernelDistance', 'Kernel distance (random features)', kernel),
];
const agrees: readonly Claim[] = [
  {
    says: 'A classifier trained on the real images names the asked class for over 80 % of samples',
    of: 'agreement.classAgreement',
    as: 'end',
    atLeast: 0.8,
  },
];
const cycles = (node: string, what: string, atMost: number): Claim =>
  falls(node, 'cycleError', what, atMost);
const rebuilds = (node: string, what: string, atMost: number): Claim =>
  falls(node, 'meanAbsoluteDifference', what, atMost);

const nearestCodes: Claim = {
  says: 'The class of the nearest code is right more often than before training',
  of: 'nearestCodeGain',
  as: 'end',
  atLeast: 0,
};

export const ENTRIES: readonly Entry[] = [
  {
    ...BASE,
    id: 'ring',
    title: 'Ring',
    what: 'Eight Gaussians on a circle. A mode counts as covered, and a sample as of high quality, within three deviations of a centre.',
    preset: 'ring',
    sheets: ['picture'],
    claims: [
      { says: 'All eight modes are covered', of: 'modes.modes', as: 'end', atLeast: 8 },
      {
        says: 'Over 80 % of samples are of high quality',
        of: 'modes.highQuality',
        as: 'end',
        atLeast: 0.8,
      },
    ],
  },
  {
    ...BASE,
    id: 'gan-mlp-fashion',
    title: 'MLP GAN on Fashion-MNIST',
    what: 'The networks of the reference, with a quarter of its learning rate.',
    preset: 'gan-mlp',
    steps: 12_000,
    data: FASHION,
    claims: distancesFall(0.5, 0.25),
  },
  {
    ...BASE,
    id: 'dcgan-fashion',
    title: 'DCGAN on Fashion-MNIST',
    what: '32×32, the networks of the profile.',
    preset: 'dcgan',
    steps: 4000,
    data: FASHION,
    claims: distancesFall(0.4, 0.1),
  },
  {
    ...BASE,
    id: 'dcgan-digits',
    title: 'DCGAN on the built-in digits',
    what: 'The same networks, on data that is drawn on the spot.',
    preset: 'dcgan',
    steps: 3000,
    claims: distancesFall(0.4, 0.1),
  },
  {
    ...BASE,
    id: 'cgan-mnist',
    title: 'Conditional GAN on MNIST',
    what: 'One column for each class, the same noise along a line.',
    preset: 'cgan',
    steps: 10_000,
    data: MNIST,
    claims: agrees,
  },
  {
    ...BASE,
    id: 'acgan-mnist',
    title: 'ACGAN on MNIST',
    what: 'One column for each class, the same noise along a line.',
    preset: 'acgan',
    data: MNIST,
    claims: agrees,
  },
  {
    ...BASE,
    id: 'acgan-fashion',
    title: 'ACGAN on Fashion-MNIST',
    what: 'One column for each class, the same noise along a line.',
    preset: 'acgan',
    data: FASHION,
    claims: agrees,
  },
  {
    ...BASE,
    id: 'bigan-mnist',
    title: 'BiGAN on MNIST',
    what: 'Reconstructions G(E(x)) of images; codes E(x) are compared by their nearest neighbour.',
    preset: 'bigan',
    data: MNIST,
    sheets: ['reconstructions', 'samples'],
    extras: ['nearest-codes'],
    claims: [rebuilds('rebuiltError', 'Mean difference of G(E(x)) from x', 0.5), nearestCodes],
  },
  {
    ...BASE,
    id: 'bigan-fashion',
    title: 'BiGAN on Fashion-MNIST',
    what: 'The same on clothes, whose parts are larger and grayer than strokes.',
    preset: 'bigan',
    steps: 16_000,
    data: FASHION,
    sheets: ['reconstructions', 'samples'],
    extras: ['nearest-codes'],
    claims: [rebuilds('rebuiltError', 'Mean difference of G(E(x)) from x', 0.5), nearestCodes],
  },
  {
    ...BASE,
    id: 'wgan-fashion',
    title: 'WGAN on Fashion-MNIST',
    what: 'Weights of the critic clipped to ±0.01, five critic steps for each of the generator.',
    preset: 'wgan',
    steps: 3000,
    data: FASHION,
    claims: distancesFall(0.6, 0.3),
  },
  {
    ...BASE,
    id: 'wgan-gp-fashion',
    title: 'WGAN-GP on Fashion-MNIST',
    what: 'Gradient penalty at points between real and generated images.',
    preset: 'wgan-gp',
    steps: 3000,
    data: FASHION,
    claims: distancesFall(0.5, 0.2),
  },
  {
    ...BASE,
    id: 'cyclegan-emoji',
    title: 'CycleGAN from Noto to Twemoji',
    what: 'Unpaired, 64×64, three residual blocks. A fresh classifier learns to tell the real images of both domains apart, and is then asked about translated ones, all held out (toldApart). Another learns to tell translated from real images, for which traces of the generator suffice (relearned): the claim was first made on that one, and missed.',
    preset: 'cyclegan',
    data: DOMAINS,
    sheets: ['forth', 'back'],
    extras: ['told-apart'],
    claims: [
      cycles('cycleErrorA', 'Mean difference of A after the cycle', 0.5),
      cycles('cycleErrorB', 'Mean difference of B after the cycle', 0.5),
      {
        says: 'The classifier tells translated A from B less often than A from B',
        of: 'toldApartGainA',
        as: 'end',
        atLeast: 0,
      },
      {
        says: 'The classifier tells translated B from A less often than B from A',
        of: 'toldApartGainB',
        as: 'end',
        atLeast: 0,
      },
    ],
  },
  {
    ...BASE,
    id: 'pix2pix-emoji',
    title: 'pix2pix from Noto to Twemoji',
    what: 'Pairs, 64×64; the difference is that of the output from the target.',
    preset: 'pix2pix',
    steps: 4000,
    data: PAIRS,
    claims: [rebuilds('error', 'Mean difference from the target', 0.5)],
  },
  {
    ...BASE,
    id: 'srgan-textures',
    title: 'SRGAN on the built-in textures',
    what: '16×16 to 64×64, four residual blocks, pixel loss and adversarial loss.',
    preset: 'srgan',
    steps: 3000,
    claims: [
      rebuilds('error', 'Mean difference from the original', 0.5),
      { says: 'PSNR reaches 20 dB', of: 'error.psnr', as: 'end', atLeast: 20 },
    ],
  },
  {
    ...BASE,
    id: 'inpaint-seasons',
    title: 'Inpainting on the built-in landscapes',
    what: 'The middle quarter is cut out; the difference is that over the whole picture, three quarters of which are given.',
    preset: 'inpaint',
    steps: 3000,
    claims: [rebuilds('error', 'Mean difference from the original', 0.5)],
  },
  {
    ...BASE,
    id: 'stylegan-emoji',
    title: 'StyleGAN on Twemoji',
    what: '64×64 from the start. Style mixing: how far images of A move towards those of B when they take the coarse, or the fine styles of B. Layouts are compared whatever their contrast; with it, as the claim was first made, coarse styles changed them 0.95 times as much as fine ones.',
    preset: 'stylegan',
    steps: 2300,
    data: TWEMOJI,
    sheets: ['samples', 'mixes'],
    extras: ['style-mixing'],
    claims: [
      ...distancesFall(0.6, 0.4),
      {
        says: 'Coarse styles change the layout more than fine ones do',
        of: 'layoutCoarseByFine',
        as: 'end',
        atLeast: 1,
      },
    ],
  },
  {
    ...BASE,
    id: 'stylegan-growing-emoji',
    title: 'Growing StyleGAN on Twemoji',
    what: 'The same, grown from 8×8: what a stage does not need is not computed.',
    preset: 'stylegan-growing',
    data: TWEMOJI,
    sheets: ['samples', 'mixes'],
    extras: ['style-mixing'],
    claims: [
      ...distancesFall(0.6, 0.4),
      {
        says: 'Coarse styles change the layout more than fine ones do',
        of: 'layoutCoarseByFine',
        as: 'end',
        atLeast: 1,
      },
    ],
  },
];

/** Numbers that say how near generated samples are to real ones, or to what was asked for. */
import { z } from 'zod';
import type { ViewDefinition } from './define.ts';
import { average } from './fields/average.ts';
import { choice } from './fields/choice.ts';
import { fieldMeta } from './fields/meta.ts';
import { numeric } from './fields/numeric.ts';
import { text } from './fields/text.ts';
import { METRICS } from './shared/metrics.ts';

const features = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('random') }),
    z.strictObject({ type: z.literal('classifier') }),
    z.strictObject({
      type: z.literal('own'),
      model: text('', {
        label: 'Model',
        names: 'model',
        help: 'Loaded from its model.json and files of weights, chosen together. Its first output for an image is the features.',
      }),
      range: choice('symmetric', {
        label: 'Takes pixels',
        choices: [
          { value: 'symmetric', label: '−1 to 1' },
          { value: 'unit', label: '0 to 1' },
        ],
      }),
    }),
  ])
  .register(fieldMeta, {
    type: 'variant',
    label: 'Features',
    help: 'What kernel distance, Fréchet distance, precision and recall compare images by. Vectors are compared as they are.',
    choices: [
      {
        value: 'random',
        label: 'Random network',
        help: 'A fixed convolutional network with random weights, the same on every machine.',
      },
      {
        value: 'classifier',
        label: 'Classifier',
        help: 'What a classifier sees before it decides. It learns from the labelled data of the document, for some seconds, before the first measurement.',
      },
      {
        value: 'own',
        label: 'Own model',
        help: 'A tf.js model that you load. Images are brought to the size that it takes.',
      },
    ],
  })
  .prefault({ type: 'random' });

const params = z.strictObject({
  metric: choice('sliced-wasserstein', {
    label: 'Metric',
    choices: [
      {
        value: 'sliced-wasserstein',
        label: 'Sliced Wasserstein distance',
        help: 'Mean distance of the sorted projections on random directions; images at several scales. Lower is better.',
      },
      {
        value: 'kernel-distance',
        label: 'Kernel distance',
        help: 'Unbiased squared maximum mean discrepancy of features. Near zero is best; not to be compared with values by other features.',
      },
      {
        value: 'frechet-distance',
        label: 'Fréchet distance',
        help: 'Distance of the normal distributions that fit the features. Lower is better. It depends on the features and on the number of samples, and is not the FID, which uses Inception features.',
      },
      {
        value: 'precision-recall',
        label: 'Precision and recall',
        help: 'Share of generated samples that lie among the real ones, and of real ones that lie among the generated. Compares all pairs: four times as slow with twice the samples.',
      },
      {
        value: 'pairwise-distance',
        label: 'Distance between samples',
        help: 'Mean distance of pairs of generated samples over that of pairs of real ones: 1 is as varied as the data, near zero is a generator that has collapsed.',
      },
      {
        value: 'class-agreement',
        label: 'Class agreement',
        help: 'Share of generated samples in which a classifier finds the class that was asked for. The classifier learns from the labelled data of the document, for some seconds, before the first measurement.',
      },
      {
        value: 'reconstruction',
        label: 'Reconstruction error',
        help: 'Mean absolute and root mean square difference of what belongs together, and the signal-to-noise ratio (PSNR) of images.',
      },
      {
        value: 'cycle-error',
        label: 'Cycle error',
        help: 'Mean absolute difference of images and what comes back of them through both generators of a cycle, and the signal-to-noise ratio (PSNR).',
      },
      {
        value: 'mode-coverage',
        label: 'Modes covered',
        help: 'For mixtures of Gaussians in the plane: how many are hit, and the share of samples within three deviations of one.',
      },
    ],
  }),
  features,
  samples: numeric(512, {
    label: 'Samples',
    help: 'Of each kind. More are slower and less biased.',
    min: 2,
    max: 50_000,
    integer: true,
    unit: 'samples',
  }),
  every: numeric(1, {
    label: 'Every',
    help: 'Takes part in every so-many-th measurement of the run.',
    min: 1,
    max: 10_000,
    integer: true,
    unit: 'measurements',
  }),
  average: average(),
});

export const definition: ViewDefinition<z.infer<typeof params>> = {
  family: 'view',
  kind: 'metric',
  title: 'Metric',
  group: 'View',
  aliases: [
    'quality',
    'distance',
    'SWD',
    'score',
    'evaluate',
    'modes',
    'KID',
    'MMD',
    'FID',
    'Fréchet',
    'precision',
    'recall',
    'classifier',
    'PSNR',
    'reconstruction',
    'cycle consistency',
    'diversity',
    'collapse',
  ],
  summary:
    'Measures how near generated samples are to real ones, or to what was asked for, while the networks train.',
  params,
  about: ({ metric }) => {
    const { equation, paper } = METRICS[metric];
    return paper ? { equation, paper } : { equation };
  },
  badge: ({ metric, features, samples }) => {
    const { short, isOnFeatures } = METRICS[metric];
    const named = isOnFeatures ? [features.type] : [];
    return [short, ...named, samples].join(' · ');
  },
  ports: ({ metric }) => ({ inputs: METRICS[metric].inputs, outputs: [] }),
  view: ({ metric, features, samples, every, average }) => ({
    type: 'metric',
    metric,
    features,
    samples,
    every,
    usesAverage: average,
  }),
};

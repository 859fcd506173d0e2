/** Batches of the data that the person bound to this node, or of generated data until then. */
import { z } from 'zod';
import type { Fault, SourceDefinition, ValueType } from './define.ts';
import { choice } from './fields/choice.ts';
import { fresh, ownBatchSize } from './fields/fresh.ts';
import { fieldMeta } from './fields/meta.ts';
import { numeric, type Resolved } from './fields/numeric.ts';
import { toggle } from './fields/toggle.ts';
import type { Feed } from './specs.ts';

const pixels = (label: string) =>
  numeric(28, { label, min: 1, max: 4096, integer: true, unit: 'pixels' });

const image = z.strictObject({
  type: z.literal('image'),
  height: pixels('Height'),
  width: pixels('Width'),
  channels: numeric(1, {
    label: 'Channels',
    help: '1 gray, 3 color.',
    min: 1,
    max: 3,
    integer: true,
  }),
  range: choice('symmetric', {
    label: 'Range',
    choices: [
      { value: 'symmetric', label: '−1 to 1', help: 'For generators that end in tanh.' },
      { value: 'unit', label: '0 to 1', help: 'For generators that end in a sigmoid.' },
    ],
  }),
  fit: choice('crop', {
    label: 'Fit',
    help: 'What happens to images of another form.',
    choices: [
      { value: 'crop', label: 'Crop', help: 'Fills the frame and cuts what stands out.' },
      { value: 'pad', label: 'Pad', help: 'Fits inside the frame and fills the margin.' },
      { value: 'stretch', label: 'Stretch', help: 'Changes the proportions.' },
    ],
  }),
  flip: toggle(false, {
    label: 'Random flip',
    help: 'Mirrors each image left to right half of the time.',
  }),
});
const points = z.strictObject({
  type: z.literal('points'),
  dimensions: numeric(2, { label: 'Dimensions', min: 1, max: 1024, integer: true }),
});
const data = z.discriminatedUnion('type', [image, points]).register(fieldMeta, {
  type: 'variant',
  label: 'Data',
  choices: [
    { value: 'image', label: 'Images' },
    { value: 'points', label: 'Points' },
  ],
});

const params = z.strictObject({
  builtin: choice('digits', {
    label: 'Built-in data',
    help: 'Generated data to use until your own is dropped here.',
    choices: [
      { value: 'digits', label: 'Digits', help: 'Drawn digits of ten classes, 28×28, gray.' },
      { value: 'rings', label: 'Ring', help: 'Eight Gaussians on a circle.' },
      { value: 'grid', label: 'Grid', help: 'Twenty-five Gaussians on a 5×5 grid.' },
      { value: 'swiss-roll', label: 'Swiss roll', help: 'A spiral.' },
    ],
  }),
  data: data.prefault({ type: 'image' }),
  labels: toggle(false, { label: 'Labels', help: 'Adds a port with the class of each sample.' }),
  classes: numeric(10, {
    label: 'Classes',
    help: 'Of the labels.',
    min: 1,
    max: 10_000,
    integer: true,
  }),
  fresh: fresh(),
  batchSize: ownBatchSize(),
});
type Params = Resolved<z.infer<typeof params>>;

export const definition: SourceDefinition<z.infer<typeof params>> = {
  family: 'source',
  kind: 'dataset',
  title: 'Dataset',
  group: 'Source',
  aliases: ['data', 'images', 'real', 'samples', 'loader'],
  summary:
    'Draws batches of real samples in random order, every sample once an epoch, scaled and cut to the given size.',
  params,
  badge: ({ data }) =>
    data.type === 'image'
      ? `${data.height}×${data.width}×${data.channels}`
      : `${data.dimensions}-D`,
  ports: ({ data, labels }) => ({
    inputs: [],
    outputs: [
      data.type === 'image'
        ? { name: 'image', gives: 'image' }
        : { name: 'points', gives: 'vector' },
      ...(labels ? [{ name: 'label', gives: 'label' } as const] : []),
    ],
  }),
  outputs: ({ data, labels, classes }) => {
    if (data.type === 'image' && !isImageChannels(data.channels))
      return channelFault(data.channels);
    const shape =
      data.type === 'image' ? [data.height, data.width, data.channels] : [data.dimensions];
    const samples: ValueType = { type: 'tensor', shape };
    return labels ? [samples, { type: 'label', classes }] : [samples];
  },
  fresh: ({ fresh }) => fresh,
  batchSize: ({ batchSize }) => batchSize,
  feed: ({ builtin, data, labels, classes }) => ({
    builtin,
    transform: transformOf(data),
    withLabels: labels,
    classes,
  }),
  draw: ({ batch }) => batch,
};

function transformOf(data: Params['data']): Feed['transform'] {
  if (data.type === 'points') return { type: 'points', dimensions: data.dimensions };
  const { flip, channels, ...rest } = data;
  if (!isImageChannels(channels)) throw new Error(`internal: ${channelFault(channels).fault}`);
  return { ...rest, channels, isFlipped: flip };
}

function isImageChannels(channels: number): channels is 1 | 3 {
  return channels === 1 || channels === 3;
}

function channelFault(channels: number): Fault {
  return { fault: `images have 1 channel (gray) or 3 (color), got ${channels}`, field: 'data' };
}

/** Batches of the data that the person bound to this node, or of generated data until then. */
import { z } from 'zod';
import type { Fault, OutputPort, Shape, SourceDefinition, ValueType } from './define.ts';
import { choice } from './fields/choice.ts';
import { fresh, ownBatchSize } from './fields/fresh.ts';
import { fieldMeta } from './fields/meta.ts';
import { numeric, optionalNumeric, type Resolved } from './fields/numeric.ts';
import { toggle } from './fields/toggle.ts';
import { BUILTIN_DATA, isServedBy } from './shared/builtin-data.ts';
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
  resize: optionalNumeric({
    label: 'Resize',
    help: 'Images are first brought to this height (and the width that goes with it); height × width is then cut out of them: somewhere at random in training, the middle in views. Empty: nothing is cut.',
    min: 1,
    max: 4096,
    integer: true,
    unit: 'pixels',
  }),
  flip: toggle(false, {
    label: 'Random flip',
    help: 'Mirrors each image left to right half of the time; both of a pair together.',
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
    choices: BUILTIN_DATA,
  }),
  select: choice('all', {
    label: 'Takes',
    help: 'Which part of the data this node gives.',
    choices: [
      {
        value: 'all',
        label: 'All',
        help: 'Every image, with its label where the data has labels.',
      },
      {
        value: 'a',
        label: 'A',
        help: 'Domain A of unpaired data, or the first image of each pair.',
      },
      {
        value: 'b',
        label: 'B',
        help: 'Domain B of unpaired data, or the second image of each pair.',
      },
      {
        value: 'pairs',
        label: 'Pairs',
        help: 'Two images that belong together: ports for A and B.',
      },
      {
        value: 'resolutions',
        label: 'Two resolutions',
        help: 'Each image as it is and made smaller: ports for low and high.',
      },
    ],
  }),
  factor: numeric(4, {
    label: 'Factor',
    help: 'Of two resolutions: each pixel of the low one is the mean of factor × factor pixels of the high one.',
    min: 2,
    max: 16,
    integer: true,
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
  badge: ({ data, select }) => {
    const size =
      data.type === 'image'
        ? `${data.height}×${data.width}×${data.channels}`
        : `${data.dimensions}-D`;
    return select === 'all' ? size : `${size} · ${BADGES[select]}`;
  },
  ports: (params) => ({
    inputs: [],
    outputs: [
      ...imagePorts(params),
      ...(params.labels ? [{ name: 'label', gives: 'label' } as const] : []),
    ],
  }),
  outputs: (params) => {
    const fault = faultOf(params);
    if (fault) return fault;
    const samples = shapes(params).map((shape): ValueType => ({ type: 'tensor', shape }));
    return params.labels ? [...samples, { type: 'label', classes: params.classes }] : samples;
  },
  fresh: ({ fresh }) => fresh,
  batchSize: ({ batchSize }) => batchSize,
  feed: ({ builtin, select, factor, data, labels, classes }) => ({
    builtin,
    select,
    factor,
    transform: transformOf(data),
    withLabels: labels,
    classes,
  }),
  draw: ({ batch }) => batch,
  // The exporter writes a loader of its own; this reads from it.
  torch: () => ({ call: '{data}' }),
};

const BADGES = { a: 'A', b: 'B', pairs: 'pairs', resolutions: 'low, high' } as const;

function imagePorts({ data, select }: Params): readonly OutputPort[] {
  if (data.type === 'points') return [{ name: 'points', gives: 'vector' }];
  const names = {
    all: ['image'],
    a: ['image'],
    b: ['image'],
    pairs: ['imageA', 'imageB'],
    resolutions: ['low', 'high'],
  };
  return names[select].map((name) => ({ name, gives: 'image' }));
}

function shapes({ data, select, factor }: Params): readonly Shape[] {
  if (data.type === 'points') return [[data.dimensions]];
  const { height, width, channels } = data;
  const high = [height, width, channels];
  if (select === 'resolutions') return [[height / factor, width / factor, channels], high];
  return select === 'pairs' ? [high, high] : [high];
}

function faultOf({ builtin, data, select, factor }: Params): Fault | null {
  if (data.type === 'points') {
    if (select === 'all') return null;
    return { fault: 'points are taken whole: expected "All"', field: 'select' };
  }
  const { height, width, channels, resize } = data;
  if (!isImageChannels(channels)) return channelFault(channels);
  if (select === 'resolutions' && (height % factor !== 0 || width % factor !== 0))
    return {
      fault: `expected a height and width that ${factor} divides, got ${height}×${width}`,
      field: 'factor',
    };
  if (resize !== null && resize < height)
    return {
      fault: `images are resized to a height of ${resize}, too small to cut ${height}×${width} out of them; expected ${height} or more`,
      field: 'data',
    };
  if (select !== 'all' && !isServedBy(builtin, 'image', select)) {
    const fitting = BUILTIN_DATA.filter(({ serves }) => serves.includes(select));
    const wanted = { a: 'domain A', b: 'domain B', pairs: 'pairs', resolutions: 'two resolutions' };
    return {
      fault: `the built-in data "${builtin}" does not have ${wanted[select]}; expected ${fitting.map(({ value }) => value).join(' or ')}`,
      field: 'builtin',
    };
  }
  return null;
}

function transformOf(data: Params['data']): Feed['transform'] {
  if (data.type === 'points') return { type: 'points', dimensions: data.dimensions };
  const { flip, channels, resize, ...rest } = data;
  if (!isImageChannels(channels)) throw new Error(`internal: ${channelFault(channels).fault}`);
  const base = { ...rest, channels, isFlipped: flip };
  if (resize === null) return base;
  return { ...base, resize: [resize, Math.round((resize * data.width) / data.height)] };
}

function isImageChannels(channels: number): channels is 1 | 3 {
  return channels === 1 || channels === 3;
}

function channelFault(channels: number): Fault {
  return { fault: `images have 1 channel (gray) or 3 (color), got ${channels}`, field: 'data' };
}

/** Two-dimensional convolution. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import {
  filters,
  kernelBadge,
  kernelFields,
  kernelSize,
  strideSize,
  weightFields,
} from './fields/kernel.ts';
import { numeric, type Resolved } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';
import { convolution, filledSize } from './shared/convolution.ts';
import { biased, convolutionWeights, kernelOf } from './shared/kernel-weights.ts';
import { placeConv, sightOfConv } from './shared/padding.ts';
import { optional, paddingOf, pairOf, positional, strideOf, weighted } from './torch/conv.ts';
import { equalizedConv2d } from './torch/equalized.ts';

const params = z.strictObject({
  filters,
  ...kernelFields(),
  dilation: numeric(1, {
    label: 'Dilation',
    help: 'From one element of the kernel to the next in the image: 2 sees twice as far with the same weights.',
    min: 1,
    max: 32,
    integer: true,
    unit: 'elements',
    isRare: true,
  }),
  groups: numeric(1, {
    label: 'Groups',
    help: 'Channels and filters fall into so many groups that do not see each other; must divide both.',
    min: 1,
    max: 4096,
    integer: true,
    isRare: true,
  }),
  ...weightFields(),
});
type Params = Resolved<z.infer<typeof params>>;

/** Zeros in the gaps of a kernel take memory like weights. */
const MOST_FILLED = 2 ** 26;

/** Kernel [height, width, channels ÷ groups, filters]. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'conv2d',
  title: 'Convolution',
  group: 'Dense and convolution',
  aliases: [
    ...['conv', 'convolution', 'Conv2d', 'filter', 'downsample', 'strided', 'Conv1d'],
    ...['dilated', 'atrous', 'grouped', 'cardinality'],
    'nn.Conv2d',
    'PatchGAN',
    '1×1',
    '1x1',
  ],
  summary:
    'Slides learned filters over an image. With stride 2 it halves height and width, which is how discriminators shrink an image.',
  equation:
    "y_{ijk} = b_k + \\sum_{u,v,c} x_{i'j'c}\\, W_{uvck}, \\quad i' = si+u-p, \\quad j' = sj+v-p",
  paper: {
    title: 'A guide to convolution arithmetic for deep learning',
    url: 'https://arxiv.org/abs/1603.07285',
    year: 2016,
  },
  params,
  badge: (params) => `${kernelBadge(params, '↓')} · ${params.filters}`,
  ports: () => through('image'),
  shape: (params, inputs) => {
    const image = imageOf('conv2d', at(inputs));
    if (isFault(image)) return image;
    const { groups, filters } = params;
    if (image[2] % groups !== 0 || filters % groups !== 0) {
      const fault = `conv2d expects channels and filters that ${groups} groups can share evenly, got ${image[2]} and ${filters}`;
      return { fault, field: 'groups' };
    }
    const filled = [...filledSize(params), image[2] / groups, filters];
    if (params.dilation > 1 && sizeOf(filled) > MOST_FILLED) {
      const fault = `conv2d with stride fills the gaps of its kernel with zeros and expects at most ${MOST_FILLED} weights and zeros, got ${filled.join('×')}; use a smaller dilation or stride 1`;
      return { fault, field: 'dilation' };
    }
    const placement = placeConv([image[0], image[1]], params);
    return isFault(placement) ? placement : [placement.height, placement.width, params.filters];
  },
  weights: (params, inputs) => convolutionWeights(params, at(at(inputs), 2) / params.groups),
  multiplyAdds: (params, inputs, output) =>
    (sizeOf(output) * sizeOf(filledSize(params)) * at(at(inputs), 2)) / params.groups,
  sees: (params, inputs) => sightOfConv(at(inputs), params),
  forward: (context, params, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    const [, height, width, channels] = x.shape;
    const area = [...kernelSize(params), channels / params.groups];
    const kernel = kernelOf(context, params, area) as tfjs.Tensor4D;
    const y = convolution(context, x, kernel, params, placementFor([height, width], params));
    return biased(context, params, y);
  },
  torch: ({ inputShapes }, params) => {
    const [height = 1, width = 1, channels = 1] = at(inputShapes);
    const padding = paddingOf(placementFor([height, width], params).padding);
    const area = kernelSize(params);
    return weighted(params, {
      type: 'nn.Conv2d',
      equalized: equalizedConv2d,
      arguments: [
        positional('in_channels', channels),
        positional('out_channels', params.filters),
        positional('kernel_size', pairOf(area)),
        ...strideOf(strideSize(params)),
        ...padding.arguments,
        ...optional('dilation', params.dilation, 1),
        ...optional('groups', params.groups, 1),
      ],
      call: `{module}(${padding.padded('{0}')})`,
      kernel: { axes: [3, 2, 0, 1] },
      vector: { axes: [2, 0, 1], shape: [sizeOf([...area, channels / params.groups])] },
    });
  },
};

function placementFor(size: readonly [number, number], params: Params) {
  const placement = placeConv(size, params);
  if (isFault(placement)) throw new Error(`internal: ${placement.fault}`);
  return placement;
}

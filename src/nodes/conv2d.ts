/** Two-dimensional convolution. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { filters, kernelFields, weightFields } from './fields/kernel.ts';
import type { Resolved } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';
import { biased, convolutionWeights, kernelOf } from './shared/kernel-weights.ts';
import { placeConv } from './shared/padding.ts';
import { paddingOf, positional, strideOf, weighted } from './torch/conv.ts';
import { equalizedConv2d } from './torch/equalized.ts';

const params = z.strictObject({ filters, ...kernelFields(), ...weightFields() });
type Params = Resolved<z.infer<typeof params>>;

/** Kernel [kernel, kernel, channels, filters]. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'conv2d',
  title: 'Convolution',
  group: 'Dense and convolution',
  aliases: ['conv', 'convolution', 'Conv2d', 'filter', 'downsample', 'strided'],
  summary:
    'Slides learned filters over an image. With stride 2 it halves height and width, which is how discriminators shrink an image.',
  equation: 'y_{ijk} = b_k + \\sum_{u,v,c} x_{si+u-p,\\;sj+v-p,\\;c}\\, W_{uvck}',
  paper: {
    title: 'A guide to convolution arithmetic for deep learning',
    url: 'https://arxiv.org/abs/1603.07285',
    year: 2016,
  },
  params,
  badge: ({ kernel, stride, filters }) =>
    `${kernel}×${kernel}${stride > 1 ? ` ↓${stride}` : ''} · ${filters}`,
  ports: () => through('image'),
  shape: (params, inputs) => {
    const image = imageOf('conv2d', at(inputs));
    if (isFault(image)) return image;
    const placement = placeConv([image[0], image[1]], params);
    return isFault(placement) ? placement : [placement.height, placement.width, params.filters];
  },
  weights: (params, inputs) => convolutionWeights(params, at(at(inputs), 2)),
  multiplyAdds: ({ kernel }, inputs, output) =>
    sizeOf(output) * kernel * kernel * at(at(inputs), 2),
  forward: (context, params, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    const { stride } = params;
    const [, height, width, channels] = x.shape;
    const kernel = kernelOf(context, params, [params.kernel, params.kernel, channels]);
    const padding = paddingFor([height, width], params);
    const y = context.ops.conv2d(x, kernel as tfjs.Tensor4D, [stride, stride], padding);
    return biased(context, params, y);
  },
  torch: ({ inputShapes }, params) => {
    const [height = 1, width = 1, channels = 1] = at(inputShapes);
    const padding = paddingOf(paddingFor([height, width], params));
    return weighted(params, {
      type: 'nn.Conv2d',
      equalized: equalizedConv2d,
      arguments: [
        positional('in_channels', channels),
        positional('out_channels', params.filters),
        positional('kernel_size', params.kernel),
        ...strideOf(params.stride),
        ...padding.arguments,
      ],
      call: `{module}(${padding.padded('{0}')})`,
      kernel: { axes: [3, 2, 0, 1] },
      vector: { axes: [2, 0, 1], shape: [params.kernel * params.kernel * channels] },
    });
  },
};

function paddingFor(size: readonly [number, number], params: Params) {
  const placement = placeConv(size, params);
  if (isFault(placement)) throw new Error(`internal: ${placement.fault}`);
  return placement.padding;
}

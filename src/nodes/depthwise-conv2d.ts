/** Depthwise convolution: filters that see one channel each. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import {
  kernelBadge,
  kernelFields,
  kernelSize,
  strideSize,
  weightFields,
} from './fields/kernel.ts';
import { numeric, type Resolved } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';
import { biased, kernelOf, kernelWeights } from './shared/kernel-weights.ts';
import { placeConv, sightOfConv } from './shared/padding.ts';
import { paddingOf, pairOf, positional, strideOf, weighted } from './torch/conv.ts';
import { equalizedConv2d } from './torch/equalized.ts';

const params = z.strictObject({
  multiplier: numeric(1, {
    label: 'Multiplier',
    help: 'Filters, and so channels of the output, for each channel of the input.',
    min: 1,
    max: 256,
    integer: true,
  }),
  ...kernelFields({ kernel: 3, stride: 1 }),
  ...weightFields(),
});
type Params = Resolved<z.infer<typeof params>>;

/** Kernel [height, width, channels, multiplier]; output channels of one input channel lie side by side. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'depthwise-conv2d',
  title: 'Depthwise convolution',
  group: 'Dense and convolution',
  aliases: ['DepthwiseConv2D', 'grouped convolution', 'groups', 'separable', 'mobile', 'conv'],
  summary:
    'Slides filters over each channel on its own, so that channels do not mix: a small fraction of the weights and work of a convolution. A 1×1 convolution after it mixes them again.',
  equation:
    "y_{ij,\\;cM+m} = b_{cM+m} + \\sum_{u,v} x_{i'j'c}\\, W_{uvcm}, \\quad i' = si+u-p, \\quad j' = sj+v-p",
  paper: {
    title: 'Xception: Deep Learning with Depthwise Separable Convolutions',
    url: 'https://arxiv.org/abs/1610.02357',
    year: 2016,
  },
  params,
  badge: (params) =>
    `${kernelBadge(params, '↓')}${params.multiplier > 1 ? ` · ×${params.multiplier}` : ''}`,
  ports: () => through('image'),
  shape: (params, inputs) => {
    const image = imageOf('depthwise-conv2d', at(inputs));
    if (isFault(image)) return image;
    const placement = placeConv([image[0], image[1]], params);
    if (isFault(placement)) return placement;
    return [placement.height, placement.width, image[2] * params.multiplier];
  },
  weights: (params, inputs) => {
    const { multiplier } = params;
    const size = kernelSize(params);
    const channels = at(at(inputs), 2);
    return kernelWeights(params, {
      shape: [...size, channels, multiplier],
      fans: [sizeOf(size), sizeOf(size) * multiplier],
      outputs: channels * multiplier,
      inputs: size,
    });
  },
  multiplyAdds: (params, _, output) => sizeOf(output) * sizeOf(kernelSize(params)),
  sees: (params, inputs) => sightOfConv(at(inputs), params),
  forward: (context, params, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    const kernel = kernelOf(context, params, kernelSize(params)) as tfjs.Tensor4D;
    const padding = paddingFor([x.shape[1], x.shape[2]], params);
    return biased(
      context,
      params,
      context.ops.depthwiseConv2d(x, kernel, strideSize(params), padding),
    );
  },
  torch: ({ inputShapes }, params) => {
    const [height = 1, width = 1, channels = 1] = at(inputShapes);
    const area = kernelSize(params);
    const padding = paddingOf(paddingFor([height, width], params));
    const outputs = channels * params.multiplier;
    return weighted(params, {
      type: 'nn.Conv2d',
      equalized: equalizedConv2d,
      arguments: [
        positional('in_channels', channels),
        positional('out_channels', outputs),
        positional('kernel_size', pairOf(area)),
        ...strideOf(strideSize(params)),
        ...padding.arguments,
        { name: 'groups', value: channels },
      ],
      call: `{module}(${padding.padded('{0}')})`,
      kernel: { axes: [2, 3, 0, 1], shape: [outputs, 1, ...area] },
      vector: { shape: [sizeOf(area)] },
    });
  },
};

function paddingFor(size: readonly [number, number], params: Params) {
  const placement = placeConv(size, params);
  if (isFault(placement)) throw new Error(`internal: ${placement.fault}`);
  return placement.padding;
}

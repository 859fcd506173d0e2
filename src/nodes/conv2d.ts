/** Two-dimensional convolution. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { filters, kernelFields, weightFields } from './fields/kernel.ts';
import type { Resolved } from './fields/numeric.ts';
import { placeConv } from './padding.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault } from './shapes.ts';

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
  weights: (params, inputs) => {
    const area = params.kernel * params.kernel;
    const channels = at(at(inputs), 2);
    const fans = [area * channels, area * params.filters] as const;
    const kernel = {
      name: 'kernel',
      shape: [params.kernel, params.kernel, channels, params.filters],
      initializer: params.kernelInitializer,
      isTrainable: true,
      fans,
    };
    if (!params.bias) return [kernel];
    const initializer = params.biasInitializer;
    return [
      kernel,
      { name: 'bias', shape: [params.filters], initializer, isTrainable: true, fans },
    ];
  },
  multiplyAdds: ({ kernel }, inputs, output) =>
    at(output) * at(output, 1) * at(output, 2) * kernel * kernel * at(at(inputs), 2),
  forward: ({ tf, ops, weight }, params, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    const { stride } = params;
    const kernel = weight('kernel') as tfjs.Tensor4D;
    const y = ops.conv2d(x, kernel, [stride, stride], paddingFor(x, params));
    return params.bias ? tf.add(y, weight('bias')) : y;
  },
};

function paddingFor(x: tfjs.Tensor4D, params: Params) {
  const placement = placeConv([x.shape[1], x.shape[2]], params);
  if (isFault(placement)) throw new Error(`internal: ${placement.fault}`);
  return placement.padding;
}

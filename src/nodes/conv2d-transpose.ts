/** Transposed convolution: the gradient of a convolution with respect to its input, as a layer. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { filters, kernelFields, weightFields } from './fields/kernel.ts';
import { numeric, type Resolved } from './fields/numeric.ts';
import { placeConvTranspose } from './padding.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault } from './shapes.ts';

const params = z.strictObject({
  filters,
  ...kernelFields(),
  outputPadding: numeric(0, {
    label: 'Output padding',
    help: 'Rows and columns added at the bottom and right, to choose among the sizes that the stride makes ambiguous. Not with "same" padding.',
    min: 0,
    max: 63,
    integer: true,
    unit: 'elements',
  }),
  ...weightFields(),
});
type Params = Resolved<z.infer<typeof params>>;

/** Kernel [kernel, kernel, filters, channels]. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'conv2d-transpose',
  title: 'Transposed convolution',
  group: 'Dense and convolution',
  aliases: ['deconvolution', 'ConvTranspose2d', 'fractionally strided', 'upsample', 'deconv'],
  summary:
    'A convolution run backwards: every input element stamps a learned filter onto the output. With stride 2 it doubles height and width, which is how generators grow an image.',
  equation: 'y_{si+u-p,\\;sj+v-p,\\;k} \\mathrel{+}= \\sum_{c} x_{ijc}\\, W_{uvkc}',
  paper: {
    title: 'A guide to convolution arithmetic for deep learning',
    url: 'https://arxiv.org/abs/1603.07285',
    year: 2016,
  },
  params,
  badge: ({ kernel, stride, filters }) =>
    `${kernel}×${kernel}${stride > 1 ? ` ↑${stride}` : ''} · ${filters}`,
  ports: () => through('image'),
  shape: (params, inputs) => {
    const image = imageOf('conv2d-transpose', at(inputs));
    if (isFault(image)) return image;
    const placement = placeConvTranspose([image[0], image[1]], params);
    return isFault(placement) ? placement : [placement.height, placement.width, params.filters];
  },
  weights: (params, inputs) => {
    const area = params.kernel * params.kernel;
    const channels = at(at(inputs), 2);
    // Fan-in counts the output channels, as in PyTorch and tf.js alike: the kernel is that of the convolution it reverses.
    const fans = [area * params.filters, area * channels] as const;
    const kernel = {
      name: 'kernel',
      shape: [params.kernel, params.kernel, params.filters, channels],
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
  multiplyAdds: ({ kernel, filters }, inputs) =>
    at(inputs).reduce((product, length) => product * length, 1) * kernel * kernel * filters,
  forward: ({ tf, ops, weight }, params, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    const { stride } = params;
    const { padding, outputPadding } = placementFor(x, params);
    const kernel = weight('kernel') as tfjs.Tensor4D;
    const y = ops.conv2dTranspose(x, kernel, [stride, stride], padding, outputPadding);
    return params.bias ? tf.add(y, weight('bias')) : y;
  },
};

function placementFor(x: tfjs.Tensor4D, params: Params) {
  const placement = placeConvTranspose([x.shape[1], x.shape[2]], params);
  if (isFault(placement)) throw new Error(`internal: ${placement.fault}`);
  return placement;
}

/** Transposed convolution: the gradient of a convolution with respect to its input, as a layer. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import {
  filters,
  kernelBadge,
  kernelFields,
  kernelSize,
  optionalWidth,
  strideSize,
  weightFields,
} from './fields/kernel.ts';
import { numeric, type Resolved } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';
import { biased, kernelOf, kernelWeights } from './shared/kernel-weights.ts';
import { placeConvTranspose } from './shared/padding.ts';
import { stamped } from './shared/window.ts';
import { croppingOf, optional, pairOf, positional, strideOf, weighted } from './torch/conv.ts';
import { equalizedConvTranspose2d } from './torch/equalized.ts';

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
  outputPaddingWidth: optionalWidth('Output padding of the width', 'output padding', 0),
  ...weightFields(),
});
type Params = Resolved<z.infer<typeof params>>;

/** Kernel [height, width, filters, channels]. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'conv2d-transpose',
  title: 'Transposed convolution',
  group: 'Dense and convolution',
  aliases: [
    'deconvolution',
    'ConvTranspose2d',
    'fractionally strided',
    'upsample',
    'deconv',
    'Conv2DTranspose',
    'nn.ConvTranspose2d',
    'DCGAN',
  ],
  summary:
    'A convolution run backwards: every input element stamps a learned filter onto the output. With stride 2 it doubles height and width, which is how generators grow an image.',
  equation: 'y_{si+u-p,\\;sj+v-p,\\;k} \\mathrel{+}= \\sum_{c} x_{ijc}\\, W_{uvkc}',
  paper: {
    title: 'A guide to convolution arithmetic for deep learning',
    url: 'https://arxiv.org/abs/1603.07285',
    year: 2016,
  },
  params,
  badge: (params) => `${kernelBadge(params, '↑')} · ${params.filters}`,
  ports: () => through('image'),
  shape: (params, inputs) => {
    const image = imageOf('conv2d-transpose', at(inputs));
    if (isFault(image)) return image;
    const placement = placeConvTranspose([image[0], image[1]], params);
    return isFault(placement) ? placement : [placement.height, placement.width, params.filters];
  },
  weights: (params, inputs) => {
    const { filters } = params;
    const size = kernelSize(params);
    const area = sizeOf(size);
    const channels = at(at(inputs), 2);
    return kernelWeights(params, {
      shape: [...size, filters, channels],
      // Fan-in counts the output channels, as in PyTorch and tf.js alike: the kernel is that of the convolution it reverses.
      fans: [area * filters, area * channels],
      outputs: filters,
      inputs: [...size, channels],
    });
  },
  multiplyAdds: (params, inputs) =>
    sizeOf(at(inputs)) * sizeOf(kernelSize(params)) * params.filters,
  sees: (params, inputs) => {
    const [height = 1, width = 1] = at(inputs);
    const [top, , left] = placementFor([height, width], params).padding;
    const [rows, columns] = kernelSize(params);
    const [down, across] = strideSize(params);
    return [stamped(rows, down, top), stamped(columns, across, left)];
  },
  forward: (context, params, inputs) => {
    const { tf, ops } = context;
    const x = at(inputs) as tfjs.Tensor4D;
    const { filters } = params;
    const [, height, width, channels] = x.shape;
    const { padding, outputPadding } = placementFor([height, width], params);
    // Equalized as in progressive growing: fan-in counts the channels that are read.
    const inputAxes = [...kernelSize(params), channels];
    const kernel = kernelOf(context, params, inputAxes, (kernel) =>
      tf.reshape(tf.transpose(kernel, [0, 1, 3, 2]), [sizeOf(inputAxes), filters]),
    ) as tfjs.Tensor4D;
    const y = ops.conv2dTranspose(x, kernel, strideSize(params), padding, outputPadding);
    return biased(context, params, y);
  },
  traits: ['outputs-first'],
  torch: ({ inputShapes }, params) => {
    const [height = 1, width = 1, channels = 1] = at(inputShapes);
    const { padding, outputPadding } = placementFor([height, width], params);
    const cropping = croppingOf(padding);
    const area = kernelSize(params);
    return weighted(params, {
      type: 'nn.ConvTranspose2d',
      equalized: equalizedConvTranspose2d,
      arguments: [
        positional('in_channels', channels),
        positional('out_channels', params.filters),
        positional('kernel_size', pairOf(area)),
        ...strideOf(strideSize(params)),
        ...cropping.arguments,
        ...optional('output_padding', pairOf(outputPadding), 0),
      ],
      call: cropping.cropped('{module}({0})'),
      kernel: { axes: [3, 2, 0, 1] },
      vector: { axes: [2, 0, 1], shape: [sizeOf([...area, channels])] },
    });
  },
};

function placementFor(size: readonly [number, number], params: Params) {
  const placement = placeConvTranspose(size, params);
  if (isFault(placement)) throw new Error(`internal: ${placement.fault}`);
  return placement;
}

/** StyleGAN2's convolution, whose kernel a style scales for each sample. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { equalizedFields, filters, initializerFields, kernelField } from './fields/kernel.ts';
import type { Resolved } from './fields/numeric.ts';
import { padding } from './fields/padding.ts';
import { toggle } from './fields/toggle.ts';
import { at, describeShape, imageOf, isFault, sizeOf } from './shapes.ts';
import { biased, convolutionWeights, kernelOf } from './shared/kernel-weights.ts';
import { placeConv, sightOfConv } from './shared/padding.ts';
import { paddingOf, positional } from './torch/conv.ts';
import { modulatedConv2d } from './torch/modulated.ts';

const params = z.strictObject({
  filters,
  kernel: kernelField(3),
  padding: padding({ type: 'same' }),
  demodulate: toggle(true, {
    label: 'Demodulate',
    help: 'Divides each output channel by the norm of its scaled kernel; off for the layer that makes RGB.',
  }),
  ...initializerFields(),
  ...equalizedFields(),
});
type Params = Resolved<z.infer<typeof params>>;

const EPSILON = 1e-8;

/** Kernel [kernel, kernel, channels, filters]. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'modulated-conv2d',
  title: 'Modulated convolution',
  group: 'Dense and convolution',
  aliases: ['ModulatedConv2d', 'demodulation', 'weight demodulation', 'style', 'StyleGAN2', 'conv'],
  summary:
    'A convolution whose kernel is scaled for each sample: by a style along its input channels, then back to unit norm along its output channels. It carries styles without normalizing the image itself, which left marks. The style comes from a dense layer, its bias starting at 1.',
  equation:
    "W'_{uvck} = s_c\\, W_{uvck}, \\quad d_k^{-2} = \\sum_{u,v,c} W'^2_{uvck} + \\epsilon, \\quad y_{ijk} = b_k + d_k \\sum_{u,v,c} x_{i'j'c}\\, W'_{uvck}, \\quad i' = i+u-p, \\quad j' = j+v-p",
  paper: {
    title: 'Analyzing and Improving the Image Quality of StyleGAN',
    url: 'https://arxiv.org/abs/1912.04958',
    year: 2019,
  },
  params,
  badge: ({ kernel, filters }) => `${kernel}×${kernel} · ${filters}`,
  ports: () => ({
    inputs: [
      { name: 'in', accepts: 'image' },
      { name: 'style', accepts: 'vector', help: 'A factor for each channel of the image.' },
    ],
    outputs: [{ name: 'out', gives: 'image' }],
  }),
  shape: (params, inputs) => {
    const image = imageOf('modulated-conv2d', at(inputs));
    if (isFault(image)) return image;
    const style = at(inputs, 1);
    if (style.length !== 1 || style[0] !== image[2]) {
      return {
        fault: `modulated-conv2d expects a style of ${image[2]} numbers, one for each channel of its image, got ${describeShape(style)}`,
        port: 'style',
      };
    }
    const placement = placeConv([image[0], image[1]], { ...params, stride: 1 });
    return isFault(placement) ? placement : [placement.height, placement.width, params.filters];
  },
  weights: (params, inputs) => convolutionWeights(params, at(at(inputs), 2)),
  multiplyAdds: ({ kernel }, inputs, output) =>
    sizeOf(output) * kernel * kernel * at(at(inputs), 2),
  sees: (params, inputs) => sightOfConv(at(inputs), { ...params, stride: 1 }),
  // Scaling the image and the output is the same as scaling kernels, which would need one convolution per sample.
  forward: (context, params, inputs) => {
    const { tf, ops } = context;
    const x = at(inputs) as tfjs.Tensor4D;
    const style = at(inputs, 1) as tfjs.Tensor2D;
    const [batch, height, width, channels] = x.shape;
    const { filters } = params;
    const inputAxes = [params.kernel, params.kernel, channels];
    const kernel = kernelOf(context, params, inputAxes) as tfjs.Tensor4D;
    const modulated = tf.mul(x, tf.reshape(style, [batch, 1, 1, channels])) as tfjs.Tensor4D;
    const y = ops.conv2d(modulated, kernel, [1, 1], paddingFor([height, width], params));
    if (!params.demodulate) return biased(context, params, y);
    const power = ops.dense(tf.square(style), tf.sum(tf.square(kernel), [0, 1]) as tfjs.Tensor2D);
    const factor = tf.rsqrt(tf.add(power, EPSILON));
    return biased(context, params, tf.mul(y, tf.reshape(factor, [batch, 1, 1, filters])));
  },
  torch: ({ inputShapes }, params) => {
    const [height = 1, width = 1, channels = 1] = at(inputShapes);
    const { demodulate, bias, equalizedLr, gain, lrMultiplier } = params;
    const padding = paddingOf(paddingFor([height, width], params));
    return {
      module: {
        type: modulatedConv2d.name,
        arguments: [
          positional('in_channels', channels),
          positional('out_channels', params.filters),
          positional('kernel_size', params.kernel),
          ...padding.arguments,
          ...(demodulate ? [] : [{ name: 'demodulate', value: false }]),
          ...(bias ? [] : [{ name: 'bias', value: false }]),
          ...(equalizedLr ? [{ name: 'gain', value: gain }] : []),
          ...(equalizedLr && lrMultiplier !== 1
            ? [{ name: 'lr_multiplier', value: lrMultiplier }]
            : []),
        ],
      },
      call: `{module}(${padding.padded('{0}')}, {1})`,
      helpers: [modulatedConv2d],
      weights: {
        kernel: { name: 'weight', axes: [3, 2, 0, 1] },
        ...(bias ? { bias: { name: 'bias' } } : {}),
      },
    };
  },
};

function paddingFor(size: readonly [number, number], params: Params) {
  const placement = placeConv(size, { ...params, stride: 1 });
  if (isFault(placement)) throw new Error(`internal: ${placement.fault}`);
  return placement.padding;
}

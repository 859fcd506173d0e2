/** Adaptive instance normalization: contrast and brightness of every channel as a style says. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { toggle } from './fields/toggle.ts';
import { at, describeShape, imageOf, isFault, sizeOf } from './shapes.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  epsilon: numeric(1e-5, { label: 'Epsilon', help: 'Added to the variance.', min: 0 }),
  normalize: toggle(true, {
    label: 'Normalize',
    help: 'Off: the style is applied to the input as it is.',
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'adain',
  title: 'Adaptive instance normalization',
  group: 'Normalization',
  aliases: ['AdaIN', 'style', 'style modulation', 'StyleGAN', 'FiLM', 'normalize'],
  summary:
    'Normalizes every channel of every sample over height and width, then scales and shifts it as its style says: the first half of the style is added to a factor of 1, the second half is the offset. A dense layer with twice as many units as the image has channels makes the style.',
  equation:
    'y = (1 + s_c)\\,\\frac{x - \\mu_{nc}}{\\sqrt{\\sigma^2_{nc} + \\epsilon}} + b_c, \\quad [s, b] = \\mathrm{style}',
  paper: {
    title: 'Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization',
    url: 'https://arxiv.org/abs/1703.06868',
    year: 2017,
  },
  params,
  isAllowedInObjective: true,
  ports: () => ({
    inputs: [
      { name: 'in', accepts: 'image' },
      { name: 'style', accepts: 'vector', help: 'Two numbers per channel of the image.' },
    ],
    outputs: [{ name: 'out', gives: 'image' }],
  }),
  shape: ({ normalize }, inputs) => {
    const image = imageOf('adain', at(inputs));
    if (isFault(image)) return image;
    const [height, width, channels] = image;
    const style = at(inputs, 1);
    if (style.length !== 1 || style[0] !== 2 * channels) {
      const fault = `adain expects a style of two numbers for each of ${channels} channels, vector [${2 * channels}], got ${describeShape(style)}`;
      return { fault, port: 'style' };
    }
    if (height * width > 1 || !normalize) return image;
    const fault = `adain expects more than one pixel, got image [${image.join(', ')}], of which every value would become 0; turn its normalization off`;
    return { fault, port: 'in' };
  },
  multiplyAdds: (_, __, output) => 2 * sizeOf(output),
  forward: ({ tf, ops }, { epsilon, normalize }, inputs) => {
    const [x, style] = [at(inputs), at(inputs, 1) as tfjs.Tensor2D];
    const [batch = 1, channels = 1] = [x.shape[0], x.shape[3]];
    const scale = tf.add(tf.slice(style, [0, 0], [batch, channels]), 1);
    const bias = tf.slice(style, [0, channels], [batch, channels]);
    if (normalize) return ops.instanceNormalize(x, epsilon, scale, bias);
    const spread = [batch, 1, 1, channels];
    return tf.add(tf.mul(x, tf.reshape(scale, spread)), tf.reshape(bias, spread));
  },
  torch: (_, { epsilon, normalize }) => {
    if (!normalize) return { call: 'apply_style({0}, {1})', helpers: [APPLY] };
    const eps = epsilon === 1e-5 ? '' : `, eps=${epsilon}`;
    return { call: `adain({0}, {1}${eps})`, helpers: [ADAIN] };
  },
};

const APPLY: TorchHelper = {
  name: 'apply_style',
  code: `def apply_style(x: torch.Tensor, style: torch.Tensor) -> torch.Tensor:
    """Scales and shifts channels by a style: factors, counted from 1, then offsets."""
    scale, bias = style[:, :, None, None].chunk(2, dim=1)
    return x * (scale + 1) + bias`,
};

const ADAIN: TorchHelper = {
  name: 'adain',
  code: `def adain(x: torch.Tensor, style: torch.Tensor, eps: float = 1e-5) -> torch.Tensor:
    """Adaptive instance normalization."""
    return apply_style(F.instance_norm(x, eps=eps), style)`,
  needs: [APPLY],
};

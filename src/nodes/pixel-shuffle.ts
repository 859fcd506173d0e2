/** Channels laid out as pixels, or pixels as channels. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault } from './shapes.ts';
import { enlarged, sliding } from './shared/window.ts';

const params = z.strictObject({
  factor: numeric(2, {
    label: 'Factor',
    help: 'How many times the height and the width; the channels become fewer by its square.',
    min: 1,
    max: 64,
    integer: true,
  }),
  reverse: toggle(false, {
    label: 'Reverse',
    help: 'Pixels become channels: the image shrinks by the factor and loses nothing.',
  }),
});

/** Channel c·r² + i·r + j of the input is row i and column j of channel c, as in PyTorch. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'pixel-shuffle',
  title: 'Pixel shuffle',
  group: 'Shape',
  aliases: [
    ...['PixelShuffle', 'depth to space', 'sub-pixel convolution', 'upsample', 'enlarge'],
    ...['PixelUnshuffle', 'space to depth'],
  ],
  summary:
    'Enlarges an image by moving channels into height and width: r² channels become one channel of r times the height and width. After a convolution it enlarges with learned weights.',
  equation: 'y_{ri+u,\\;rj+v,\\;k} = x_{i,\\;j,\\;r^2 k + ru + v}',
  paper: {
    title:
      'Real-Time Single Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network',
    url: 'https://arxiv.org/abs/1609.05158',
    year: 2016,
  },
  params,
  badge: ({ factor, reverse }) => `${reverse ? '÷' : '×'}${factor}`,
  isAllowedInObjective: true,
  ports: () => through('image'),
  shape: ({ factor, reverse }, inputs) => {
    const image = imageOf('pixel-shuffle', at(inputs));
    if (isFault(image)) return image;
    const [height, width, channels] = image;
    const area = factor * factor;
    if (reverse) {
      if (height % factor === 0 && width % factor === 0)
        return [height / factor, width / factor, channels * area];
      const fault = `pixel-shuffle in reverse expects height and width divisible by ${factor}, got ${height}×${width}`;
      return { fault, port: 'in', field: 'factor' };
    }
    if (channels % area === 0) return [height * factor, width * factor, channels / area];
    return {
      fault: `pixel-shuffle by ${factor} expects channels divisible by ${area}, got ${channels}`,
      port: 'in',
      field: 'factor',
    };
  },
  sees: ({ factor, reverse }) => {
    const window = reverse ? sliding(factor, factor, 0) : enlarged(factor);
    return [window, window];
  },
  forward: ({ tf }, { factor, reverse }, inputs) => {
    const x = at(inputs);
    const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
    // Five axes: batch and height stay together, since transposition ends at six.
    if (reverse) {
      const [rows, columns] = [height / factor, width / factor];
      const split = tf.reshape(x, [batch * rows, factor, columns, factor, channels]);
      const moved = tf.transpose(split, [0, 2, 4, 1, 3]);
      return tf.reshape(moved, [batch, rows, columns, channels * factor ** 2]);
    }
    const fewer = channels / factor ** 2;
    const split = tf.reshape(x, [batch * height, width, fewer, factor, factor]);
    const moved = tf.transpose(split, [0, 3, 1, 4, 2]);
    return tf.reshape(moved, [batch, height * factor, width * factor, fewer]);
  },
  torch: (_, { factor, reverse }) => ({
    module: {
      type: reverse ? 'nn.PixelUnshuffle' : 'nn.PixelShuffle',
      arguments: [{ name: 'factor', value: factor, isPositional: true }],
    },
    call: '{module}({0})',
  }),
};

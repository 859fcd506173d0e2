/** An image enlarged by a whole factor. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { choice } from './fields/choice.ts';
import { numeric } from './fields/numeric.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault } from './shapes.ts';
import { interpolated, repeated } from './shared/resampling.ts';
import { blended, enlarged } from './shared/window.ts';

const params = z.strictObject({
  factor: numeric(2, {
    label: 'Factor',
    help: 'How many times the height and the width.',
    min: 1,
    max: 1024,
    integer: true,
  }),
  method: choice('nearest', {
    label: 'Method',
    choices: [
      { value: 'nearest', label: 'Nearest', help: 'Every element becomes a square of equal ones.' },
      {
        value: 'bilinear',
        label: 'Bilinear',
        help: "Straight lines between the centres of elements: PyTorch's align_corners=False.",
      },
    ],
  }),
  alignCorners: toggle(false, {
    label: 'Align corners',
    help: 'Bilinear only: the outermost elements stay in the corners, the others spread between them.',
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'upsample',
  title: 'Upsample',
  group: 'Shape',
  aliases: [
    'resize',
    'enlarge',
    'UpSampling2D',
    'interpolate',
    'scale up',
    'nearest',
    'bilinear',
    'F.interpolate',
    '↑',
  ],
  summary:
    'Enlarges an image by a whole factor, without weights. Followed by a convolution it takes the place of a transposed convolution and avoids its checkerboards.',
  params,
  about: ({ method }) =>
    method === 'nearest'
      ? { equation: 'y_{ijk} = x_{\\lfloor i/f \\rfloor,\\; \\lfloor j/f \\rfloor,\\; k}' }
      : { equation: 'y_{ijk} = \\sum_{u,v} r_{iu}\\, r_{jv}\\, x_{uvk}' },
  badge: ({ factor, method }) => `×${factor} ${method}`,
  isAllowedInObjective: true,
  ports: () => through('image'),
  shape: ({ factor, method, alignCorners }, inputs) => {
    const image = imageOf('upsample', at(inputs));
    if (alignCorners && method !== 'bilinear') {
      const fault = `only bilinear upsampling aligns corners, got ${method}`;
      return { fault, field: 'alignCorners' };
    }
    return isFault(image) ? image : [image[0] * factor, image[1] * factor, image[2]];
  },
  // With corners aligned places shift by less than one element, and as many are seen.
  sees: ({ factor, method }) => {
    const window = method === 'nearest' ? enlarged(factor) : blended(factor);
    return [window, window];
  },
  forward: ({ ops }, { factor, method, alignCorners }, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    const tapsOf = (length: number) =>
      method === 'nearest' ? repeated(length, factor) : interpolated(length, factor, alignCorners);
    return ops.resample(x, tapsOf(x.shape[1]), tapsOf(x.shape[2]));
  },
  torch: (_, { factor, method, alignCorners }) => ({
    module: {
      type: 'nn.Upsample',
      arguments: [
        { name: 'scale_factor', value: factor },
        ...(method === 'nearest'
          ? []
          : [
              { name: 'mode', value: '"bilinear"' },
              { name: 'align_corners', value: alignCorners },
            ]),
      ],
    },
    call: '{module}({0})',
  }),
};

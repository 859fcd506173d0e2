/** One number for each channel of an image: its mean. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'global-avg-pool',
  title: 'Global average pooling',
  group: 'Shape',
  aliases: ['GlobalAveragePooling2D', 'AdaptiveAvgPool2d', 'gap', 'mean', 'pooling'],
  summary:
    'Makes a vector of an image: the mean of every channel over height and width, whatever the size of the image.',
  equation: 'y_k = \\frac{1}{HW} \\sum_{i,j} x_{ijk}',
  paper: { title: 'Network In Network', url: 'https://arxiv.org/abs/1312.4400', year: 2013 },
  params,
  isAllowedInObjective: true,
  ports: () => through('image', 'vector'),
  shape: (_, inputs) => {
    const image = imageOf('global-avg-pool', at(inputs));
    return isFault(image) ? image : [image[2]];
  },
  multiplyAdds: (_, inputs) => sizeOf(at(inputs)),
  forward: ({ tf }, _, inputs) => tf.mean(at(inputs), [1, 2]),
  torch: () => ({ call: '{0}.mean((2, 3))' }),
};

/** An image without some of its border. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { sideFields, sidesBadge } from './fields/sides.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault } from './shapes.ts';
import { moved } from './shared/window.ts';

const params = z.strictObject(sideFields(1));

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'crop',
  title: 'Crop',
  group: 'Shape',
  aliases: ['Cropping2D', 'cut', 'trim', 'border'],
  summary:
    'Takes rows and columns away from the sides of an image, for instance what a padding added before.',
  params,
  badge: sidesBadge,
  isAllowedInObjective: true,
  ports: () => through('image'),
  shape: ({ top, bottom, left, right }, inputs) => {
    const image = imageOf('crop', at(inputs));
    if (isFault(image)) return image;
    const [height, width, channels] = image;
    if (top + bottom < height && left + right < width) {
      return [height - top - bottom, width - left - right, channels];
    }
    return {
      fault: `crop by ${top}, ${bottom}, ${left}, ${right} (top, bottom, left, right) leaves nothing of an image of ${height}×${width}`,
      port: 'in',
    };
  },
  sees: ({ top, left }) => [moved(top), moved(left)],
  forward: ({ tf }, { top, bottom, left, right }, inputs) => {
    const x = at(inputs);
    const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
    const size = [batch, height - top - bottom, width - left - right, channels];
    return tf.slice(x, [0, top, left, 0], size);
  },
  torch: (_, { top, bottom, left, right }) => {
    const cut = (before: number, after: number) => `${before || ''}:${after ? -after : ''}`;
    return { call: `{0}[:, :, ${cut(top, bottom)}, ${cut(left, right)}]` };
  },
};

/** Random changes of images that gradients pass, before a discriminator. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { Context, OperationDefinition } from './define.ts';
import type { Resolved } from './fields/numeric.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, shapeOf } from './shapes.ts';
import { color, cutout, flip, translate } from './shared/diff-augment.ts';
import { torchAugment } from './torch/augment.ts';

const params = z.strictObject({
  flip: toggle(false, { label: 'Flip', help: 'Mirrors one image in two left to right.' }),
  color: toggle(true, {
    label: 'Color',
    help: 'Brightness by up to a half, saturation up to double, contrast by up to a half. Images are expected in [−1, 1].',
  }),
  translation: toggle(true, {
    label: 'Translation',
    help: 'Moves by up to an eighth of height and width; zeros come in.',
  }),
  cutout: toggle(true, {
    label: 'Cutout',
    help: 'Zeroes a rectangle of half the height and width.',
  }),
});
type Params = Resolved<z.infer<typeof params>>;

/** In the order in which they are applied. */
const TRANSFORMS = { flip, color, translation: translate, cutout } as const;
type Name = keyof typeof TRANSFORMS;

export const definition: OperationDefinition<z.infer<typeof params>> = {
  family: 'operation',
  kind: 'augment',
  title: 'Augment',
  group: 'Regularization',
  aliases: ['DiffAugment', 'data augmentation', 'flip', 'color jitter', 'translation', 'cutout'],
  summary:
    'Changes every image at random in a way that gradients pass. Put it before the discriminator on real and on generated images alike, in both steps: the discriminator then cannot learn few images by heart, and the generator does not learn to draw the changes.',
  equation: 'L_D = f(D(T(x))) + g(D(T(G(z)))), \\quad L_G = h(D(T(G(z))))',
  paper: {
    title: 'Differentiable Augmentation for Data-Efficient GAN Training',
    url: 'https://arxiv.org/abs/2006.10738',
    year: 2020,
  },
  params,
  badge: (params) => chosen(params).join(', ') || 'nothing',
  ports: () => through('image'),
  outputs: (params, inputs) => {
    const image = imageOf('augment', shapeOf(at(inputs).type));
    if (isFault(image)) return image;
    if (chosen(params).length > 0) return [at(inputs)];
    return {
      fault:
        'augment expects at least one of flip, color, translation and cutout to be on, got none',
      field: 'flip',
    };
  },
  forward: (context, params, inputs) => [transformed(context, params, at(inputs))],
  torch: (_, params) => torchAugment(chosen(params)),
};

function chosen(params: Params): Name[] {
  return (Object.keys(TRANSFORMS) as Name[]).filter((name) => params[name]);
}

function transformed(context: Context, params: Params, images: tfjs.Tensor): tfjs.Tensor {
  return chosen(params).reduce((moved, name) => TRANSFORMS[name](context, moved), images);
}

/** Rectified linear unit whose slope for negative values is learned. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { initializer } from './fields/initializer.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';
import { faultOfNumbers } from './shared/affine.ts';

const params = z.strictObject({
  shared: toggle(false, {
    label: 'One slope',
    help: 'One slope for the whole layer instead of one per channel.',
  }),
  initializer: initializer('Initializer', { type: 'constant', value: 0.25 }),
});

/** Slope [C] or [1]. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'prelu',
  title: 'PReLU',
  group: 'Activation',
  aliases: ['PReLU', 'parametric rectifier', 'activation', 'nonlinearity'],
  summary:
    'A leaky ReLU that learns by how much it shrinks what is negative: one slope per channel, or one for the whole layer.',
  equation: 'y = \\begin{cases} x & x > 0 \\\\ \\alpha_c\\,x & x \\le 0 \\end{cases}',
  paper: {
    title:
      'Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification',
    url: 'https://arxiv.org/abs/1502.01852',
    year: 2015,
  },
  params,
  badge: ({ shared }) => (shared ? 'one slope' : 'per channel'),
  ports: () => through('tensor'),
  shape: (_, inputs) => faultOfNumbers('prelu', at(inputs)) ?? at(inputs),
  weights: ({ shared, initializer }, inputs) => [
    {
      name: 'slope',
      shape: [shared ? 1 : (at(inputs).at(-1) ?? 1)],
      initializer,
      isTrainable: true,
    },
  ],
  forward: ({ ops, weight }, _, inputs) => ops.prelu(at(inputs), weight('slope')),
  torch: ({ inputShapes }, { shared }) => {
    const shape = at(inputShapes);
    const isByRow = !shared && shape.length !== 1 && shape.length !== 3;
    return {
      module: {
        type: 'nn.PReLU',
        arguments: shared
          ? []
          : [{ name: 'num_parameters', value: shape.at(-1) ?? 1, isPositional: true }],
      },
      call: isByRow ? '{module}({0}.flatten(0, -2)).view_as({0})' : '{module}({0})',
      weights: { slope: { name: 'weight' } },
    };
  },
};

/** A learned tensor, the same for every sample: where StyleGAN's synthesis begins. */
import { z } from 'zod';
import type { LayerDefinition, PortType } from './define.ts';
import { initializer } from './fields/initializer.ts';
import { numerics } from './fields/numerics.ts';
import { positional } from './torch/conv.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  shape: numerics([4, 4, 512], {
    label: 'Shape',
    help: 'Height, width and channels of an image; one number for a vector.',
    min: 1,
    max: 1e6,
    integer: true,
    minLength: 1,
    maxLength: 4,
  }),
  initializer: initializer('Initializer', { type: 'ones' }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'learned-constant',
  title: 'Learned constant',
  group: 'Dense and convolution',
  aliases: ['constant', 'const', 'parameter', 'learned input', 'StyleGAN'],
  summary:
    'A tensor of weights, the same for every sample of the batch. StyleGAN starts from one in place of the latent, which then enters as styles only.',
  equation: 'y_n = c',
  paper: {
    title: 'A Style-Based Generator Architecture for Generative Adversarial Networks',
    url: 'https://arxiv.org/abs/1812.04948',
    year: 2018,
  },
  params,
  badge: ({ shape }) => shape.join('×'),
  ports: ({ shape }) => ({
    inputs: [],
    outputs: [{ name: 'out', gives: PORTS[shape.length] ?? 'tensor' }],
  }),
  shape: ({ shape }) => shape,
  weights: ({ shape, initializer }) => {
    const channels = shape.at(-1) ?? 1;
    return [{ name: 'value', shape, initializer, isTrainable: true, fans: [channels, channels] }];
  },
  // Adding a column of zeros repeats it for every sample, and its gradient is one sum; that of tile is a slice each.
  forward: ({ tf, weight, batchSize }, { shape }) =>
    tf.add(tf.fill([batchSize, ...shape.map(() => 1)], 0), weight('value')),
  torch: (_, { shape }) => {
    const [height = 1, width = 1, channels = 1] = shape;
    const isImage = shape.length === 3;
    return {
      module: {
        type: learnedConstant.name,
        arguments: (isImage ? [channels, height, width] : shape).map((length, axis) =>
          positional(`size${axis}`, length),
        ),
      },
      call: '{module}({batch})',
      helpers: [learnedConstant],
      weights: { value: { name: 'value', ...(isImage ? { axes: [2, 0, 1] } : {}) } },
    };
  },
};

const PORTS: Readonly<Record<number, PortType>> = { 1: 'vector', 3: 'image' };

const learnedConstant: TorchHelper = {
  name: 'LearnedConstant',
  code: `class LearnedConstant(nn.Module):
    """A learned tensor, the same for every sample."""

    def __init__(self, *shape: int) -> None:
        super().__init__()
        self.value = nn.Parameter(torch.ones(shape))

    def forward(self, batch: int) -> torch.Tensor:
        return self.value.expand(batch, *self.value.shape)
`,
};

/** Noise of one value per pixel, with a learned strength for each channel: where StyleGAN's fine detail comes from. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'noise-injection',
  title: 'Noise injection',
  group: 'Regularization',
  aliases: ['StyleGAN noise', 'stochastic variation', 'per-pixel noise', 'apply_noise'],
  summary:
    'Adds normal noise to an image, the same to all channels of a pixel, each channel with a learned strength that starts at zero. Drawn while training and while sampling: detail that the latent vector need not describe.',
  equation:
    'y_{ijk} = x_{ijk} + b_k\\,\\epsilon_{ij}, \\quad \\epsilon_{ij} \\sim \\mathcal{N}(0, 1)',
  paper: {
    title: 'A Style-Based Generator Architecture for Generative Adversarial Networks',
    url: 'https://arxiv.org/abs/1812.04948',
    year: 2018,
  },
  params,
  ports: () => through('image'),
  shape: (_, inputs) => {
    const image = imageOf('noise-injection', at(inputs));
    return isFault(image) ? image : at(inputs);
  },
  weights: (_, inputs) => [
    {
      name: 'strength',
      shape: [at(at(inputs), 2)],
      initializer: { type: 'zeros' },
      isTrainable: true,
    },
  ],
  multiplyAdds: (_, __, output) => sizeOf(output),
  forward: ({ tf, random, weight }, _, inputs) => {
    const x = at(inputs);
    const noise = random.normal([...x.shape.slice(0, 3), 1]);
    return tf.add(x, tf.mul(noise, weight('strength')));
  },
  traits: ['random-in-training'],
  torch: ({ inputShapes }) => ({
    module: {
      type: 'NoiseInjection',
      arguments: [{ name: 'channels', value: at(at(inputShapes), 2), isPositional: true }],
    },
    call: '{module}({0})',
    helpers: [helper],
    weights: { strength: { name: 'strength' } },
  }),
};

const helper: TorchHelper = {
  name: 'NoiseInjection',
  code: `class NoiseInjection(nn.Module):
    """Adds one normal number per pixel to all channels, each with a learned strength."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.strength = nn.Parameter(torch.zeros(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        noise = torch.randn(x.shape[0], 1, *x.shape[2:], device=x.device)
        return x + self.strength[:, None, None] * noise
`,
};

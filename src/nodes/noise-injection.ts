/** Noise of one value per pixel, with a learned strength for each channel: where StyleGAN's fine detail comes from. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  bias: toggle(false, {
    label: 'Bias',
    help: 'Adds a learned number to each channel as well, as StyleGAN does after its noise.',
  }),
  shared: toggle(false, {
    label: 'One strength',
    help: 'A single strength for all channels, as in StyleGAN2, instead of one for each.',
  }),
});

const WITH_BIAS =
  'y_{ijk} = x_{ijk} + s_k\\,\\epsilon_{ij} + b_k, \\quad \\epsilon_{ij} \\sim \\mathcal{N}(0, 1)';

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'noise-injection',
  title: 'Noise injection',
  group: 'Regularization',
  aliases: ['StyleGAN noise', 'stochastic variation', 'per-pixel noise', 'apply_noise'],
  summary:
    'Adds normal noise to an image, the same to all channels of a pixel, each channel with a learned strength that starts at zero. Drawn while training and while sampling: detail that the latent vector need not describe.',
  equation:
    'y_{ijk} = x_{ijk} + s_k\\,\\epsilon_{ij}, \\quad \\epsilon_{ij} \\sim \\mathcal{N}(0, 1)',
  about: ({ bias }) => (bias ? { equation: WITH_BIAS } : {}),
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
  weights: ({ bias, shared }, inputs) =>
    (bias ? ['strength', 'bias'] : ['strength']).map((name) => ({
      name,
      shape: [shared && name === 'strength' ? 1 : at(at(inputs), 2)],
      initializer: { type: 'zeros' },
      isTrainable: true,
    })),
  multiplyAdds: (_, __, output) => sizeOf(output),
  forward: ({ tf, random, weight }, { bias }, inputs) => {
    const x = at(inputs);
    const noise = tf.mul(random.normal([...x.shape.slice(0, 3), 1]), weight('strength'));
    return tf.add(x, bias ? tf.add(noise, weight('bias')) : noise);
  },
  traits: ['random-in-training', 'injects-noise'],
  torch: ({ inputShapes }, { bias, shared }) => ({
    module: {
      type: 'NoiseInjection',
      arguments: [
        { name: 'channels', value: at(at(inputShapes), 2), isPositional: true },
        ...(bias ? [{ name: 'bias', value: true }] : []),
        ...(shared ? [{ name: 'shared', value: true }] : []),
      ],
    },
    call: '{module}({0})',
    helpers: [helper],
    weights: { strength: { name: 'strength' }, ...(bias ? { bias: { name: 'bias' } } : {}) },
  }),
};

const helper: TorchHelper = {
  name: 'NoiseInjection',
  code: `class NoiseInjection(nn.Module):
    """Adds a normal number per pixel, times a learned strength (one or per channel)."""

    def __init__(self, channels: int, bias: bool = False, shared: bool = False) -> None:
        super().__init__()
        self.strength = nn.Parameter(torch.zeros(1 if shared else channels))
        self.bias = nn.Parameter(torch.zeros(channels)) if bias else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        noise = torch.randn(x.shape[0], 1, *x.shape[2:], device=x.device)
        x = x + self.strength[:, None, None] * noise
        return x if self.bias is None else x + self.bias[:, None, None]
`,
};

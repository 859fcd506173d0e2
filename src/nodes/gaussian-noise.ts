/** Normal noise added while training. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  stdDev: numeric(0.1, {
    label: 'Standard deviation',
    min: 0,
    max: 1e6,
    step: 0.01,
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'gaussian-noise',
  title: 'Gaussian noise',
  group: 'Regularization',
  aliases: ['GaussianNoise', 'instance noise', 'jitter', 'blur the data'],
  summary:
    'While training, adds a new normal number to every element. At the input of a discriminator it makes real and fake overlap, which steadies the start. Does nothing when sampling.',
  equation: 'y = x + \\sigma\\,\\epsilon, \\quad \\epsilon \\sim \\mathcal{N}(0, 1)',
  paper: {
    title: 'Towards Principled Methods for Training Generative Adversarial Networks',
    url: 'https://arxiv.org/abs/1701.04862',
    year: 2017,
  },
  params,
  badge: ({ stdDev }) => `${stdDev}`,
  ports: () => through('tensor'),
  shape: (_, inputs) => at(inputs),
  forward: ({ tf, isTraining, random }, { stdDev }, inputs) => {
    const x = at(inputs);
    if (!isTraining || stdDev === 0) return tf.clone(x);
    return tf.add(x, random.normal(x.shape, 0, stdDev));
  },
  traits: ['random-in-training'],
  torch: (_, { stdDev }) => ({
    module: {
      type: 'GaussianNoise',
      arguments: [{ name: 'std', value: stdDev, isPositional: true }],
    },
    call: '{module}({0})',
    helpers: [helper],
  }),
};

const helper: TorchHelper = {
  name: 'GaussianNoise',
  code: `class GaussianNoise(nn.Module):
    """Adds normal noise of the given deviation while training."""

    def __init__(self, std: float) -> None:
        super().__init__()
        self.std = std

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training or self.std == 0:
            return x
        return x + self.std * torch.randn(x.shape, device=x.device)
`,
};

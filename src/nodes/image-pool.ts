/** A buffer of earlier samples, so that a discriminator does not forget what generators made before. */
import { z } from 'zod';
import type { BarrierDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  size: numeric(50, {
    label: 'Size',
    help: 'How many earlier samples are remembered.',
    min: 1,
    max: 65536,
    integer: true,
    unit: 'samples',
  }),
  swapProbability: numeric(0.5, {
    label: 'Swap probability',
    help: 'Once the buffer is full: how often a sample changes places with one of it.',
    min: 0,
    max: 1,
    step: 0.1,
  }),
});

const IMAGE_POOL: TorchHelper = {
  name: 'ImagePool',
  code: `class ImagePool:
    """A buffer of earlier samples.

    Each new sample is stored while there is room, and then may change places with one.
    Every call draws one uniform and one index for each sample, however full it is.
    """

    def __init__(self, size: int, swap_probability: float) -> None:
        self.size = size
        self.swap_probability = swap_probability
        self.stored: list[torch.Tensor] = []

    def __call__(self, samples: torch.Tensor) -> torch.Tensor:
        samples = samples.detach()
        batch, device = samples.shape[0], samples.device
        swaps = torch.rand(batch, device=device) < self.swap_probability
        slots = torch.randint(self.size, (batch,), device=device)
        given = []
        for sample, is_swapped, slot in zip(samples, swaps.tolist(), slots.tolist()):
            if len(self.stored) < self.size:
                self.stored.append(sample.clone())
            elif is_swapped:
                sample, self.stored[slot] = self.stored[slot], sample.clone()
            given.append(sample)
        return torch.stack(given)
`,
};

export const definition: BarrierDefinition<z.infer<typeof params>> = {
  family: 'barrier',
  kind: 'image-pool',
  title: 'Image pool',
  group: 'Use',
  aliases: ['history buffer', 'replay buffer', 'experience replay', 'cyclegan', 'detach'],
  summary:
    'Shows a step samples from a buffer of earlier ones: while the buffer fills, each sample is stored and passed on; then each changes places with a random stored one, with the given probability. No gradient flows back, a later step gets what the earlier step made, and views see the samples themselves.',
  equation:
    'y_n = \\begin{cases} b_k,\\; b_k \\leftarrow x_n & u_n < p \\\\ x_n & u_n \\ge p \\end{cases} \\quad u_n \\sim U[0, 1] \\quad k \\sim U\\{1, \\ldots, \\mathrm{size}\\}',
  paper: {
    title: 'Learning from Simulated and Unsupervised Images through Adversarial Training',
    url: 'https://arxiv.org/abs/1612.07828',
    year: 2016,
  },
  params,
  badge: ({ size }) => `${size}`,
  ports: () => through('tensor'),
  pool: ({ size, swapProbability }) => ({ size, swapProbability }),
  torch: (_, { size, swapProbability }) => ({
    module: {
      type: 'ImagePool',
      arguments: [
        { name: 'size', value: size },
        { name: 'swap_probability', value: swapProbability },
      ],
    },
    call: '{module}({0})',
    helpers: [IMAGE_POOL],
  }),
};

/** How much the samples of a batch differ, as further channels. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault, sizeOf } from './shapes.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  groupSize: numeric(4, {
    label: 'Group size',
    help: 'How many samples are compared with each other; the largest divisor of the batch that is no larger.',
    min: 1,
    max: 1024,
    integer: true,
  }),
  channels: numeric(1, {
    label: 'Channels',
    help: 'How many are added; each tells of an equal part of the input channels.',
    min: 1,
    max: 1024,
    integer: true,
  }),
});

/** Samples whose numbers differ by a multiple of batch ÷ group size are one group, as in the paper's program. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'minibatch-stddev',
  title: 'Minibatch standard deviation',
  group: 'Regularization',
  aliases: ['MinibatchStdDev', 'minibatch discrimination', 'variation', 'mode collapse', 'mbstd'],
  summary:
    'Adds a channel that holds how much the samples of a group differ on average, the same number everywhere. A discriminator that sees it notices when a generator makes the same image again and again.',
  equation:
    's = \\frac{1}{HWC} \\sum_{i,j,k} \\sqrt{\\frac{1}{G} \\sum_g (x_{gijk} - \\mu_{ijk})^2 + 10^{-8}}, \\quad y = [x; s]',
  paper: {
    title: 'Progressive Growing of GANs for Improved Quality, Stability, and Variation',
    url: 'https://arxiv.org/abs/1710.10196',
    year: 2017,
  },
  params,
  badge: ({ groupSize, channels }) => `${groupSize}${channels > 1 ? ` · ${channels}` : ''}`,
  ports: () => through('image'),
  shape: ({ channels: added }, inputs) => {
    const image = imageOf('minibatch-stddev', at(inputs));
    if (isFault(image)) return image;
    const [height, width, channels] = image;
    if (channels % added === 0) return [height, width, channels + added];
    return {
      fault: `minibatch-stddev expects input channels divisible by the ${added} that it adds, got ${channels}`,
      port: 'in',
      field: 'channels',
    };
  },
  traits: ['compares-samples'],
  multiplyAdds: (_, inputs) => 2 * sizeOf(at(inputs)),
  forward: ({ tf }, { groupSize, channels: added }, inputs) => {
    const x = at(inputs);
    const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
    const group = largestDivisor(batch, groupSize);
    const groups = batch / group;
    const area = height * width;
    const samples = tf.reshape(x, [group, groups * area * channels]);
    const centred = tf.sub(samples, tf.mean(samples, 0, true));
    const deviation = tf.sqrt(tf.add(tf.mean(tf.square(centred), 0), 1e-8));
    const parts =
      added === 1
        ? tf.mean(tf.reshape(deviation, [groups, area * channels]), 1)
        : tf.mean(tf.reshape(deviation, [groups, area, added, channels / added]), [1, 3]);
    // Spread by a product: the gradient of a tiling is one slice per copy.
    const spread = tf.mul(
      tf.reshape(parts, [1, groups, 1, added]),
      tf.ones([group, groups, area, added]),
    );
    return tf.concat([x, tf.reshape(spread, [batch, height, width, added])], 3);
  },
  torch: (_, { groupSize, channels }) => ({
    module: {
      type: 'MinibatchStdDev',
      arguments: [
        { name: 'group_size', value: groupSize, isPositional: true },
        ...(channels === 1 ? [] : [{ name: 'channels', value: channels }]),
      ],
    },
    call: '{module}({0})',
    helpers: [helper],
  }),
};

function largestDivisor(batch: number, limit: number): number {
  let divisor = Math.min(limit, batch);
  while (batch % divisor !== 0) divisor -= 1;
  return divisor;
}

const helper: TorchHelper = {
  name: 'MinibatchStdDev',
  code: `class MinibatchStdDev(nn.Module):
    """Appends how much the samples of a group differ as further channels."""

    def __init__(self, group_size: int, channels: int = 1) -> None:
        super().__init__()
        self.group_size = group_size
        self.channels = channels

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        n, c, h, w = x.shape
        group = max(g for g in range(1, min(self.group_size, n) + 1) if n % g == 0)
        y = x.reshape(group, n // group, self.channels, c // self.channels, h, w)
        y = (y.var(0, unbiased=False) + 1e-8).sqrt().mean((2, 3, 4))
        y = y[:, :, None, None].repeat(group, 1, h, w)
        return torch.cat([x, y], dim=1)
`,
};

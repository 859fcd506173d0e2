/** Style mixing: which of two latents each layer of the synthesis network gets. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerContext, LayerDefinition } from './define.ts';
import { numeric, optionalNumeric, type Resolved } from './fields/numeric.ts';
import { at, describeShape, sameShape } from './shapes.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  layers: numeric(10, {
    label: 'Layers',
    help: 'How many style inputs the synthesis network has.',
    min: 2,
    max: 64,
    integer: true,
  }),
  probability: numeric(0.9, {
    label: 'Probability',
    help: 'How often a batch is mixed in training.',
    min: 0,
    max: 1,
    step: 0.05,
  }),
  crossover: optionalNumeric({
    label: 'Crossover',
    help: 'The first layer that takes the second latent, always. Empty: at random in training, none when sampling.',
    min: 1,
    max: 64,
    integer: true,
  }),
});
type Params = Resolved<z.infer<typeof params>>;

const HELPER: TorchHelper = {
  name: 'StyleMix',
  code: `class StyleMix(nn.Module):
    """The first latent for layers before a crossover, the second for the rest."""

    def __init__(
        self, layers: int, probability: float, crossover: Optional[int] = None
    ) -> None:
        super().__init__()
        self.layers, self.probability, self.crossover = layers, probability, crossover

    def forward(self, first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
        layer = torch.arange(self.layers, device=first.device)
        is_second = layer >= (self.layers if self.crossover is None else self.crossover)
        if self.crossover is None and self.training:
            is_mixed = torch.rand(1, device=first.device) < self.probability
            crossover = torch.randint(1, self.layers, (1,), device=first.device)
            is_second = is_mixed & (layer >= crossover)
        first, second = first.unsqueeze(1), second.unsqueeze(1)
        return torch.where(is_second.view(1, -1, 1), second, first)`,
  imports: ['from typing import Optional'],
};

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'style-mix',
  title: 'Style mixing',
  group: 'Combine',
  aliases: ['mixing regularization', 'StyleGAN', 'crossover', 'truncation cutoff', 'broadcast w'],
  summary:
    'Copies a latent w once for each layer of the synthesis network. In training, most batches get a second latent from a random layer on, so that neighbouring styles do not depend on each other. With a fixed crossover it mixes in samples, too: coarse styles from the first, fine ones from the second.',
  equation: 'y_l = \\begin{cases} w_1 & l < c \\\\ w_2 & l \\ge c \\end{cases}',
  paper: {
    title: 'A Style-Based Generator Architecture for Generative Adversarial Networks',
    url: 'https://arxiv.org/abs/1812.04948',
    year: 2018,
  },
  params,
  badge: ({ layers, crossover }) => `${layers}${crossover === null ? '' : ` · from ${crossover}`}`,
  isAllowedInObjective: true,
  ports: () => ({
    inputs: [
      { name: 'w1', accepts: 'vector' },
      { name: 'w2', accepts: 'vector' },
    ],
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  shape: ({ layers, crossover }, inputs) => {
    const [first, second] = [at(inputs), at(inputs, 1)];
    if (first.length !== 1 || !sameShape(first, second)) {
      return {
        fault: `style-mix expects two latent vectors of one length, got ${describeShape(first)} and ${describeShape(second)}`,
        port: first.length === 1 ? 'w2' : 'w1',
      };
    }
    if (crossover !== null && crossover > layers) {
      return {
        fault: `style-mix expects a crossover of at most its ${layers} layers, got ${crossover}`,
        field: 'crossover',
      };
    }
    return [layers, at(first)];
  },
  forward: (context, params, inputs) => {
    const { tf } = context;
    const [first, second] = [at(inputs), at(inputs, 1)].map((w) => tf.expandDims(w, 1));
    if (!first || !second) throw new Error('internal: style mixing takes two latents');
    const isSecond = tf.reshape(isSecondOf(context, params), [1, params.layers, 1]);
    return tf.add(tf.mul(first, tf.sub(1, isSecond)), tf.mul(second, isSecond));
  },
  traits: ['random-in-training', 'mixes-styles'],
  torch: (_, { layers, probability, crossover }) => ({
    module: {
      type: 'StyleMix',
      arguments: [
        { name: 'layers', value: layers, isPositional: true },
        { name: 'probability', value: probability },
        ...(crossover === null ? [] : [{ name: 'crossover', value: crossover }]),
      ],
    },
    call: '{module}({0}, {1})',
    helpers: [HELPER],
  }),
};

/** 1 for layers that take the second latent, else 0; one choice for the whole batch, as in the reference. */
function isSecondOf({ tf, isTraining, random }: LayerContext, params: Params): tfjs.Tensor {
  const { layers, probability, crossover } = params;
  const layer = tf.range(0, layers);
  if (crossover !== null || !isTraining) {
    return tf.cast(tf.greaterEqual(layer, crossover ?? layers), 'float32');
  }
  const isMixed = tf.cast(tf.less(random.uniform([1]), probability), 'float32');
  const chosen = tf.cast(random.integers([1], 1, layers), 'float32');
  return tf.mul(isMixed, tf.cast(tf.greaterEqual(layer, chosen), 'float32'));
}

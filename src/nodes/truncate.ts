/** The truncation trick: latents are drawn towards their mean when sampling. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric, optionalNumeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, describeShape } from './shapes.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  psi: numeric(0.7, {
    label: 'Truncation ψ',
    help: 'How far from the mean samples may be: 1 changes nothing, 0 gives the mean alone.',
    min: -2,
    max: 2,
    step: 0.05,
  }),
  decay: numeric(0.995, {
    label: 'Decay',
    help: 'How much of the running mean stays at each batch.',
    min: 0,
    max: 1,
    step: 0.001,
  }),
  layers: optionalNumeric({
    label: 'Layers',
    help: 'Of latents with one row for each layer only so many first ones are truncated. Empty: all.',
    min: 1,
    max: 64,
    integer: true,
  }),
});

const HELPER: TorchHelper = {
  name: 'Truncate',
  code: `class Truncate(nn.Module):
    """Keeps a mean of latents in training, draws them towards it in evaluation."""

    mean: torch.Tensor

    def __init__(
        self, length: int, psi: float, decay: float, layers: Optional[int] = None
    ) -> None:
        super().__init__()
        self.psi, self.decay, self.layers = psi, decay, layers
        self.register_buffer("mean", torch.zeros(length))

    def forward(self, latents: torch.Tensor) -> torch.Tensor:
        if self.training:
            with torch.no_grad():
                first = latents if latents.dim() == 2 else latents[:, 0]
                mean = first.mean(0).to(self.mean.dtype)
                self.mean.lerp_(mean, 1 - self.decay)
            return latents
        truncated = self.mean + self.psi * (latents - self.mean)
        if self.layers is None:
            return truncated
        return torch.cat([truncated[:, : self.layers], latents[:, self.layers :]], 1)`,
  imports: ['from typing import Optional'],
};

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'truncate',
  title: 'Truncate',
  group: 'Regularization',
  aliases: ['truncation trick', 'psi', 'ψ', 'StyleGAN', 'mean of w'],
  summary:
    'In training it hands latents on and keeps their running mean. When sampling it draws them towards that mean: fewer odd images, less variety.',
  equation: 'y = \\bar{w} + \\psi\\,(w - \\bar{w})',
  paper: {
    title: 'A Style-Based Generator Architecture for Generative Adversarial Networks',
    url: 'https://arxiv.org/abs/1812.04948',
    year: 2018,
  },
  params,
  badge: ({ psi }) => `ψ ${psi}`,
  ports: () => through('tensor'),
  shape: ({ layers }, inputs) => {
    const input = at(inputs);
    if (input.length < 1 || input.length > 2) {
      return {
        fault: `truncate expects a latent vector, or one for each layer, got ${describeShape(input)}`,
        port: 'in',
      };
    }
    if (layers !== null && (input.length === 1 || layers > at(input))) {
      return {
        fault: `truncate expects latents with at least ${layers} rows, one for each layer, got ${describeShape(input)}; change layers or put it behind the style mixing`,
        field: 'layers',
      };
    }
    return input;
  },
  weights: (_, inputs) => [
    {
      name: 'movingMean',
      shape: [at(inputs).at(-1) ?? 1],
      initializer: { type: 'zeros' },
      isTrainable: false,
    },
  ],
  forward: ({ tf, ops, isTraining, weight, update }, { psi, decay, layers }, inputs) => {
    const w = at(inputs);
    if (isTraining) {
      update('movingMean', tf.mean(ops.detach(firstLayer(tf, w)), 0), decay, 1);
      return tf.clone(w);
    }
    const mean = weight('movingMean');
    const truncated = (x: tfjs.Tensor) => tf.add(mean, tf.mul(tf.sub(x, mean), psi));
    const [batch = 1, rows = 1, length = 1] = w.shape;
    if (layers === null || layers === rows) return truncated(w);
    const head = tf.slice(w, [0, 0, 0], [batch, layers, length]);
    const tail = tf.slice(w, [0, layers, 0], [batch, rows - layers, length]);
    return tf.concat([truncated(head), tail], 1);
  },
  traits: ['truncates'],
  torch: ({ inputShapes }, { psi, decay, layers }) => ({
    module: {
      type: 'Truncate',
      arguments: [
        { name: 'length', value: at(inputShapes).at(-1) ?? 1, isPositional: true },
        { name: 'psi', value: psi },
        { name: 'decay', value: decay },
        ...(layers === null ? [] : [{ name: 'layers', value: layers }]),
      ],
    },
    call: '{module}({0})',
    helpers: [HELPER],
    weights: { movingMean: { name: 'mean' } },
  }),
};

/** The latents before any mixing: of several layers the first, which no mixing reaches. */
function firstLayer(tf: typeof tfjs, w: tfjs.Tensor): tfjs.Tensor {
  if (w.rank === 2) return w;
  const [batch = 1, , length = 1] = w.shape;
  return tf.reshape(tf.slice(w, [0, 0, 0], [batch, 1, length]), [batch, length]);
}

/** Path length regularization of StyleGAN2: a step of w changes the image by the same amount everywhere. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import {
  gradientFields,
  inputGradient,
  NETWORK_OUTPUT,
  networkPorts,
  squaredNorms,
  torchArguments,
} from './shared/input-gradient.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  ...gradientFields('The generator (its synthesis part): latents in, images out.'),
  decay: numeric(0.01, {
    label: 'Decay',
    help: 'How far the average length moves towards that of each batch.',
    min: 0,
    max: 1,
    step: 0.01,
  }),
});

const HELPER: TorchHelper = {
  name: 'PathLength',
  code: `class PathLength(nn.Module):
    """Path length regularization of StyleGAN2; keeps an average of the lengths."""

    mean_length: torch.Tensor

    def __init__(self, decay: float) -> None:
        super().__init__()
        self.decay = decay
        self.register_buffer("mean_length", torch.zeros(()))

    def forward(
        self, network: nn.Module, inputs: list[torch.Tensor], position: int, output: int
    ) -> torch.Tensor:
        latents = inputs[position]
        if not latents.requires_grad:
            latents = latents.detach().requires_grad_()
        inputs = [*inputs[:position], latents, *inputs[position + 1 :]]
        images = network_output(network, inputs, output)
        pixels = math.prod(images.shape[2:]) if images.dim() == 4 else 1
        noise = torch.randn(images.shape, device=images.device) / math.sqrt(pixels)
        value = (images * noise).sum()
        (gradient,) = torch.autograd.grad(value, latents, create_graph=True)
        squares = gradient.square()
        is_layered = squares.dim() == 3
        squares = squares.sum(2).mean(1) if is_layered else squares.flatten(1).sum(1)
        lengths = squares.sqrt()
        with torch.no_grad():
            self.mean_length.lerp_(lengths.mean().to(self.mean_length.dtype), self.decay)
        return (lengths - self.mean_length).square().mean()`,
  imports: ['import math'],
  needs: [NETWORK_OUTPUT],
};

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'path-length',
  title: 'Path length',
  group: 'Loss',
  aliases: [
    'perceptual path length',
    'StyleGAN2',
    'PPL',
    'Jacobian',
    'regularizer',
    'smooth latents',
    'PLR',
  ],
  summary:
    "Runs the generator on its latents w and asks that a small step in w changes the image by the same amount wherever it is taken: the length of the Jacobian's transpose times random image noise stays near its own moving average. Costly, so a step of its own that runs every few iterations is usual.",
  equation:
    'L = \\mathbb{E}\\bigl(\\lVert J_w^\\top y \\rVert_2 - a\\bigr)^2, \\quad y \\sim \\mathcal{N}(0, 1)/\\sqrt{HW}, \\quad a \\leftarrow a + d\\,(\\mathbb{E}\\lVert J_w^\\top y \\rVert_2 - a)',
  paper: {
    title: 'Analyzing and Improving the Image Quality of StyleGAN',
    url: 'https://arxiv.org/abs/1912.04958',
    year: 2019,
  },
  params,
  badge: ({ network }) => network,
  network: ({ network }) => network,
  ports: (_, network) => networkPorts(network),
  check: () => null,
  weights: () => [
    { name: 'meanLength', shape: [], initializer: { type: 'zeros' }, isTrainable: false },
  ],
  side: () => 'generator',
  forward: (context, params, inputs) => {
    const { tf, ops, random, weight, update } = context;
    const { decay } = params;
    const gradient = inputGradient(context, params, inputs, (images) => {
      const [, height = 1, width = 1] = images.rank === 4 ? images.shape : [];
      return tf.mul(images, tf.mul(random.normal(images.shape), 1 / Math.sqrt(height * width)));
    });
    // Of latents [layers, n] every layer has a squared length; the root is of their mean.
    const layers = gradient.rank === 3 ? (gradient.shape[1] ?? 1) : 1;
    const lengths = tf.sqrt(tf.div(squaredNorms(tf, gradient), layers));
    const length = ops.detach(tf.mean(lengths));
    const kept = weight('meanLength');
    const average = tf.add(kept, tf.mul(tf.sub(length, kept), decay));
    update('meanLength', length, 1 - decay, 1);
    return tf.mean(tf.square(tf.sub(lengths, average))) as tfjs.Scalar;
  },
  torch: (context, params) => {
    const count = context.network?.inputs.length ?? context.inputShapes.length;
    const names = Array.from({ length: count }, (_, index) => `{${index}}`);
    const chosen = Math.max(0, context.network?.inputs.indexOf(params.input) ?? 0);
    const others = names.filter((_, index) => index !== chosen);
    const given = torchArguments(context, params, `{${chosen}}`, others);
    return {
      module: {
        type: 'PathLength',
        arguments: [{ name: 'decay', value: params.decay, isPositional: true }],
      },
      call: `{module}(${given})`,
      helpers: [HELPER],
      weights: { meanLength: { name: 'mean_length' } },
    };
  },
};

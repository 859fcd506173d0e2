/** One side of the adversarial game. What each mode computes is in `adversarial-modes.ts`. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { Context, InputPort, LossDefinition } from './define.ts';
import { choice } from './fields/choice.ts';
import { numeric, optionalNumeric, type Resolved } from './fields/numeric.ts';
import { at, describeShape, sameShape } from './shapes.ts';
import { MODES, type ModeName, type Side, type Target } from './shared/adversarial-modes.ts';
import { adversarialTorch } from './torch/adversarial.ts';

const params = z.strictObject({
  mode: choice('non-saturating', {
    label: 'Mode',
    choices: (Object.keys(MODES) as ModeName[]).map((value) => ({
      value,
      label: MODES[value].label,
      help: MODES[value].help,
    })),
  }),
  side: choice('real', {
    label: 'Side',
    choices: [
      { value: 'real', label: 'Discriminator, real', help: 'Logits of real samples.' },
      { value: 'fake', label: 'Discriminator, fake', help: 'Logits of generated samples.' },
      { value: 'generator', label: 'Generator', help: 'Logits of generated samples.' },
    ],
  }),
  target: optionalNumeric({
    label: 'Target label',
    help: 'Empty: 1 for real and for the generator, 0 for fake. 0.9 for real is one-sided label smoothing. Not with Wasserstein and hinge.',
    min: -10,
    max: 10,
    step: 0.05,
  }),
  flipProbability: numeric(0, {
    label: 'Flipped labels',
    help: 'Share of samples that get the label of the other side. Not with Wasserstein and hinge.',
    min: 0,
    max: 1,
    step: 0.01,
  }),
});
type Params = Resolved<z.infer<typeof params>>;

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'adversarial',
  title: 'Adversarial loss',
  group: 'Loss',
  aliases: [
    'GAN loss',
    'BCE',
    'cross-entropy',
    'minimax',
    'LSGAN',
    'WGAN',
    'hinge',
    'relativistic',
    'RaGAN',
    'critic',
    'earth mover',
  ],
  summary:
    'How well the discriminator tells real from fake, or how well the generator fools it. A discriminator step adds the real and the fake side; a generator step has one of its own. Takes logits, so no sigmoid before it.',
  equation: 'L = -\\mathbb{E}\\bigl[t\\log\\sigma(x) + (1-t)\\log(1-\\sigma(x))\\bigr]',
  about: ({ mode, side }) => ({
    equation: `L = ${MODES[mode].equations[side]}`,
    paper: MODES[mode].paper,
  }),
  params,
  badge: ({ mode, side }) => `${MODES[mode].label} · ${side}`,
  ports: ({ mode, side }) => {
    const logits: InputPort = { name: 'logits', accepts: 'tensor' };
    const opposite: InputPort = {
      name: 'opposite',
      accepts: 'tensor',
      help: side === 'real' ? 'Logits of generated samples.' : 'Logits of real samples.',
    };
    return {
      inputs: MODES[mode].readsBothSides ? [logits, opposite] : [logits],
      outputs: [{ name: 'loss', gives: 'loss' }],
    };
  },
  check: ({ mode, target, flipProbability }, inputs) => {
    const { targets, readsBothSides, label } = MODES[mode];
    if (!targets && (target !== null || flipProbability > 0)) {
      return {
        fault: `the ${label} loss has no labels, so it expects no target label and no flipped labels`,
        field: target === null ? 'flipProbability' : 'target',
      };
    }
    if (readsBothSides && !sameShape(at(inputs), at(inputs, 1))) {
      return {
        fault: `the ${label} loss expects logits of equal shape from both sides, got ${describeShape(at(inputs))} and ${describeShape(at(inputs, 1))}`,
        port: 'opposite',
      };
    }
    return null;
  },
  side: ({ side }) => (side === 'generator' ? 'generator' : 'discriminator'),
  takesLogits: true,
  forward: (context, params, inputs) => {
    const { mode, side } = params;
    const logits = at(inputs);
    return MODES[mode].loss(context, side, {
      logits,
      target: targetFor(context, params, logits),
      opposite: MODES[mode].readsBothSides ? at(inputs, 1) : null,
    });
  },
  torch: (_, { mode, side, target, flipProbability }) => {
    const usual = usualTarget(mode, side);
    return adversarialTorch({
      mode,
      side,
      target: target ?? usual,
      flipped: 1 - usual,
      flipProbability,
    });
  },
};

/** Losses without labels have no use for it. */
function usualTarget(mode: ModeName, side: Side): number {
  return MODES[mode].targets?.[side] ?? 0;
}

function targetFor({ tf, random }: Context, params: Params, logits: tfjs.Tensor): Target {
  const usual = usualTarget(params.mode, params.side);
  const target = params.target ?? usual;
  if (params.flipProbability === 0) return target;
  const isFlipped = tf.less(random.uniform(logits.shape), params.flipProbability);
  return tf.add(target, tf.mul(tf.cast(isFlipped, 'float32'), 1 - usual - target));
}

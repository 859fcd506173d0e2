/** The rule by which a step changes weights. Formulas and defaults are those of torch.optim. */
import { z } from 'zod';
import { fieldMeta } from './meta.ts';
import { numeric } from './numeric.ts';
import { toggle } from './toggle.ts';

const fraction = (initial: number, label: string, help: string) =>
  numeric(initial, { label, help, min: 0, max: 1, step: 0.01 });
/** At 1 nothing would ever be learned, and the bias correction would divide by zero. */
const decay = (initial: number, label: string, help: string) =>
  numeric(initial, { label, help, min: 0, max: 0.999999, step: 0.01 });
const epsilon = numeric(1e-8, {
  label: 'Epsilon',
  help: 'Added to the root in the denominator, after the bias correction.',
  min: 0,
});
const weightDecay = numeric(0, {
  label: 'Weight decay',
  help: 'L2: this many times the weight is added to its gradient.',
  min: 0,
});

const adam = {
  beta1: decay(0.9, 'Beta 1', 'Decay of the mean of gradients; 0.5 is usual for GANs.'),
  beta2: decay(0.999, 'Beta 2', 'Decay of the mean of squared gradients.'),
  epsilon,
};

const OptimizerField = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('adam'),
    ...adam,
    weightDecay,
  }),
  z.strictObject({
    type: z.literal('adamw'),
    ...adam,
    weightDecay: numeric(0.01, {
      label: 'Weight decay',
      help: 'Decoupled: each update first shrinks the weight by this share of the learning rate.',
      min: 0,
    }),
  }),
  z.strictObject({
    type: z.literal('rmsprop'),
    decay: fraction(0.99, 'Decay', 'Of the mean of squared gradients (alpha in PyTorch).'),
    momentum: fraction(0, 'Momentum', 'Decay of the accumulated updates.'),
    epsilon,
    weightDecay,
  }),
  z.strictObject({
    type: z.literal('sgd'),
    momentum: fraction(0, 'Momentum', 'Decay of the accumulated gradients.'),
    isNesterov: toggle(false, { label: 'Nesterov', help: 'Looks ahead along the momentum.' }),
    weightDecay,
  }),
]);

export function optimizer(initial: z.input<typeof OptimizerField>) {
  const schema = OptimizerField.clone();
  schema.register(fieldMeta, {
    type: 'variant',
    label: 'Optimizer',
    choices: [
      { value: 'adam', label: 'Adam' },
      {
        value: 'adamw',
        label: 'AdamW',
        help: 'Adam whose weight decay does not pass through its moments.',
      },
      { value: 'rmsprop', label: 'RMSProp' },
      { value: 'sgd', label: 'SGD' },
    ],
  });
  return schema.prefault(initial);
}

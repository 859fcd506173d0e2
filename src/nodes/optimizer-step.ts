/** One update of some networks by the weighted sum of some losses. */
import { z } from 'zod';
import type { StepDefinition } from './define.ts';
import { numeric, optionalNumeric } from './fields/numeric.ts';
import { optimizer } from './fields/optimizer.ts';
import { references } from './fields/reference.ts';
import { schedule, scheduleOf } from './fields/schedule.ts';
import { schedules, schedulesOf } from './fields/schedules.ts';
import { numbered } from './ports.ts';

/** A clip to 0 would leave nothing to train. */
const LEAST_CLIP = 1e-8;

const params = z.strictObject({
  trains: references({
    label: 'Trains',
    help: 'The networks whose weights this step may change; all others stay as they are.',
  }),
  losses: schedules([1], {
    label: 'Loss weights',
    help: 'One input port for each; the step minimizes the weighted sum. A weight may change with the iteration.',
    minLength: 1,
    maxLength: 32,
  }),
  optimizer: optimizer({ type: 'adam' }),
  learningRate: schedule(2e-4, { label: 'Learning rate', min: 0, step: 1e-4 }),
  order: numeric(0, {
    label: 'Order',
    help: 'Lower runs first; steps of equal order take all their gradients before any is applied.',
    min: 0,
    max: 1000,
    integer: true,
  }),
  repeat: schedule(1, {
    label: 'Repeat',
    help: 'How often in an iteration: the number of critic steps per generator step.',
    min: 0,
    max: 1000,
    integer: true,
  }),
  every: numeric(1, {
    label: 'Every',
    help: 'Runs only in every so-many-th iteration.',
    min: 1,
    max: 1e6,
    integer: true,
    unit: 'iterations',
  }),
  weightClip: optionalNumeric({
    label: 'Weight clipping',
    help: 'Before each update all trained weights are clipped to ± this, as WGAN does.',
    min: LEAST_CLIP,
  }),
  gradientClip: optionalNumeric({
    label: 'Gradient clipping',
    help: 'Gradients whose common norm is larger are scaled down to it.',
    min: LEAST_CLIP,
  }),
  averageDecay: optionalNumeric({
    label: 'Moving average',
    help: 'Keeps an average of the trained weights with this decay, to sample from.',
    min: 0,
    max: 1,
    step: 0.001,
  }),
});

export const definition: StepDefinition<z.infer<typeof params>> = {
  family: 'step',
  kind: 'optimizer-step',
  title: 'Optimizer step',
  group: 'Step',
  aliases: [
    'train',
    'update',
    'adam',
    'adamw',
    'rmsprop',
    'sgd',
    'minimize',
    'n_critic',
    'lr',
    'η',
    'β₁',
    'TTUR',
    'EMA',
    'moving average',
    'weight clipping',
  ],
  summary:
    'Takes the gradient of its losses with respect to the named networks and moves their weights against it. A GAN has one for each side.',
  equation:
    '\\theta \\leftarrow \\theta - \\eta\\; \\mathrm{opt}\\Bigl(\\nabla_\\theta \\sum_i w_i L_i\\Bigr)',
  paper: {
    title: 'Adam: A Method for Stochastic Optimization',
    url: 'https://arxiv.org/abs/1412.6980',
    year: 2014,
  },
  params,
  badge: ({ trains, optimizer }) => [trains.join(', '), optimizer.type].filter(Boolean).join(' · '),
  ports: ({ losses }) => ({ inputs: numbered('loss', losses.length, 'loss'), outputs: [] }),
  step: ({ losses, learningRate, repeat, ...rest }) => ({
    ...rest,
    lossWeights: schedulesOf(losses),
    learningRate: scheduleOf(learningRate),
    repeat: scheduleOf(repeat),
  }),
};

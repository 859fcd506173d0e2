/** A number that changes with the iteration. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { IN_OBJECTIVE, ownBatchSize } from './fields/fresh.ts';
import { schedule, scheduleOf } from './fields/schedule.ts';
import { turnsOf, valueAt } from './fields/schedule-value.ts';
import type { Schedule } from './specs.ts';
import { torchSchedule } from './torch/schedule.ts';

const params = z.strictObject({
  value: schedule(0, {
    label: 'Value',
    help: 'Counted in iterations from the start of the training.',
    min: -1e9,
    max: 1e9,
  }),
  batchSize: ownBatchSize(IN_OBJECTIVE),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'schedule',
  title: 'Schedule',
  group: 'Source',
  aliases: ['ramp', 'anneal', 'time', 'progress', 'fade', 'alpha', 'warm-up'],
  summary:
    'Gives a number that changes as the training goes on, the same for every sample: how far a new layer is faded in, or how strong a noise is.',
  equation: 'y = v(t)',
  params,
  badge: ({ value }) => written(scheduleOf(value)),
  isAllowedInObjective: true,
  ports: () => ({ inputs: [], outputs: [{ name: 'out', gives: 'tensor' }] }),
  shape: () => [],
  batchSize: ({ batchSize }) => batchSize,
  valueAt: ({ value }, iteration) => valueAt(scheduleOf(value), iteration),
  turnsAt: ({ value }) => turnsOf(scheduleOf(value)),
  // A fill takes its value as a uniform on WebGPU: no shader is compiled anew as it changes.
  forward: ({ tf, batchSize, iteration }, { value }) =>
    tf.fill([batchSize], valueAt(scheduleOf(value), iteration), 'float32'),
  traits: ['passes-gradient-not'],
  torch: (_, { value }) => {
    const { expression, helpers } = torchSchedule(scheduleOf(value), '{iteration}');
    return {
      // A whole number would make a tensor of whole numbers.
      call: `torch.full(({batch},), float(${expression}), device={device})`,
      helpers,
    };
  },
};

function written(schedule: Schedule): string {
  if (schedule.type === 'constant') return `${schedule.value}`;
  if (schedule.type === 'steps') return schedule.values.map(({ value }) => value).join(', ');
  return `${schedule.from} → ${schedule.to}`;
}

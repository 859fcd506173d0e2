/** A number that may change with the iteration. In documents `steps` has two lists of equal length: when, and what then. */
import { z } from 'zod';
import type { Schedule } from '../specs.ts';
import { type Bounds, fieldMeta } from './meta.ts';
import { numeric, optionalNumeric, type Resolved } from './numeric.ts';
import { numerics } from './numerics.ts';

interface Options extends Bounds {
  readonly label: string;
  readonly help?: string;
  readonly step?: number;
}

export const SCHEDULE_CHOICES = [
  { value: 'constant', label: 'Constant' },
  {
    value: 'linear',
    label: 'Linear',
    help: 'In a straight line; held before the start and after the end.',
  },
  { value: 'cosine', label: 'Cosine', help: 'Along half a cosine: slow, fast, slow.' },
  { value: 'exponential', label: 'Exponential', help: 'By a constant factor each iteration.' },
  {
    value: 'steps',
    label: 'Steps',
    help: 'Jumps to the next value at each given iteration; may take another one at every so-many-th.',
  },
] as const;

/** The choices alone, without a default: an item of a list of schedules. `initial` fills what a choice leaves out. */
export function scheduleChoices(initial: number, bounds: Bounds & { readonly step?: number }) {
  const iteration = (name: string, start: number) =>
    numeric(start, { label: name, min: 0, integer: true, unit: 'iterations' });
  const ramp = {
    from: numeric(initial, { label: 'From', ...bounds }),
    to: numeric(initial, { label: 'To', ...bounds }),
    start: iteration('Start', 0),
    end: iteration('End', 1000),
  };
  return z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('constant'),
      value: numeric(initial, { label: 'Value', ...bounds }),
    }),
    z.strictObject({ type: z.literal('linear'), ...ramp }),
    z.strictObject({ type: z.literal('cosine'), ...ramp }),
    z.strictObject({ type: z.literal('exponential'), ...ramp }),
    z
      .strictObject({
        type: z.literal('steps'),
        at: numerics([0], {
          label: 'From iteration',
          min: 0,
          integer: true,
          minLength: 1,
        }),
        values: numerics([initial], { label: 'Value', ...bounds, minLength: 1 }),
        every: optionalNumeric({
          label: 'Except every',
          help: 'At iterations divisible by this the value is another one.',
          min: 1,
          integer: true,
          unit: 'iterations',
        }),
        everyValue: numeric(initial, {
          label: 'Value then',
          help: 'At the iterations that are the exception; unused without one.',
          ...bounds,
        }),
      })
      .refine(({ at, values }) => at.length === values.length, {
        message: 'expected as many values as iterations at which they begin',
      }),
  ]);
}

/** `initial` is the constant that the kind uses when the document says nothing; bounds hold for every value. */
export function schedule(initial: number, options: Options) {
  const { label, help, ...bounds } = options;
  const schema = scheduleChoices(initial, bounds);
  schema.register(fieldMeta, {
    type: 'variant',
    label,
    ...(help ? { help } : {}),
    choices: SCHEDULE_CHOICES,
  });
  return schema.prefault({ type: 'constant' });
}

export type ScheduleField = Resolved<z.infer<ReturnType<typeof schedule>>>;

/** The schedule as the compiler and the runtime take it; entries of `steps` in order of time. */
export function scheduleOf(field: ScheduleField): Schedule {
  if (field.type !== 'steps') return field;
  const { at, every, everyValue } = field;
  const values = at
    .map((from, index) => ({ at: from, value: field.values[index] ?? 0 }))
    .sort((a, b) => a.at - b.at);
  return {
    type: 'steps',
    values,
    ...(every === null ? {} : { exception: { every, value: everyValue } }),
  };
}

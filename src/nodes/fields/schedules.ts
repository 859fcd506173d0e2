/** A list in which each item is a number, an expression or a schedule: weights of losses. */
import { z } from 'zod';
import { Numeric } from '../../../graph-schemas/primitives.ts';
import type { Schedule } from '../specs.ts';
import { fieldMeta } from './meta.ts';
import type { Resolved } from './numeric.ts';
import type { NumericsOptions } from './numerics.ts';
import { SCHEDULE_CHOICES, scheduleChoices, scheduleOf } from './schedule.ts';

export function schedules(initial: readonly number[], options: NumericsOptions) {
  const { label, help, minLength = 0, maxLength = 64, ...bounds } = options;
  const item = z.union([Numeric, scheduleChoices(initial[0] ?? 0, bounds)], {
    error: 'expected a number, an expression or a schedule {"type": …}',
  });
  const schema = z.array(item).min(minLength).max(maxLength);
  schema.register(fieldMeta, {
    type: 'schedules',
    label,
    ...(help ? { help } : {}),
    ...bounds,
    minLength,
    maxLength,
    choices: SCHEDULE_CHOICES,
  });
  return schema.default(() => [...initial]);
}

type SchedulesField = Resolved<z.infer<ReturnType<typeof schedules>>>;

/** The items as the compiler takes them: a number is a constant schedule. */
export function schedulesOf(field: SchedulesField): readonly Schedule[] {
  return field.map((item) =>
    typeof item === 'number' ? { type: 'constant', value: item } : scheduleOf(item),
  );
}

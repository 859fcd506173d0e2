/** Facts about schedules that plan and cost need; the runtime evaluates them itself. */
import type { Schedule } from '../nodes/specs.ts';

/** The value at the start, or the last one where it changes in steps, exceptions averaged in: what most of a run sees. */
export function typicalValue(schedule: Schedule): number {
  switch (schedule.type) {
    case 'constant':
      return schedule.value;
    case 'linear':
    case 'cosine':
    case 'exponential':
      return schedule.from;
    case 'steps': {
      const { values, exception } = schedule;
      const last = values.at(-1)?.value ?? 0;
      return exception ? last + (exception.value - last) / exception.every : last;
    }
    default:
      return schedule satisfies never;
  }
}

/** Whether a repeat of this schedule is at least one in every iteration. */
export function alwaysRuns(schedule: Schedule): boolean {
  switch (schedule.type) {
    case 'constant':
      return schedule.value >= 1;
    case 'linear':
    case 'cosine':
    case 'exponential':
      return Math.min(schedule.from, schedule.to) >= 1;
    case 'steps':
      return [...schedule.values, ...(schedule.exception ? [schedule.exception] : [])].every(
        ({ value }) => value >= 1,
      );
    default:
      return schedule satisfies never;
  }
}

/** One schedule in words: `0.0002`, `5`, `linear 0.0002 → 0 over 100…200`. */
export function printSchedule(schedule: Schedule): string {
  switch (schedule.type) {
    case 'constant':
      return `${schedule.value}`;
    case 'linear':
    case 'cosine':
    case 'exponential': {
      const { type, from, to, start, end } = schedule;
      return `${type} ${from} → ${to} over iterations ${start}…${end}`;
    }
    case 'steps':
      return [
        ...schedule.values.map(({ at, value }) => `${value} from ${at}`),
        ...(schedule.exception
          ? [`${schedule.exception.value} at every ${schedule.exception.every}th`]
          : []),
      ].join(', ');
    default:
      return schedule satisfies never;
  }
}

/** As a factor before what it weighs: nothing for 1, `10 · `, `(linear 1 → 0 over iterations 0…100) · `. */
export function printFactor(schedule: Schedule): string {
  if (schedule.type !== 'constant') return `(${printSchedule(schedule)}) · `;
  return schedule.value === 1 ? '' : `${schedule.value} · `;
}

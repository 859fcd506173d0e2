/** Facts about schedules that plan and cost need; the runtime evaluates them itself. */
import type { Schedule } from '../nodes/specs.ts';
import type { PlanWords } from './plan-words.ts';

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

/** One schedule in words: `0.0002`, `5`, `linear 0.0002 → 0 over iterations 100…200`. */
export function printSchedule(schedule: Schedule, words: PlanWords): string {
  switch (schedule.type) {
    case 'constant':
      return `${schedule.value}`;
    case 'linear':
    case 'cosine':
    case 'exponential': {
      const { type, from, to, start, end } = schedule;
      return words.ramp(type, from, to, `${start}…${end}`);
    }
    case 'steps':
      return [
        ...schedule.values.map(({ at, value }) => words.from(value, at)),
        ...(schedule.exception
          ? [words.atEvery(schedule.exception.value, schedule.exception.every)]
          : []),
      ].join(', ');
    default:
      return schedule satisfies never;
  }
}

/** The value of a schedule at an iteration, counted from 0. Ramps hold their ends. */
import type { Schedule } from '../specs.ts';

export function valueAt(schedule: Schedule, iteration: number): number {
  switch (schedule.type) {
    case 'constant':
      return schedule.value;
    case 'linear':
      return schedule.from + (schedule.to - schedule.from) * progress(schedule, iteration);
    case 'cosine': {
      const bend = (1 - Math.cos(Math.PI * progress(schedule, iteration))) / 2;
      return schedule.from + (schedule.to - schedule.from) * bend;
    }
    case 'exponential': {
      const { from, to } = schedule;
      const share = progress(schedule, iteration);
      // A ramp from or to zero has no constant factor: it stays, then jumps.
      if (from * to <= 0) return share < 1 ? from : to;
      return from * (to / from) ** share;
    }
    case 'steps': {
      const { values, exception } = schedule;
      if (exception && iteration % exception.every === 0) return exception.value;
      const entry = values.findLast(({ at }) => at <= iteration) ?? values[0];
      return entry?.value ?? 0;
    }
    default:
      return unreachable(schedule);
  }
}

/**
 * Iterations, rising, at which it may stop or start to change: from each to the next it stays one number, or is never
 * the same twice. Null where exceptions come again and again.
 */
export function turnsOf(schedule: Schedule): readonly number[] | null {
  switch (schedule.type) {
    case 'constant':
      return [];
    case 'linear':
    case 'cosine':
    case 'exponential':
      return schedule.start < schedule.end ? [schedule.start + 1, schedule.end] : [schedule.end];
    case 'steps':
      return schedule.exception ? null : schedule.values.map(({ at }) => at);
    default:
      return unreachable(schedule);
  }
}

/** From 0 at `start` to 1 at `end`. */
function progress({ start, end }: { start: number; end: number }, iteration: number): number {
  if (iteration >= end) return 1;
  return iteration <= start ? 0 : (iteration - start) / (end - start);
}

function unreachable(value: never): never {
  throw new Error(`internal: no schedule of the form ${JSON.stringify(value)}`);
}

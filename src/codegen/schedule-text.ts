/** A schedule as a call of its function in `support.py`. */
import type { Schedule } from '../nodes/specs.ts';
import { call, number } from './python-text.ts';

export function scheduleText(schedule: Schedule): string {
  switch (schedule.type) {
    case 'constant':
      return call('constant', [number(schedule.value)]);
    case 'linear':
    case 'cosine':
    case 'exponential': {
      const { type, from, to, start, end } = schedule;
      return call(type, [number(from), number(to), `start=${number(start)}`, `end=${number(end)}`]);
    }
    case 'steps': {
      const values = schedule.values.map(({ at, value }) => `(${number(at)}, ${number(value)})`);
      const { exception } = schedule;
      return call('piecewise', [
        `[${values.join(', ')}]`,
        ...(exception
          ? [`except_every=(${number(exception.every)}, ${number(exception.value)})`]
          : []),
      ]);
    }
    default:
      return unreachable(schedule);
  }
}

export function isConstant(schedule: Schedule, value: number): boolean {
  return schedule.type === 'constant' && schedule.value === value;
}

function unreachable(value: never): never {
  throw new Error(`internal: no schedule of the form ${JSON.stringify(value)}`);
}

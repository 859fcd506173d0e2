/** A schedule in few signs: `0.0002`, `1 → 0`, `100, 5`. Pure. */
import type { Schedule } from '../../nodes/specs.ts';
import { formatNumber } from '../format.ts';

export function scheduleText(schedule: Schedule): string {
  switch (schedule.type) {
    case 'constant':
      return formatNumber(schedule.value);
    case 'steps':
      return schedule.values.map(({ value }) => formatNumber(value)).join(', ');
    default:
      return `${formatNumber(schedule.from)} → ${formatNumber(schedule.to)}`;
  }
}

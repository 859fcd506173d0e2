/** A number that changes with the iteration, drawn over the run; a constant one is only said. */
import type { Program } from '../../compiler/program.ts';
import { valueAt } from '../../nodes/fields/schedule-value.ts';
import type { Schedule } from '../../nodes/specs.ts';
import { formatCount, formatNumber } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './facts.module.css';

interface ScheduleCurveProps {
  readonly schedule: Schedule;
  readonly length: Program['length'];
}

const POINTS = 96;
const HEIGHT = 28;
const MARGIN = 2;

export function ScheduleCurve({ schedule, length }: ScheduleCurveProps) {
  const { inspector: t } = useTexts();
  if (schedule.type === 'constant') {
    return (
      <>
        {formatNumber(schedule.value)}
        <small> {t.constantRate}</small>
      </>
    );
  }
  // A length in epochs is not known here: the curve is then as long as the schedule.
  const steps = length.type === 'steps' ? length.steps : endOf(schedule);
  const values = Array.from({ length: POINTS + 1 }, (_, at) =>
    valueAt(schedule, Math.round((at / POINTS) * Math.max(1, steps - 1))),
  );
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  const y = (value: number) =>
    HEIGHT - MARGIN - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * MARGIN);
  const path = values.map((value, at) => `${at === 0 ? 'M' : 'L'}${at} ${y(value).toFixed(2)}`);
  return (
    <>
      {formatNumber(first)} → {formatNumber(last)}
      <svg
        role="img"
        aria-label={t.rateCurve(formatNumber(first), formatNumber(last))}
        className={classes.curve}
        viewBox={`0 0 ${POINTS} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        <title>{t.rateCurve(formatNumber(first), formatNumber(last))}</title>
        <line x1={0} x2={POINTS} y1={y(low)} y2={y(low)} />
        <path d={path.join('')} />
      </svg>
      <small>0 … {formatCount(steps)}</small>
    </>
  );
}

function endOf(schedule: Exclude<Schedule, { readonly type: 'constant' }>): number {
  if (schedule.type !== 'steps') return Math.max(1, schedule.end * 1.1);
  return Math.max(1, (schedule.values.at(-1)?.at ?? 0) * 1.25);
}

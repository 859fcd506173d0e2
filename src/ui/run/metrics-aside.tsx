/** Measurements beside the samples: what each metric said last before the step on show, and how it went. */
import { Text } from '@mantine/core';
import type { MetricHistory } from '../../store/run-views.ts';
import { formatCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import { describeMetric } from './metric-text.ts';
import classes from './samples.module.css';

interface MetricsAsideProps {
  readonly metrics: Readonly<Record<string, MetricHistory>>;
  /** Null is the newest. */
  readonly step: number | null;
}

export function MetricsAside({ metrics, step }: MetricsAsideProps) {
  const texts = useTexts().results.metrics;
  return (
    <aside className={classes.metrics} aria-label={texts.title}>
      {Object.entries(metrics).map(([view, history]) => (
        <Metric key={view} history={history} step={step} />
      ))}
    </aside>
  );
}

function Metric({
  history,
  step,
}: {
  readonly history: MetricHistory;
  readonly step: number | null;
}) {
  const texts = useTexts().results.metrics;
  const { rows, title } = history;
  const index =
    step === null
      ? rows.length - 1
      : Math.max(
          0,
          rows.findLastIndex((row) => row.step <= step),
        );
  const row = rows[index];
  if (!row) return null;
  const text = describeMetric(row.values, row.fault);
  return (
    <section className={classes.metric} data-metric={title}>
      <Text size="xs" fw={600}>
        {title}
      </Text>
      <table className={classes.measures}>
        <tbody>
          {text.rows.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed">
        {text.note}{' '}
        {row.samples === undefined
          ? texts.measuredAt(formatCount(row.step))
          : texts.measuredOn(formatCount(row.step), formatCount(row.samples))}
      </Text>
      <Sparkline history={history} index={index} />
    </section>
  );
}

const SPARK_POINTS = 120;

/** The first value of the metric over time, with a dot at the moment on show. */
function Sparkline({
  history,
  index,
}: {
  readonly history: MetricHistory;
  readonly index: number;
}) {
  const { rows } = history;
  if (rows.length < 2) return null;
  const every = Math.max(1, Math.ceil(rows.length / SPARK_POINTS));
  const values = rows.map((row) => Object.values(row.values)[0] ?? 0);
  const high = Math.max(...values);
  const low = Math.min(0, ...values);
  const x = (i: number) => (i / (rows.length - 1)) * 100;
  const y = (value: number) => 30 - ((value - low) / (high - low || 1)) * 28;
  const line = values
    .map((value, i) => ({ value, i }))
    .filter(({ i }) => i % every === 0 || i === values.length - 1)
    .map(({ value, i }) => `${x(i).toFixed(2)},${y(value).toFixed(2)}`)
    .join(' ');
  return (
    <svg
      className={classes.spark}
      viewBox="0 0 100 32"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polyline
        points={line}
        fill="none"
        stroke="var(--mantine-primary-color-filled)"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
      <line
        x1={x(index)}
        x2={x(index)}
        y1={1}
        y2={31}
        stroke="var(--mantine-color-dimmed)"
        strokeWidth={1}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

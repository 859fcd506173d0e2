/** Measured values, as they were written step by step, turned into one series for each thing that was measured. */
import type { Series } from './compared-run.ts';

export interface Measured {
  readonly view: string;
  readonly title: string;
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}

/** A step that was run again counts as it came out last. */
export function metricSeries(rows: readonly Measured[]): Series[] {
  const found = new Map<string, { title: string; name: string; values: Map<number, number> }>();
  for (const { view, title, step, values } of rows)
    for (const [name, value] of Object.entries(values)) {
      // How many there could be is no result.
      if (name === 'totalModes') continue;
      const key = `metric ${view} ${name}`;
      const series = found.get(key) ?? { title, name, values: new Map<number, number>() };
      series.values.set(step, value);
      found.set(key, series);
    }
  return [...found].map(([key, { title, name, values }]) => {
    const points = [...values].sort(([a], [b]) => a - b);
    return {
      kind: 'metric',
      key,
      name,
      title,
      steps: Float64Array.from(points, ([step]) => step),
      values: Float64Array.from(points, ([, value]) => value),
    };
  });
}

type Better = 'lower' | 'higher' | null;

const HIGHER =
  /^(modes|highQuality|psnr|classAgreement|classifierAccuracy|precision|recall)(?![a-z])/;
/** As much spread as the data has is best; more and less are not. */
const NEITHER = /^(pairwise|total)/;

/** Which way a measured value improves, by its name; null where no end is best. */
export function betterOf(name: string): Better {
  if (HIGHER.test(name)) return 'higher';
  return NEITHER.test(name) ? null : 'lower';
}

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
  const views = new Map<string, Measured[]>();
  for (const row of rows) {
    const same = views.get(row.view);
    if (same) same.push(row);
    else views.set(row.view, [row]);
  }
  return [...views].flatMap(([view, all]) => {
    const latest = [...new Map(all.map((row) => [row.step, row])).values()];
    const ordered = latest.sort((a, b) => a.step - b.step);
    const names = new Set(ordered.flatMap(({ values }) => Object.keys(values)));
    // How many there could be is no result.
    names.delete('totalModes');
    return [...names].map((name): Series => {
      const measured = ordered.filter(({ values }) => values[name] !== undefined);
      return {
        kind: 'metric',
        key: `metric ${view} ${name}`,
        name,
        title: measured[0]?.title ?? view,
        steps: Float64Array.from(measured, ({ step }) => step),
        values: Float64Array.from(measured, ({ values }) => values[name] ?? Number.NaN),
      };
    });
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

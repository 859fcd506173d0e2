/** Measured values as a person says them. Pure. */
import { formatCount, formatLoss } from './format.ts';

/** One line per thing measured: "8 of 8 modes", "93 % high quality", "sliced Wasserstein 0.0312". */
export function describeMetric(values: Readonly<Record<string, number>>): readonly string[] {
  const { modes, totalModes, highQuality, ...others } = values;
  const lines: string[] = [];
  if (modes !== undefined) {
    lines.push(
      totalModes === undefined
        ? `${formatCount(modes)} modes`
        : `${formatCount(modes)} of ${formatCount(totalModes)} modes`,
    );
  }
  if (highQuality !== undefined) lines.push(`${percent(highQuality)} high quality`);
  for (const [name, value] of Object.entries(others)) {
    // With one scale only, its measure is the whole one.
    if (/\d$/.test(name) && others[name.replace(/\d+$/, '')] === value) continue;
    lines.push(`${words(name)} ${formatLoss(value)}`);
  }
  return lines.length > 0 ? lines : ['nothing to measure on this data'];
}

const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** slicedWasserstein → sliced Wasserstein */
function words(name: string): string {
  const spaced = name
    .replace(/[-_]/g, ' ')
    // A measure at one scale of the images: slicedWasserstein16.
    .replace(/([a-z])(\d+)$/, '$1 at $2 px')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return spaced.replace('wasserstein', 'Wasserstein');
}

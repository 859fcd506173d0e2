/** Measured values as a person says them. Pure. */
import { formatCount, formatLoss } from '../format.ts';

export interface MetricText {
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** How to read the numbers, or why there are none. */
  readonly note: string | null;
}

/** One row per thing measured: "Modes | 8 of 8", "High quality | 93 %", "Sliced Wasserstein | 0.0312". */
export function describeMetric(values: Readonly<Record<string, number>>): MetricText {
  const { modes, totalModes, highQuality, ...others } = values;
  const rows: { label: string; value: string }[] = [];
  if (modes !== undefined) {
    const of = totalModes === undefined ? '' : ` of ${formatCount(totalModes)}`;
    rows.push({ label: 'Modes', value: `${formatCount(modes)}${of}` });
  }
  if (highQuality !== undefined) rows.push({ label: 'High quality', value: percent(highQuality) });
  for (const [name, value] of Object.entries(others)) {
    // With one scale only, its measure is the whole one.
    if (/\d$/.test(name) && others[name.replace(/\d+$/, '')] === value) continue;
    const known = KNOWN[name];
    rows.push({
      label: known?.label ?? words(name),
      value: (known?.format ?? formatLoss)(value),
    });
  }
  if (rows.length === 0) return { rows, note: 'Nothing to measure on this data.' };
  return { rows, note: noteOn(Object.keys(others)) };
}

const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

const KNOWN: Readonly<Record<string, { label: string; format?: (value: number) => string }>> = {
  kernelDistance: { label: 'Kernel distance' },
  frechetDistance: { label: 'Fréchet distance' },
  precision: { label: 'Precision', format: percent },
  recall: { label: 'Recall', format: percent },
  classAgreement: { label: 'As asked', format: percent },
  classifierAccuracy: { label: 'Classifier, on real', format: percent },
  meanAbsoluteDifference: { label: 'Mean difference' },
  rootMeanSquareDifference: { label: 'RMS difference' },
  psnr: { label: 'PSNR', format: (value) => `${value.toFixed(1)} dB` },
};

function noteOn(names: readonly string[]): string | null {
  const has = (start: string) => names.some((name) => name.startsWith(start));
  if (has('kernelDistance') || has('frechetDistance'))
    return 'Lower is better. Features of a fixed random network.';
  if (has('precision')) return 'Higher is better. Features of a fixed random network.';
  if (has('classAgreement')) return 'Higher is better.';
  if (has('psnr')) return 'Lower is better, higher for PSNR.';
  return has('slicedWasserstein') || has('meanAbsolute') ? 'Lower is better.' : null;
}

/** slicedWasserstein → Sliced Wasserstein; slicedWasserstein16 → … at 16 px */
function words(name: string): string {
  const spaced = name
    .replace(/[-_]/g, ' ')
    // A measure at one scale of the images: slicedWasserstein16.
    .replace(/([a-z])(\d+)$/, '$1 at $2 px')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace('wasserstein', 'Wasserstein');
  if (/ at \d+ px$/.test(spaced)) return spaced.slice(spaced.indexOf(' at ') + 1);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

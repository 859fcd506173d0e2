/** Measured values as a person says them. */
import { formatCount, formatLoss, formatPercent } from '../format.ts';
import type { Texts } from '../texts/english.ts';
import { sentence } from '../texts/problem-texts.ts';
import { textsNow } from '../texts/texts.ts';

export interface MetricText {
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** How to read the numbers, or why there are none. */
  readonly note: string | null;
}

type Words = Texts['results']['metrics'];

/** One row per thing measured: "Modes | 8 of 8", "High quality | 93 %", "Sliced Wasserstein | 0.0312". */
export function describeMetric(
  values: Readonly<Record<string, number>>,
  fault?: string,
): MetricText {
  const words = textsNow().results.metrics;
  const { modes, totalModes, highQuality, ...others } = values;
  const rows: { label: string; value: string }[] = [];
  if (modes !== undefined) {
    const found = formatCount(modes);
    const value = totalModes === undefined ? found : words.ofTotal(found, formatCount(totalModes));
    rows.push({ label: words.names.modes, value });
  }
  if (highQuality !== undefined)
    rows.push({ label: words.names.highQuality, value: formatPercent(highQuality) });
  for (const [name, value] of Object.entries(others)) {
    // With one scale only, its measure is the whole one.
    if (/\d$/.test(name) && others[name.replace(/\d+$/, '')] === value) continue;
    rows.push({ label: labelOf(name, words), value: (FORMATS[baseOf(name)] ?? formatLoss)(value) });
  }
  if (fault !== undefined) return { rows, note: sentence(fault) };
  if (rows.length === 0) return { rows, note: words.nothing };
  return { rows, note: noteOn(Object.keys(others), words) };
}

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  precision: formatPercent,
  recall: formatPercent,
  classAgreement: formatPercent,
  classifierAccuracy: formatPercent,
  pairwiseRatio: formatPercent,
  psnr: (value) => `${value.toFixed(1)} dB`,
};

/** Which features a value was measured by stands at the end of its name; the random network's have nothing there. */
const EXTRACTED = /^(kernelDistance|frechetDistance|precision|recall)(Classifier|Own|Plain)?$/;

const baseOf = (name: string) => EXTRACTED.exec(name)?.[1] ?? name;

function noteOn(names: readonly string[], words: Words): string | null {
  const has = (start: string) => names.some((name) => name.startsWith(start));
  if (has('kernelDistance') || has('frechetDistance')) return words.lower;
  if (has('precision') || has('classAgreement')) return words.higher;
  if (has('pairwise')) return words.asVaried;
  if (has('psnr')) return words.lowerPsnr;
  const isError = has('slicedWasserstein') || has('meanAbsolute') || has('cycleError');
  return isError ? words.lower : null;
}

/** slicedWasserstein → Sliced Wasserstein; slicedWasserstein16, at one scale of the images → at 16 px */
function labelOf(name: string, { names, atPixels, by, features }: Words): string {
  const [, base, extractor = 'Random'] = EXTRACTED.exec(name) ?? [];
  if (base && isNamed(names, base) && isNamed(features, extractor))
    return by(names[base], features[extractor]);
  if (isNamed(names, name)) return names[name];
  const pixels = name.match(/\d+$/)?.[0];
  if (pixels) return atPixels(pixels);
  const spaced = name
    .replace(/[-_]/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function isNamed<N extends object>(names: N, name: string): name is keyof N & string {
  return Object.hasOwn(names, name);
}

/**
 * Numbers as people read them in the language on show: counts, losses, rates, durations, bytes. Units that are
 * symbols (ms, MB) and digits are the same in all of them.
 */
import { languageNow, tagOf, textsNow } from './texts/texts.ts';

/** One formatter for each language and form: making one costs more than using it. */
const made = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = tagOf(languageNow());
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(key);
  if (known) return known;
  const fresh = new Intl.NumberFormat(locale, options);
  made.set(key, fresh);
  return fresh;
}

const WHOLE: Intl.NumberFormatOptions = { maximumFractionDigits: 0 };

/** 12,345 */
export const formatCount = (value: number) => formatter(WHOLE).format(value);

/** Four significant digits, in powers of ten where that is shorter; "–" for what is not a number. */
export function formatLoss(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(2);
  return value.toPrecision(4).replace('-', '−');
}

/** Rates: two digits below ten, whole numbers above. */
export function formatRate(value: number): string {
  if (!Number.isFinite(value) || value <= 0) return '–';
  if (value < 10) return value.toFixed(1);
  return formatCount(value);
}

/** 850 ms, 1.25 s */
export function formatMs(ms: number): string {
  if (!Number.isFinite(ms) || ms <= 0) return '–';
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(2)} s`;
}

/** 93 % */
export const formatPercent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

type TimeUnit = 'second' | 'minute' | 'hour' | 'day';

/** The two largest units: 45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  const whole = Math.round(seconds);
  if (whole < 60) return inUnit(whole, 'second');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return joined(minutes, 'minute', whole % 60, 'second');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return joined(hours, 'hour', minutes % 60, 'minute');
  return joined(Math.floor(hours / 24), 'day', hours % 24, 'hour');
}

const inUnit = (value: number, unit: TimeUnit) =>
  `${formatCount(value)} ${textsNow().run.units[unit]}`;

function joined(large: number, largeUnit: TimeUnit, small: number, smallUnit: TimeUnit): string {
  const parts = [inUnit(large, largeUnit), ...(small === 0 ? [] : [inUnit(small, smallUnit)])];
  return parts.join(' ');
}

/** 3.6 M, 820 k, 64 */
export function shortCount(count: number): string {
  const units = [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const;
  const unit = units.find(([size]) => count >= size);
  if (!unit) return String(count);
  const value = count / unit[0];
  return `${value >= 100 ? Math.round(value) : value.toPrecision(value >= 10 ? 3 : 2)} ${unit[1]}`;
}

/** At most six significant digits, no trailing zeros. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential().replace('e+', 'e');
  return String(Number(value.toPrecision(6)));
}

/** 1.4 GB */
export function formatBytes(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toPrecision(3)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toPrecision(3)} MB`;
  return `${(bytes / 1e9).toPrecision(3)} GB`;
}

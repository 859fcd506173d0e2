/** Where an axis has its marks. Pure. */
import type { Span } from './curves.ts';

/** About `count` round numbers within the span. */
export function ticksOf({ from, to }: Span, count: number): number[] {
  const rough = (to - from) / Math.max(1, count);
  if (!(rough > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const unit = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / unit - 1e-9);
  const last = Math.floor(to / unit + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * unit).toPrecision(12)),
  );
}

/** Powers of ten within the span, thinned to about `count`; its ends where it holds fewer than two. */
export function logTicksOf({ from, to }: Span, count: number): number[] {
  const [low, high] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
  if (high - low < 1) return [from, to];
  const every = Math.max(1, Math.ceil((high - low + 1) / count));
  return Array.from(
    { length: Math.floor((high - low) / every) + 1 },
    (_, i) => 10 ** (low + i * every),
  );
}

/** Curves of one series as SVG, in colours that the style sheet around it gives (`--c0` … `--c7`). */
import { shortNumber } from './cell-words.ts';
import { drawnLine, type PlotLine, plotSpan } from './curve-plot.ts';
import { binEdges, type Column, type Span } from './curves.ts';
import { escaped } from './escape.ts';
import { logTicksOf, ticksOf } from './ticks.ts';

const SIZE = { width: 560, height: 250, left: 62, right: 12, top: 10, bottom: 38 };
const BINS = 320;

interface SvgText {
  /** Said of the picture as a whole. */
  readonly label: string;
  readonly xAxis: string;
}

/** Null where nothing can be drawn. */
export function curveSvg(lines: readonly PlotLine[], isLog: boolean, text: SvgText): string | null {
  const span = plotSpan(lines);
  if (!span) return null;
  const drawn = lines.map((one) => ({ run: one.run, ...drawnLine(one, span, BINS, isLog) }));
  const values = drawn.flatMap(({ line, band, raw }) => [
    ...line,
    ...(raw ?? []),
    ...(band ? [...band.low, ...band.high] : []),
  ]);
  const range = rangeOf(
    values.filter((value) => value !== null),
    isLog,
  );
  if (!range) return null;
  const toX = between(span, SIZE.left, SIZE.width - SIZE.right);
  const toY = isLog
    ? logarithmic(range, SIZE.height - SIZE.bottom, SIZE.top)
    : between(range, SIZE.height - SIZE.bottom, SIZE.top);
  const xs = binEdges(span, BINS).map((x) => toX(x));
  const yTicks = isLog ? logTicksOf(range, 5) : ticksOf(range, 5);
  return [
    `<svg class="plot" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${escaped(text.label)}">`,
    ...yTicks.map((tick) => {
      const y = round(toY(tick));
      return `<path class="grid" d="M${SIZE.left} ${y}H${SIZE.width - SIZE.right}"/><text class="tick" x="${SIZE.left - 6}" y="${y + 4}" text-anchor="end">${shortNumber(tick)}</text>`;
    }),
    ...ticksOf(span, 6).map((tick) => {
      const x = round(toX(tick));
      return `<text class="tick" x="${x}" y="${SIZE.height - SIZE.bottom + 15}" text-anchor="middle">${shortNumber(tick)}</text>`;
    }),
    `<text class="tick" x="${(SIZE.left + SIZE.width - SIZE.right) / 2}" y="${SIZE.height - 5}" text-anchor="middle">${escaped(text.xAxis)}</text>`,
    ...drawn.flatMap(({ run, band }) =>
      band ? [`<path class="band c${run}" d="${areaPath(xs, band.low, band.high, toY)}"/>`] : [],
    ),
    ...drawn.flatMap(({ run, raw }) =>
      raw ? [`<path class="line raw c${run}" d="${linePath(xs, raw, toY)}"/>`] : [],
    ),
    ...drawn.map(({ run, line }) => `<path class="line c${run}" d="${linePath(xs, line, toY)}"/>`),
    '</svg>',
  ].join('');
}

type Scale = (value: number) => number;

const between =
  ({ from, to }: Span, start: number, end: number): Scale =>
  (value) =>
    start + ((value - from) / (to - from)) * (end - start);

function logarithmic({ from, to }: Span, start: number, end: number): Scale {
  const scale = between({ from: Math.log10(from), to: Math.log10(to) }, start, end);
  return (value) => scale(Math.log10(value));
}

/** A little air above and below. */
function rangeOf(values: readonly number[], isLog: boolean): Span | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return null;
  if (isLog) return { from: low / 1.1, to: high * 1.1 };
  const air = (high - low || Math.abs(high) || 1) * 0.05;
  return { from: low - air, to: high + air };
}

function pointsOf(xs: readonly number[], column: Column, toY: Scale): string[] {
  return column.flatMap((value, i) =>
    value === null ? [] : [`${round(xs[i] ?? 0)} ${round(toY(value))}`],
  );
}

function linePath(xs: readonly number[], column: Column, toY: Scale): string {
  const points = pointsOf(xs, column, toY);
  return points.length === 0 ? '' : `M${points.join('L')}`;
}

function areaPath(xs: readonly number[], low: Column, high: Column, toY: Scale): string {
  const points = [...pointsOf(xs, high, toY), ...pointsOf(xs, low, toY).reverse()];
  return points.length === 0 ? '' : `M${points.join('L')}Z`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** How uPlot draws the losses: scales, axes, curves, cursor. Colours and sizes only; no data. */
import type uPlot from 'uplot';
import { formatCount } from '../format.ts';
import { curveStyle } from './loss-colors.ts';

export interface ChartLook {
  readonly names: readonly string[];
  readonly hidden: ReadonlySet<string>;
  readonly isSmoothed: boolean;
  readonly isLog: boolean;
  readonly isDark: boolean;
}

export interface ChartHooks {
  /** The steps on show, or null for all. */
  readonly zoom: () => readonly [number, number] | null;
  readonly onZoom: (range: readonly [number, number] | null) => void;
  /** Position of the cursor in the data, or null. */
  readonly onCursor: (index: number | null) => void;
}

/** Fixed, so that the plot does not shift sideways while numbers grow. */
const Y_AXIS_WIDTH = 62;
const X_AXIS_HEIGHT = 34;
/** uPlot's numbers for distributions. */
const LINEAR = 1;
const LOGARITHMIC = 3;
const MIN_ZOOM_STEPS = 2;

export function chartOptions(
  look: ChartLook,
  hooks: ChartHooks,
  size: { readonly width: number; readonly height: number },
): uPlot.Options {
  const ink = look.isDark ? '#a6a7ab' : '#5c5f66';
  const grid = look.isDark ? 'rgb(255 255 255 / 8%)' : 'rgb(0 0 0 / 8%)';
  const axis = {
    stroke: ink,
    font: '11px system-ui, sans-serif',
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 4 },
  };
  return {
    ...size,
    padding: [10, 30, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { size: 7 },
    },
    scales: {
      x: { time: false, range: (_chart, min, max) => xRange(hooks.zoom(), min, max) },
      y: look.isLog
        ? { distr: LOGARITHMIC, log: 10 }
        : { distr: LINEAR, range: (_chart, min, max) => yRange(min, max) },
    },
    axes: [
      {
        ...axis,
        size: X_AXIS_HEIGHT,
        space: 90,
        // Steps are whole numbers: no ticks between them.
        incrs: STEP_INCREMENTS,
        values: (_chart, ticks) => ticks.map(formatCount),
      },
      {
        ...axis,
        size: Y_AXIS_WIDTH,
        space: 34,
        values: (_chart, ticks) => ticks.map((tick) => (tick === null ? '' : yLabel(tick))),
      },
    ],
    series: [{}, ...curves(look)],
    hooks: {
      setCursor: [(chart) => hooks.onCursor(chart.cursor.idx ?? null)],
      setSelect: [
        (chart) => {
          if (chart.select.width < 4) return;
          const from = Math.floor(chart.posToVal(chart.select.left, 'x'));
          const to = Math.ceil(chart.posToVal(chart.select.left + chart.select.width, 'x'));
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          if (to - from >= MIN_ZOOM_STEPS) hooks.onZoom([from, to]);
        },
      ],
      ready: [(chart) => chart.over.addEventListener('dblclick', () => hooks.onZoom(null))],
    },
  };
}

/** Curves as taken come first, faint where a smoothed one lies over them. */
function curves(look: ChartLook): uPlot.Series[] {
  const make = (isFaint: boolean) =>
    look.names.map((name, index): uPlot.Series => {
      const style = curveStyle(index, look.isDark);
      return {
        label: name,
        show: !look.hidden.has(name),
        stroke: style.color,
        alpha: isFaint ? 0.28 : 1,
        width: isFaint ? 1 : 1.75,
        ...(style.dash && !isFaint ? { dash: [...style.dash] } : {}),
        points: { show: false },
        spanGaps: true,
      };
    });
  return look.isSmoothed ? [...make(true), ...make(false)] : make(false);
}

const STEP_INCREMENTS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].flatMap((power) => [
  power,
  power * 2,
  power * 5,
]);

function xRange(
  zoom: readonly [number, number] | null,
  min: number | null,
  max: number | null,
): [number, number] {
  if (zoom) return [zoom[0], zoom[1]];
  const low = min ?? 0;
  return [low, Math.max(max ?? 0, low + 1)];
}

/** A little air above and below; zero is shown where the values come near it. */
function yRange(min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) return [0, 1];
  const span = max - min || Math.abs(max) || 1;
  const low = min - span * 0.06;
  const high = max + span * 0.06;
  return [min >= 0 && (low < 0 || min < span * 0.5) ? 0 : low, high];
}

const yLabel = (tick: number) =>
  tick === 0
    ? '0'
    : Math.abs(tick) >= 1e4 || Math.abs(tick) < 1e-3
      ? tick.toExponential(0)
      : String(Number(tick.toPrecision(4)));

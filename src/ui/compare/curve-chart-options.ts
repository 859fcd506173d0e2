/** How uPlot draws the curves of several runs: one line each, or a mean over a band. Colours and hooks only; no data. */
import type uPlot from 'uplot';
import { shortNumber } from '../../compare/cell-words.ts';
import type { PlotLine } from '../../compare/curve-plot.ts';
import { curveStyle } from '../run/loss-colors.ts';

export interface CurveHooks {
  readonly onZoom: (from: number, to: number) => void;
  readonly onWhole: () => void;
  /** Where the cursor is along the axis, or null. */
  readonly onCursor: (x: number | null) => void;
}

/** Charts of one comparison share their cursor. */
export const SYNC = 'ganvas-compare';
const LINEAR = 1;
const LOGARITHMIC = 3;
const AXIS_WIDTH = 58;
/** Opacity of the values behind a smoothed line. */
const FAINT = '38';

export function curveChartOptions(
  lines: readonly PlotLine[],
  { isLog, isDark }: { readonly isLog: boolean; readonly isDark: boolean },
  size: { readonly width: number; readonly height: number },
  hooks: CurveHooks,
): uPlot.Options {
  const grid = isDark ? 'rgb(255 255 255 / 8%)' : 'rgb(0 0 0 / 8%)';
  const axis = {
    stroke: isDark ? '#a6a7ab' : '#5c5f66',
    font: '11px system-ui, sans-serif',
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 4 },
  };
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  for (const { run, curves, raw } of lines) {
    const { color } = curveStyle(run, isDark);
    if (curves.length > 1) {
      const high = series.length;
      series.push(edge(color), edge(color));
      bands.push({ series: [high, high + 1], fill: `${color}33` });
    }
    if (raw)
      series.push({
        stroke: `${color}${FAINT}`,
        width: 1,
        points: { show: false },
        spanGaps: true,
      });
    series.push({ stroke: color, width: 1.6, points: { show: false }, spanGaps: true });
  }
  return {
    ...size,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { show: false },
      sync: { key: SYNC, setSeries: false, scales: ['x', null] },
    },
    scales: {
      x: { time: false, range: (_chart, low, high) => [low, high] },
      y: isLog ? { distr: LOGARITHMIC, log: 10 } : { distr: LINEAR },
    },
    axes: [
      { ...axis, size: 28, space: 70, values: (_chart, ticks) => ticks.map(shortNumber) },
      {
        ...axis,
        size: AXIS_WIDTH,
        space: 30,
        values: (_chart, ticks) => ticks.map((tick) => (tick === null ? '' : shortNumber(tick))),
      },
    ],
    series,
    bands,
    hooks: {
      setCursor: [
        (chart) => {
          const { left } = chart.cursor;
          hooks.onCursor(left === undefined || left < 0 ? null : chart.posToVal(left, 'x'));
        },
      ],
      setSelect: [
        (chart) => {
          const { left, width } = chart.select;
          if (width < 4) return;
          const [from, to] = [chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x')];
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          hooks.onZoom(from, to);
        },
      ],
      ready: [(chart) => chart.over.addEventListener('dblclick', hooks.onWhole)],
    },
  };
}

/** Bands are filled between two lines that are not drawn. */
const edge = (stroke: string): uPlot.Series => ({
  stroke,
  width: 0,
  points: { show: false },
  spanGaps: true,
});

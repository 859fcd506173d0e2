/**
 * The loss chart: one uPlot, fed from the run's buffers outside of React, drawn at most ten times a second
 * and not at all while nobody can see it. Legend and controls are in `losses-panel.tsx`.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { LossSeries } from '../../store/loss-series.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useTexts } from '../texts/texts.ts';
import { type ChartLook, chartOptions } from './loss-chart-options.ts';
import { chartColumns } from './loss-data.ts';
import classes from './losses.module.css';
import { subscribeSampled } from './use-sampled.ts';

/** A point per two pixels of a wide screen shows every spike; more only costs time. */
const MAX_POINTS = 1200;
const REDRAW_MS = 120;

export interface LossChartProps {
  readonly look: ChartLook;
  /** 0 draws the losses as they are. */
  readonly smoothing: number;
  readonly zoom: readonly [number, number] | null;
  readonly onZoom: (range: readonly [number, number] | null) => void;
  /** The step and values under the cursor, or null away from it. Called outside of rendering. */
  readonly onHover: (
    at: { readonly step: number; readonly values: readonly (number | null)[] } | null,
  ) => void;
}

export function LossChart({ look, smoothing, zoom, onZoom, onHover }: LossChartProps) {
  const texts = useTexts().results.losses;
  const host = useRef<HTMLDivElement>(null);
  const current = useRef({ smoothing, zoom, onZoom, onHover });
  const redraw = useRef<() => void>(() => {});
  // First of the effects, so that the others draw with what was just rendered.
  useLayoutEffect(() => {
    current.current = { smoothing, zoom, onZoom, onHover };
  });

  // Look changes are rare (a toggle, the theme): the chart is made anew.
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const size = sizeOf(element);
    const chart = new uPlot(
      chartOptions(
        look,
        {
          zoom: () => current.current.zoom,
          onZoom: (range) => current.current.onZoom(range),
          onCursor: (index) => current.current.onHover(readAt(chart, index, look)),
        },
        size,
      ),
      dataFor(useRunStore.getState().series, look, current.current),
      element,
    );
    let isVisible = true;
    let isBehind = false;
    redraw.current = () => {
      isBehind = !isVisible;
      if (isVisible) chart.setData(dataFor(useRunStore.getState().series, look, current.current));
    };
    const resize = new ResizeObserver(() => {
      const { width, height } = sizeOf(element);
      if (width !== chart.width || height !== chart.height) chart.setSize({ width, height });
    });
    resize.observe(element);
    const visibility = new IntersectionObserver(([entry]) => {
      isVisible = entry?.isIntersecting ?? true;
      if (isVisible && isBehind) redraw.current();
    });
    visibility.observe(element);
    const stop = subscribeSampled(
      useRunStore,
      (state) => state.seriesVersion,
      REDRAW_MS,
      () => redraw.current(),
    );
    return () => {
      stop();
      visibility.disconnect();
      resize.disconnect();
      redraw.current = () => {};
      chart.destroy();
    };
  }, [look]);

  // Both are read through `current` when drawing.
  useEffect(() => redraw.current(), [smoothing, zoom]);

  return (
    <div
      ref={host}
      className={classes.chart}
      role="img"
      aria-label={texts.chart(look.names.length)}
    />
  );
}

const sizeOf = (element: HTMLElement) => ({
  width: Math.max(1, element.clientWidth),
  height: Math.max(1, element.clientHeight),
});

function dataFor(
  series: LossSeries,
  look: ChartLook,
  { smoothing, zoom }: { smoothing: number; zoom: readonly [number, number] | null },
): uPlot.AlignedData {
  const window = zoom ? series.window(MAX_POINTS, zoom[0], zoom[1]) : series.window(MAX_POINTS);
  const { steps, raw, smooth } = chartColumns(window, look.isSmoothed ? smoothing : 0, look.isLog);
  return [steps, ...raw, ...smooth];
}

/** What the legend shows: the topmost curve of every loss. */
function readAt(chart: uPlot, index: number | null, look: ChartLook) {
  if (index === null) return null;
  const step = chart.data[0][index];
  if (step === undefined) return null;
  const offset = look.isSmoothed ? look.names.length + 1 : 1;
  return {
    step,
    values: look.names.map((_name, i) => chart.data[i + offset]?.[index] ?? null),
  };
}

/** One chart of the Compare view, drawn once it comes into sight, and the values of all its lines at the shared cursor. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { shortNumber } from '../../compare/cell-words.ts';
import type { ComparedRun } from '../../compare/compared-run.ts';
import { drawnLine, type PlotLine } from '../../compare/curve-plot.ts';
import { binEdges, type Span, valueAt } from '../../compare/curves.ts';
import classes from './compare.module.css';
import { look } from './compare-look.ts';
import { compareTexts } from './compare-texts.ts';
import { curveChartOptions } from './curve-chart-options.ts';
import { drawSoon } from './draw-queue.ts';
import { Swatch } from './swatch.tsx';

interface CurveChartProps {
  readonly title: string;
  readonly runs: readonly ComparedRun[];
  readonly lines: readonly PlotLine[];
  readonly span: Span;
  readonly isLog: boolean;
}

export function CurveChart(props: CurveChartProps) {
  const { title, lines } = props;
  const host = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  const values = useRef(new Map<number, HTMLElement>());
  useEffect(() => {
    const element = host.current;
    if (!element || isSeen) return;
    let callOff = () => {};
    const watch = new IntersectionObserver(
      (entries) => {
        callOff();
        if (entries.at(-1)?.isIntersecting) callOff = drawSoon(() => setSeen(true));
      },
      { rootMargin: '200px' },
    );
    watch.observe(element);
    return () => {
      callOff();
      watch.disconnect();
    };
  }, [isSeen]);
  return (
    <figure className={classes.chart} data-series={title}>
      <figcaption className={classes.chartTitle}>{title}</figcaption>
      <div className={classes.values} aria-hidden="true">
        {lines.map(({ run, runs }) => (
          <span key={run} title={runs.map((each) => props.runs[each]?.name).join(', ')}>
            {runs.map((each) => (
              <Swatch key={each} index={each} />
            ))}
            <span
              data-value={props.runs[run]?.name}
              ref={(element) => {
                if (element) values.current.set(run, element);
                else values.current.delete(run);
              }}
            />
          </span>
        ))}
      </div>
      <div ref={host} className={classes.plot}>
        {isSeen && <Plot {...props} values={values.current} />}
      </div>
    </figure>
  );
}

interface PlotProps extends CurveChartProps {
  readonly values: ReadonlyMap<number, HTMLElement>;
}

function Plot({ title, lines, span, isLog, values }: PlotProps) {
  const texts = compareTexts.use().curves;
  const isDark = useComputedColorScheme('light') === 'dark';
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const shown = useRef({ lines, span, isLog, texts, values });
  // First of the effects, so that the others draw what was just rendered.
  useLayoutEffect(() => {
    shown.current = { lines, span, isLog, texts, values };
  });
  // The lines of another smoothing are the same lines: only their data are given anew.
  const structure = lines
    .map(({ run, runs, raw }) => `${run}:${runs.length}:${raw !== null}`)
    .join(' ');
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const made = new uPlot(
      curveChartOptions(shown.current.lines, { isLog, isDark }, sizeOf(element), {
        onZoom: (from, to) => look({ zoom: { from, to } }),
        onWhole: () => look({ zoom: null }),
        onCursor: (x) => write(shown.current, x),
      }),
      dataOf(shown.current, element.clientWidth),
      element,
    );
    chart.current = made;
    write(shown.current, null);
    const resize = new ResizeObserver(() => {
      const size = sizeOf(element);
      if (size.width === made.width && size.height === made.height) return;
      made.setSize(size);
      made.setData(dataOf(shown.current, size.width));
    });
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.current = null;
      made.destroy();
    };
  }, [structure, isLog, isDark]);
  useEffect(() => {
    const { current } = chart;
    if (!current) return;
    current.setData(dataOf({ lines, span, isLog }, current.width));
    write(shown.current, null);
  }, [lines, span, isLog]);
  return (
    <div
      ref={host}
      className={classes.plotHost}
      role="img"
      aria-label={texts.chart(title, lines.length)}
    />
  );
}

const sizeOf = (element: HTMLElement) => ({
  width: Math.max(80, element.clientWidth),
  height: Math.max(80, element.clientHeight),
});

interface Shown {
  readonly lines: readonly PlotLine[];
  readonly span: Span;
  readonly isLog: boolean;
}

/** As many points as the plot has pixels, the lowest and the highest of each two. */
function dataOf({ lines, span, isLog }: Shown, width: number): uPlot.AlignedData {
  const bins = Math.max(20, Math.round(width / 2));
  const columns = lines.flatMap((line) => {
    const drawn = drawnLine(line, span, bins, isLog);
    if (drawn.band) return [drawn.band.high, drawn.band.low, drawn.line];
    return drawn.raw ? [drawn.raw, drawn.line] : [drawn.line];
  });
  return [binEdges(span, bins), ...columns] as uPlot.AlignedData;
}

/** Past React: numbers under a moving cursor change with every frame, in every chart. */
function write(
  { lines, texts, values }: Shown & Pick<PlotProps, 'values'> & { texts: CurveTexts },
  x: number | null,
): void {
  for (const { run, curves } of lines) {
    const element = values.get(run);
    if (!element) continue;
    const found = curves.flatMap((curve) => {
      const value = valueAt(curve, x ?? curve.xs[curve.xs.length - 1] ?? 0);
      return value === null ? [] : [value];
    });
    element.textContent = wordsOf(found, texts);
  }
}

type CurveTexts = ReturnType<typeof compareTexts.use>['curves'];

function wordsOf(values: readonly number[], texts: CurveTexts): string {
  const [first] = values;
  if (first === undefined) return '–';
  if (values.length === 1) return shortNumber(first);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return texts.band(
    shortNumber(mean),
    shortNumber(Math.min(...values)),
    shortNumber(Math.max(...values)),
  );
}

/** Losses and measured values of all compared runs, a chart each, over one axis and under one cursor. */
import { Button, Group, SegmentedControl, Slider, Switch, Text, Tooltip } from '@mantine/core';
import { useDeferredValue, useMemo } from 'react';
import type { ComparedRun } from '../../compare/compared-run.ts';
import { seriesOf } from '../../compare/comparison-table.ts';
import { plotLines, plotSpan } from '../../compare/curve-plot.ts';
import { seedFamilies } from '../../compare/seed-families.ts';
import { EmptyState } from '../run/empty-state.tsx';
import classes from './compare.module.css';
import { look, useCompareLook } from './compare-look.ts';
import { compareTexts } from './compare-texts.ts';
import { CurveChart } from './curve-chart.tsx';
import { seriesName } from './series-name.ts';

const AXES = ['step', 'time', 'images'] as const;

interface CurvesPartProps {
  readonly runs: readonly ComparedRun[];
  /** With their batch sizes, which the axis of images needs of runs that kept none. */
  readonly told: readonly ComparedRun[];
}

export function CurvesPart({ runs: stored, told }: CurvesPartProps) {
  const { curves: texts, tabs } = compareTexts.use();
  const { axis, isLog, hasBands, zoom } = useCompareLook();
  const runs = axis === 'images' ? told : stored;
  const smoothing = useDeferredValue(useCompareLook((state) => state.smoothing));
  const families = useMemo(() => seedFamilies(runs), [runs]);
  const hasSeeds = families.some(({ length }) => length > 1);
  const series = useMemo(() => seriesOf(runs), [runs]);
  const charts = useMemo(() => {
    const lines = hasBands ? families : runs.map((_, index) => [index]);
    return series.map((one) => ({
      key: one.key,
      title: seriesName(one),
      lines: plotLines(runs, lines, one.key, { axis, smoothing, isLog }),
    }));
  }, [runs, series, families, hasBands, axis, smoothing, isLog]);
  const whole = useMemo(() => plotSpan(charts.flatMap(({ lines }) => lines)), [charts]);
  const span = useMemo(() => zoom ?? whole, [zoom, whole]);
  if (series.length === 0) return <EmptyState title={texts.none}>{''}</EmptyState>;
  return (
    <>
      <Controls hasSeeds={hasSeeds} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys. */}
      <section className={classes.charts} tabIndex={0} aria-label={tabs.curves}>
        {span &&
          charts.map(({ key, title, lines }) => (
            <CurveChart
              key={key}
              title={title}
              runs={runs}
              lines={lines}
              span={span}
              isLog={isLog}
            />
          ))}
      </section>
    </>
  );
}

function Controls({ hasSeeds }: { readonly hasSeeds: boolean }) {
  const texts = compareTexts.use().curves;
  const { axis, isLog, smoothing, hasBands, zoom } = useCompareLook();
  return (
    <Group className={classes.controls} gap="md">
      <SegmentedControl
        size="xs"
        aria-label={texts.axis}
        value={axis}
        onChange={(value) => {
          const next = AXES.find((each) => each === value);
          if (next) look({ axis: next, zoom: null });
        }}
        data={AXES.map((value) => ({ value, label: texts.axes[value] }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={texts.scale}
        value={isLog ? 'log' : 'linear'}
        onChange={(value) => look({ isLog: value === 'log' })}
        data={[
          { value: 'linear', label: texts.linear },
          { value: 'log', label: texts.log },
        ]}
      />
      <Group gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {texts.smoothing}
        </Text>
        <Slider
          w={130}
          size="sm"
          min={0}
          max={0.99}
          step={0.01}
          value={smoothing}
          onChange={(value) => look({ smoothing: value })}
          label={(value) => (value === 0 ? texts.noSmoothing : value.toFixed(2))}
          thumbLabel={texts.smoothing}
        />
      </Group>
      {hasSeeds && (
        <Tooltip label={texts.bandsNote} multiline w={280}>
          <Switch
            size="xs"
            label={texts.bands}
            checked={hasBands}
            onChange={({ currentTarget }) => look({ hasBands: currentTarget.checked })}
          />
        </Tooltip>
      )}
      {zoom ? (
        <Button size="compact-xs" variant="default" onClick={() => look({ zoom: null })}>
          {texts.wholeAxis}
        </Button>
      ) : (
        <Text size="xs" c="dimmed">
          {axis === 'time' ? texts.timeNote : texts.zoomNote}
        </Text>
      )}
    </Group>
  );
}

/** The Losses panel: every loss of the run over its steps, with smoothing, a logarithmic axis and a legend that hides curves. */
import {
  Button,
  SegmentedControl,
  Slider,
  Text,
  UnstyledButton,
  useComputedColorScheme,
} from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Document } from '../../../graph-schemas/document.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { formatCount, formatLoss } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import { EmptyState } from './empty-state.tsx';
import { LossChart, type LossChartProps } from './loss-chart.tsx';
import { type CurveStyle, curveStyle } from './loss-colors.ts';
import { hasNonPositive } from './loss-data.ts';
import classes from './losses.module.css';
import { usePanelMemory } from './panel-memory.ts';
import { subscribeSampled } from './use-sampled.ts';

const LEGEND_MS = 200;
const noNames: readonly string[] = [];

export function LossesPanel() {
  const texts = useTexts().results.losses;
  const hasLoss = useDocumentStore(({ document }) => hasLosses(document));
  const names = useRunStore((state) => state.run?.losses ?? noNames);
  const runId = useRunStore((state) => state.run?.id ?? null);
  if (runId === null || names.length === 0) {
    return (
      <EmptyState title={hasLoss ? texts.none : texts.noLoss}>
        {hasLoss ? texts.noneYet : texts.noLossYet}
      </EmptyState>
    );
  }
  return <Losses key={runId} names={names} />;
}

const hasLosses = ({ objective }: Document) =>
  Object.values(objective.nodes).some(({ kind }) => definitionOf(kind)?.family === 'loss');

function Losses({ names }: { readonly names: readonly string[] }) {
  const texts = useTexts().results.losses;
  const { step: stepWords } = useTexts().run.progress;
  const isDark = useComputedColorScheme('light') === 'dark';
  const smoothing = usePanelMemory((memory) => memory.smoothing);
  const isLog = usePanelMemory((memory) => memory.isLogarithmic);
  const hidden = usePanelMemory((memory) => memory.hiddenLosses);
  const [zoom, setZoom] = useState<readonly [number, number] | null>(null);
  const legend = useRef<Legend>(new Map());
  const stepText = useRef<HTMLSpanElement>(null);
  const hover = useRef<Parameters<LossChartProps['onHover']>[0]>(null);
  const isSmoothed = smoothing > 0;
  const look = useMemo(
    () => ({ names, hidden, isSmoothed, isLog, isDark }),
    [names, hidden, isSmoothed, isLog, isDark],
  );

  // Numbers that tick are written past React: they change up to sixty times a second under the cursor.
  const write = useCallback(() => {
    const { series } = useRunStore.getState();
    const at = hover.current;
    const values = at?.values ?? series.latest;
    names.forEach((name, i) => {
      const element = legend.current.get(name);
      if (element) element.textContent = formatLoss(values[i]);
    });
    const step = at?.step ?? series.lastStep;
    if (stepText.current)
      stepText.current.textContent = step === null ? '' : stepWords(formatCount(step));
  }, [names, stepWords]);
  useEffect(() => {
    write();
    return subscribeSampled(useRunStore, (state) => state.seriesVersion, LEGEND_MS, write);
  }, [write]);
  const onHover = useCallback<LossChartProps['onHover']>(
    (at) => {
      hover.current = at;
      write();
    },
    [write],
  );
  const leavesOut = isLog && hasNonPositive(useRunStore.getState().series.window(200));

  const toggle = (name: string) =>
    usePanelMemory.setState(({ hiddenLosses }) => {
      const next = new Set(hiddenLosses);
      if (!next.delete(name)) next.add(name);
      return { hiddenLosses: next };
    });

  return (
    <div className={classes.panel}>
      <div className={classes.bar}>
        <div className={classes.legend}>
          {names.map((name, index) => (
            <LegendEntry
              key={name}
              name={name}
              label={titleOf(name)}
              style={curveStyle(index, isDark)}
              isShown={!hidden.has(name)}
              onToggle={() => toggle(name)}
              legend={legend.current}
            />
          ))}
          <span className={classes.step} ref={stepText} />
        </div>
        <div className={classes.controls}>
          <Text size="xs" c="dimmed" id="smoothing-label">
            {texts.smoothing}
          </Text>
          <Slider
            w={110}
            size="sm"
            min={0}
            max={0.99}
            step={0.01}
            value={smoothing}
            onChange={(value) => usePanelMemory.setState({ smoothing: value })}
            label={(value) => (value === 0 ? texts.noSmoothing : value.toFixed(2))}
            thumbLabel={texts.smoothing}
          />
          <SegmentedControl
            size="xs"
            value={isLog ? 'log' : 'linear'}
            onChange={(value) => usePanelMemory.setState({ isLogarithmic: value === 'log' })}
            data={[
              { value: 'linear', label: texts.linear },
              { value: 'log', label: texts.log },
            ]}
            aria-label={texts.scale}
          />
        </div>
      </div>
      {leavesOut && (
        <Text size="xs" c="dimmed" px={12}>
          {texts.leftOut}
        </Text>
      )}
      <div className={classes.chartBox}>
        {zoom && (
          <Button
            className={classes.zoom}
            size="compact-xs"
            variant="default"
            onClick={() => setZoom(null)}
          >
            {texts.allSteps}
          </Button>
        )}
        <LossChart
          look={look}
          smoothing={smoothing}
          zoom={zoom}
          onZoom={setZoom}
          onHover={onHover}
        />
      </div>
    </div>
  );
}

/** What the node is called on the canvas that the run was started from. */
const titleOf = (node: string) =>
  useRunStore.getState().run?.document.objective.nodes[node]?.title ?? node;

type Legend = Map<string, HTMLSpanElement>;

interface LegendEntryProps {
  readonly name: string;
  readonly label: string;
  readonly style: CurveStyle;
  readonly isShown: boolean;
  readonly onToggle: () => void;
  readonly legend: Legend;
}

function LegendEntry({ name, label, style, isShown, onToggle, legend }: LegendEntryProps) {
  const texts = useTexts().results.losses;
  const value = useCallback(
    (element: HTMLSpanElement | null) => {
      if (element) legend.set(name, element);
      else legend.delete(name);
    },
    [legend, name],
  );
  return (
    <UnstyledButton
      className={classes.entry}
      aria-pressed={isShown}
      title={isShown ? texts.hide(label) : texts.show(label)}
      onClick={onToggle}
    >
      <span
        className={classes.swatch}
        style={{ borderColor: style.color, borderTopStyle: style.dash ? 'dashed' : 'solid' }}
      />
      <span>{label}</span>
      <span className={classes.value} ref={value} data-loss={name} />
    </UnstyledButton>
  );
}

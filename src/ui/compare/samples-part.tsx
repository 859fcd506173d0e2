/** The sheets of all compared runs side by side, under one scrubber: of each run the newest at or before the step. */
import { Select } from '@mantine/core';
import { type CSSProperties, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ComparedRun } from '../../compare/compared-run.ts';
import { nearestSheet, sheetSteps, viewsOf } from '../../compare/nearest-sheet.ts';
import { EmptyState } from '../run/empty-state.tsx';
import { Scrubber } from '../run/scrubber.tsx';
import { indexOn, type Timeline } from '../run/timeline.ts';
import classes from './compare.module.css';
import { look, useCompareLook } from './compare-look.ts';
import { compareTexts } from './compare-texts.ts';
import { loadPicture } from './load-picture.ts';
import { SheetCache, type SheetKey } from './sheet-cache.ts';
import { SheetPanel } from './sheet-panel.tsx';

/** Moments read ahead, on either side of the scrubber, those to come first. */
const AHEAD = 3;

export function SamplesPart({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const texts = compareTexts.use().samples;
  const timeline = useCompareLook((state) => state.timeline);
  const chosen = useCompareLook((state) => state.view);
  const views = useMemo(() => viewsOf(runs), [runs]);
  const view = views.find((each) => each.view === chosen)?.view ?? views[0]?.view ?? '';
  const steps = useMemo(() => sheetSteps(runs, view), [runs, view]);
  const index = Math.max(0, indexOn(timeline, steps));
  const step = steps[index] ?? 0;
  const cache = useSheetCache(runs, view, steps, index);
  const change = useCallback(
    (next: (before: Timeline) => Timeline) => look((state) => ({ timeline: next(state.timeline) })),
    [],
  );
  if (steps.length === 0) return <EmptyState title={texts.none}>{''}</EmptyState>;
  const columns = { '--columns': runs.length <= 3 ? runs.length : Math.ceil(runs.length / 2) };
  return (
    <>
      {views.length > 1 && (
        <Select
          className={classes.controls}
          size="xs"
          w={240}
          aria-label={texts.view}
          value={view}
          allowDeselect={false}
          data={views.map((each) => ({ value: each.view, label: each.title }))}
          onChange={(value) => look({ view: value })}
        />
      )}
      <section
        className={classes.sheets}
        style={columns as CSSProperties}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
        tabIndex={0}
        aria-label={views.find((each) => each.view === view)?.title}
      >
        {runs.map((run, i) => {
          const sheet = nearestSheet(run, view, step);
          return (
            <SheetPanel
              key={run.id}
              run={run}
              index={i}
              step={sheet?.step ?? null}
              hasView={run.sheets.some((each) => each.view === view)}
              picture={sheet && cache.get({ runId: run.id, view, step: sheet.step })}
            />
          );
        })}
      </section>
      <div className={classes.scrubber}>
        <Scrubber steps={steps} timeline={timeline} onChange={change} />
      </div>
    </>
  );
}

function useSheetCache(
  runs: readonly ComparedRun[],
  view: string,
  steps: readonly number[],
  index: number,
): Pick<SheetCache, 'get'> {
  const [, setArrivals] = useState(0);
  const cache = useRef<SheetCache | null>(null);
  useEffect(() => {
    let frame = 0;
    const made = new SheetCache(loadPicture, () => {
      // Several that arrive within a frame are drawn together.
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        setArrivals((count) => count + 1);
      });
    });
    cache.current = made;
    setArrivals((count) => count + 1);
    return () => {
      cancelAnimationFrame(frame);
      cache.current = null;
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const ahead = Array.from({ length: AHEAD }, (_, i) => [i + 1, -i - 1]).flat();
    cache.current?.want(
      keysAt(runs, view, steps[index]),
      ahead.flatMap((offset) => keysAt(runs, view, steps[index + offset])),
    );
  });
  return cache.current ?? { get: () => null };
}

function keysAt(runs: readonly ComparedRun[], view: string, step: number | undefined): SheetKey[] {
  if (step === undefined) return [];
  return runs.flatMap((run) => {
    const sheet = nearestSheet(run, view, step);
    return sheet ? [{ runId: run.id, view, step: sheet.step }] : [];
  });
}

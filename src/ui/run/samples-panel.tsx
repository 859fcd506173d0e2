/** The Samples panel: what the run generates, as sheets or as points, at any kept step, with the metrics beside it. */
import { ActionIcon, Modal, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
import { useRunStore } from '../../store/run-store.ts';
import type { RunStoreState } from '../../store/run-store-types.ts';
import { formatCount } from '../format.ts';
import { downloadBlob, fileNameFor } from './download.ts';
import { EmptyState } from './empty-state.tsx';
import { DownloadIcon, EnlargeIcon } from './icons.tsx';
import { MetricsAside } from './metrics-aside.tsx';
import { usePanelMemory } from './panel-memory.ts';
import classes from './samples.module.css';
import { ScatterKey } from './scatter-key.tsx';
import { ScatterView } from './scatter-view.tsx';
import { Scrubber } from './scrubber.tsx';
import { SheetImage } from './sheet-image.tsx';
import { indexOn, type Timeline } from './timeline.ts';
import { useModes } from './use-modes.ts';

const chooseView = (sampleView: string) => usePanelMemory.setState({ sampleView });
const setTimeline = (change: (before: Timeline) => Timeline) =>
  usePanelMemory.setState(({ timeline }) => ({ timeline: change(timeline) }));

/** Views of the run that have something to show, in the order of the document. */
function viewsOf({ run, sheets, points }: Pick<RunStoreState, 'run' | 'sheets' | 'points'>) {
  return (run?.program.views ?? [])
    .filter(({ node }) => sheets[node] !== undefined || points[node] !== undefined)
    .map(({ node, title, spec }) => ({ node, title, spec }));
}

export function SamplesPanel() {
  const run = useRunStore((state) => state.run);
  const sheets = useRunStore((state) => state.sheets);
  const points = useRunStore((state) => state.points);
  const metrics = useRunStore((state) => state.metrics);
  const stateType = useRunStore((state) => state.state.type);
  const views = useMemo(() => viewsOf({ run, sheets, points }), [run, sheets, points]);
  const chosen = usePanelMemory((memory) => memory.sampleView);
  const timeline = usePanelMemory((memory) => memory.timeline);
  const [isLarge, large] = useDisclosure(false);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = views.find(({ node }) => node === chosen) ?? views[0];

  const moments = view ? (sheets[view.node]?.sheets ?? points[view.node]?.frames) : undefined;
  const steps = useMemo(() => (moments ?? []).map(({ step }) => step), [moments]);
  const frames = view ? points[view.node]?.frames : undefined;
  const modes = useModes(frames !== undefined);
  const index = indexOn(timeline, steps);
  const sheet = view ? sheets[view.node]?.sheets[index] : undefined;
  const frame = frames?.[index];

  if (!run || !view || (!sheet && !frame)) return <NoSamples stateType={stateType} />;

  const step = steps[index] ?? 0;
  const save = () => {
    const name = fileNameFor(run.name, view.title, step);
    if (sheet) downloadBlob(sheet.png, name);
    else canvas.current?.toBlob((blob) => blob && downloadBlob(blob, name), 'image/png');
  };
  const rows = view.spec.type === 'preview' ? view.spec.rows : [];
  const scrubber = <Scrubber steps={steps} timeline={timeline} onChange={setTimeline} />;
  const picture = sheet ? (
    <SheetImage
      key={view.node}
      url={sheet.url}
      description={`${view.title} of ${run.name} at step ${formatCount(sheet.step)}`}
    />
  ) : (
    frame && <ScatterView frame={frame} modes={modes} canvas={canvas} />
  );
  return (
    <div className={classes.panel} data-testid="samples">
      <div className={classes.bar}>
        {views.length > 1 ? (
          <SegmentedControl
            size="xs"
            value={view.node}
            onChange={chooseView}
            data={views.map(({ node, title }) => ({ value: node, label: title }))}
            aria-label="View"
          />
        ) : (
          <Text size="sm" fw={600}>
            {view.title}
          </Text>
        )}
        {rows.length > 1 && (
          <Text size="xs" c="dimmed">
            Rows, from the top: {rows.join(' · ')}
          </Text>
        )}
        {frame && <ScatterKey hasModes={modes !== null} />}
        {!isLarge && scrubber}
        <Tooltip label="Show it large">
          <ActionIcon variant="subtle" color="gray" aria-label="Show it large" onClick={large.open}>
            <EnlargeIcon />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Save this picture as PNG">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Save this picture as PNG"
            onClick={save}
          >
            <DownloadIcon />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes.body}>
        <div className={classes.view}>{!isLarge && picture}</div>
        {Object.keys(metrics).length > 0 && <MetricsAside metrics={metrics} step={timeline.step} />}
      </div>
      <Modal opened={isLarge} onClose={large.close} title={view.title} size="94vw" centered>
        <div className={classes.large}>
          {isLarge && picture}
          {scrubber}
        </div>
      </Modal>
    </div>
  );
}

function NoSamples({ stateType }: { readonly stateType: RunStoreState['state']['type'] }) {
  if (stateType === 'preparing' || stateType === 'training') {
    return (
      <EmptyState title="Samples are on their way">
        The first sheet appears at step 0, as soon as the run is prepared.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No samples yet">
      Press Train; the first sheet appears at step 0. If none does, the objective has no preview or
      scatter node: add one from the palette.
    </EmptyState>
  );
}

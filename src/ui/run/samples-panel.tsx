/** The Samples panel: what the run generates, as sheets or as points, at any kept step, with the metrics beside it. */
import { ActionIcon, Group, Modal, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { createRef, type RefObject, useMemo, useRef } from 'react';
import type { Document } from '../../../graph-schemas/document.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import type { RunStoreState } from '../../store/run-store-types.ts';
import { savePicture } from '../files/take-picture.ts';
import { useWelcome, Welcome } from '../gallery/welcome.tsx';
import { later } from '../later.tsx';
import { useTexts } from '../texts/texts.ts';
import { fileNameFor } from './download.ts';
import { EmptyState } from './empty-state.tsx';
import { EnlargeIcon } from './icons.tsx';
import { usePanelMemory } from './panel-memory.ts';
import classes from './samples.module.css';
import { ScatterKey } from './scatter-key.tsx';
import { Scrubber } from './scrubber.tsx';
import { SheetMenu } from './sheet-menu.tsx';
import { indexOn, type Timeline } from './timeline.ts';
import { useModes } from './use-modes.ts';

const ViewPicture = later(async () => (await import('./view-picture.tsx')).ViewPicture);
const MetricsAside = later(async () => (await import('./metrics-aside.tsx')).MetricsAside);

/** Of the switch between views: all of them side by side. No node is called so. */
const ALL = '';
const chooseView = (sampleView: string) => usePanelMemory.setState({ sampleView });
const setTimeline = (change: (before: Timeline) => Timeline) =>
  usePanelMemory.setState(({ timeline }) => ({ timeline: change(timeline) }));

/** Views of the run that have something to show, in the order of the document. */
function viewsOf({ run, sheets, points }: Pick<RunStoreState, 'run' | 'sheets' | 'points'>) {
  return (run?.program.views ?? []).filter(
    ({ node }) => sheets[node] !== undefined || points[node] !== undefined,
  );
}

export function SamplesPanel() {
  const texts = useTexts().results.samples;
  const run = useRunStore((state) => state.run);
  const sheets = useRunStore((state) => state.sheets);
  const points = useRunStore((state) => state.points);
  const metrics = useRunStore((state) => state.metrics);
  const stateType = useRunStore((state) => state.state.type);
  const views = useMemo(() => viewsOf({ run, sheets, points }), [run, sheets, points]);
  const chosen = usePanelMemory((memory) => memory.sampleView);
  const timeline = usePanelMemory((memory) => memory.timeline);
  const [isLarge, large] = useDisclosure(false);
  const canvases = useRef(new Map<string, RefObject<HTMLCanvasElement | null>>());
  const only = views.find(({ node }) => node === chosen);
  const shown = only ? [only] : views;

  const first = shown[0]?.node ?? ALL;
  const moments = sheets[first]?.sheets ?? points[first]?.frames;
  const steps = useMemo(() => (moments ?? []).map(({ step }) => step), [moments]);
  const hasPoints = shown.some(({ node }) => points[node] !== undefined);
  const modes = useModes(hasPoints);

  if (!run || shown.length === 0) return <NoSamples stateType={stateType} />;

  const canvasOf = (node: string) => {
    const known = canvases.current.get(node) ?? createRef<HTMLCanvasElement>();
    canvases.current.set(node, known);
    return known;
  };
  const save = () => {
    for (const { node, title } of shown) {
      const kept = sheets[node]?.sheets ?? [];
      const sheet =
        kept[
          indexOn(
            timeline,
            kept.map(({ step }) => step),
          )
        ];
      const name = fileNameFor(
        run.name,
        title,
        sheet?.step ?? steps[indexOn(timeline, steps)] ?? 0,
      );
      const keep = (png: Blob | null) => png && void savePicture(png, name, run.document);
      if (sheet) keep(sheet.png);
      else canvasOf(node).current?.toBlob(keep, 'image/png');
    }
  };
  const scrubber = <Scrubber steps={steps} timeline={timeline} onChange={setTimeline} />;
  const pictures = (
    <div className={classes.view}>
      {shown.map((view) => (
        <ViewPicture
          key={view.node}
          program={run.program}
          view={view}
          timeline={timeline}
          isTitled={shown.length > 1}
          canvas={canvasOf(view.node)}
        />
      ))}
    </div>
  );
  return (
    <div className={classes.panel} data-testid="samples">
      <div className={classes.bar}>
        {views.length > 1 ? (
          <SegmentedControl
            size="xs"
            value={only?.node ?? ALL}
            onChange={chooseView}
            data={[
              { value: ALL, label: texts.all },
              ...views.map(({ node, title }) => ({ value: node, label: title })),
            ]}
            aria-label={texts.view}
          />
        ) : (
          <Text size="sm" fw={600}>
            {views[0]?.title}
          </Text>
        )}
        {hasPoints && <ScatterKey hasModes={modes !== null} />}
        {!isLarge && scrubber}
        <Group gap="xs" wrap="nowrap">
          <Tooltip label={texts.large}>
            <ActionIcon variant="subtle" color="gray" aria-label={texts.large} onClick={large.open}>
              <EnlargeIcon />
            </ActionIcon>
          </Tooltip>
          <SheetMenu runId={run.id} views={shown} onSave={save} />
        </Group>
      </div>
      <div className={classes.body}>
        {isLarge ? <div className={classes.view} /> : pictures}
        {Object.keys(metrics).length > 0 && <MetricsAside metrics={metrics} step={timeline.step} />}
      </div>
      <Modal
        opened={isLarge}
        onClose={large.close}
        title={only || views.length === 1 ? shown[0]?.title : run.name}
        size="94vw"
        centered
      >
        <div className={classes.large}>
          {isLarge && pictures}
          {scrubber}
        </div>
      </Modal>
    </div>
  );
}

function NoSamples({ stateType }: { readonly stateType: RunStoreState['state']['type'] }) {
  const texts = useTexts().results.samples;
  const isFirstVisit = useWelcome();
  const hasView = useDocumentStore(({ document }) => showsSamples(document));
  if (stateType === 'preparing' || stateType === 'training')
    return <EmptyState title={texts.coming}>{texts.comingYet}</EmptyState>;
  if (isFirstVisit && hasView && stateType === 'idle') return <Welcome />;
  if (stateType === 'paused') return <EmptyState title={texts.none}>{texts.nonePaused}</EmptyState>;
  return <EmptyState title={texts.none}>{hasView ? texts.noneYet : texts.noView}</EmptyState>;
}

const showsSamples = ({ objective }: Document) =>
  Object.values(objective.nodes).some(({ kind }) => kind === 'preview' || kind === 'scatter');

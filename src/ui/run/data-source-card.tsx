/** One dataset node: its data, a look at it, and a place to drop other data. */
import { Alert, Button, FileButton, Group, Loader, Select, Stack, Text } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { USUAL_CHOICES, useDataStore } from '../../store/data-store.ts';
import type { DataBinding } from '../../store/data-store-types.ts';
import { actionsOf } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';
import type { DroppedFile, ImportChoices } from '../../worker/decode-request.ts';
import { DataReport } from '../files/data-report.tsx';
import { chosenFiles } from '../files/dropped-files.ts';
import { ReadingChoices } from '../files/reading-choices.tsx';
import { takeDrop } from '../files/take-drop.ts';
import { formatCount } from '../format.ts';
import type { Texts } from '../texts/english.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { builtinChoices } from './builtin-choices.ts';
import classes from './data.module.css';
import { DataFacts } from './data-facts.tsx';
import type { DataSource } from './data-sources.ts';
import { WarningIcon } from './icons.tsx';

/** Has a dialog choose a folder and give all that lies in it; React's types do not know it. */
const FOLDERS: object = { webkitdirectory: '' };

export function DataSourceCard({ source }: { readonly source: DataSource }) {
  const texts = useTexts().data;
  const { node, title, feed } = source;
  const binding = useDataStore((state) => state.bindings[node]);
  const busy = useDataStore((state) => state.busy[node]);
  const error = useDataStore((state) => state.errors[node]);
  const [isOver, setIsOver] = useState(false);
  const [choices, setChoices] = useState(USUAL_CHOICES);
  const { bindFiles, bindBuiltin, unbind, dismissError } = useDataStore.getState();
  const resetChooser = useRef<() => void>(null);
  const take = (files: readonly DroppedFile[]) => {
    resetChooser.current?.();
    void bindFiles([source], files, choices);
  };
  const drop = (event: DragEvent) => {
    setIsOver(false);
    if (!event.dataTransfer.types.includes('Files')) return;
    // The page would take it for all nodes otherwise.
    event.preventDefault();
    void takeDrop(event.dataTransfer, take);
  };
  const choose = (chosen: ImportChoices) => {
    setChoices(chosen);
    if (binding?.type === 'files' && binding.origin && binding.report?.isFitted)
      void bindFiles([source], binding.origin.files, chosen);
  };
  const builtins = builtinChoices(feed);
  const builtin = binding?.type === 'builtin' ? binding.name : (feed?.builtin ?? null);
  return (
    <section
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={classes.card}
      data-accept={isOver || undefined}
      data-node={node}
      aria-label={texts.of(title)}
    >
      <Stack gap="sm">
        <Group gap="sm" wrap="wrap">
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed" className={classes.grow}>
            {wants(source, texts)}
          </Text>
          <Select
            size="xs"
            w={170}
            aria-label={texts.builtin}
            placeholder={texts.builtin}
            data={builtins}
            value={binding?.type === 'files' ? null : builtin}
            onChange={(name) => name !== null && bindBuiltin(node, name)}
            allowDeselect={false}
          />
          <FileButton
            onChange={(files) => take(chosenFiles(files))}
            multiple
            resetRef={resetChooser}
          >
            {(props) => (
              <Button size="xs" variant="default" {...props}>
                {texts.chooseFiles}
              </Button>
            )}
          </FileButton>
          <FileButton
            onChange={(files) => take(chosenFiles(files))}
            multiple
            resetRef={resetChooser}
            inputProps={FOLDERS}
          >
            {(props) => (
              <Button size="xs" variant="default" {...props}>
                {texts.chooseFolder}
              </Button>
            )}
          </FileButton>
          {binding !== undefined && (
            <Button size="xs" variant="subtle" onClick={() => unbind(node)}>
              {texts.back}
            </Button>
          )}
        </Group>
        {error !== undefined && (
          <Alert
            color="red"
            variant="outline"
            icon={<WarningIcon />}
            withCloseButton
            closeButtonLabel={texts.dismiss}
            onClose={() => dismissError(node)}
            title={texts.notTaken}
            role="alert"
          >
            {sentence(error)}
          </Alert>
        )}
        {busy !== undefined && (
          <Group gap="xs" role="status">
            <Loader size="xs" />
            <Text size="sm">
              {sentence(busy.text)}{' '}
              {busy.total > 0 && `${formatCount(busy.done)} / ${formatCount(busy.total)}`}
            </Text>
            <Button size="compact-xs" variant="subtle" onClick={busy.cancel}>
              {texts.cancel}
            </Button>
          </Group>
        )}
        <Text size="sm">
          <BoundTo
            binding={binding}
            builtin={builtins.find(({ value }) => value === builtin)?.label}
          />
        </Text>
        {binding?.type === 'files' && binding.report && <DataReport report={binding.report} />}
        {feed && (
          <DataFacts
            key={dataName(binding, feed.builtin)}
            node={node}
            feed={feed}
            binding={binding}
          />
        )}
        <TrainOnThis node={node} />
        {feed?.transform.type === 'image' && (
          <>
            <ReadingChoices choices={choices} onChange={choose} />
            <Text size="xs" c="dimmed">
              {texts.dropHere}
            </Text>
          </>
        )}
      </Stack>
    </section>
  );
}

/** Facts of other data are not shown for a moment as if they were of these. */
const dataName = (binding: DataBinding | undefined, builtin: string) =>
  binding?.type === 'files' ? binding.datasetId : (binding?.name ?? builtin);

/** What the node asks for, in words. */
function wants({ feed }: DataSource, texts: Texts['data']): string {
  if (!feed) return texts.needsAttention;
  const { transform } = feed;
  const labels = feed.withLabels ? texts.wantsLabels(feed.classes) : '';
  if (transform.type === 'points') return `${texts.wantsPoints(transform.dimensions)}${labels}`;
  const size = `${transform.height} × ${transform.width} × ${transform.channels}`;
  return `${texts.wants[feed.select](size, feed.factor)}${labels}`;
}

interface BoundToProps {
  readonly binding: DataBinding | undefined;
  readonly builtin: string | undefined;
}

function BoundTo({ binding, builtin }: BoundToProps) {
  const texts = useTexts().data;
  if (binding?.type !== 'files') return texts.builtIn(builtin ?? texts.noBuiltin);
  const { fileNames, name } = binding;
  const some = fileNames.slice(0, 4).join(', ');
  const more = fileNames.length - 4;
  return texts.from(name, more > 0 ? texts.andMore(some, more) : some);
}

/** Where the open run still uses other data. */
function TrainOnThis({ node }: { readonly node: string }) {
  const texts = useTexts().data;
  const used = useRunStore((state) => state.run?.bindings[node]);
  const canTrain = useRunStore((state) => actionsOf(state.state).canTrain);
  const binding = useDataStore((state) => state.bindings[node]);
  const isBusy = useDataStore((state) => state.busy[node] !== undefined);
  if (!used || isBusy) return null;
  const isSame =
    binding?.type === 'files'
      ? used.type === 'stored' && used.datasetId === binding.datasetId
      : used.type === 'builtin' && (binding === undefined || binding.name === used.name);
  if (isSame) return null;
  return (
    <Group gap="sm">
      <Text size="sm" c="dimmed">
        {canTrain ? texts.otherData : texts.otherDataStop}
      </Text>
      {canTrain && (
        <Button size="compact-sm" variant="light" onClick={() => useRunStore.getState().train()}>
          {texts.trainOnThis}
        </Button>
      )}
    </Group>
  );
}

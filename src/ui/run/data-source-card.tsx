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
import { builtinChoices } from './builtin-choices.ts';
import classes from './data.module.css';
import { DataFacts } from './data-facts.tsx';
import type { DataSource } from './data-sources.ts';
import { WarningIcon } from './icons.tsx';

/** Has a dialog choose a folder and give all that lies in it; React's types do not know it. */
const FOLDERS: object = { webkitdirectory: '' };

export function DataSourceCard({ source }: { readonly source: DataSource }) {
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
      aria-label={`Data of ${title}`}
    >
      <Stack gap="sm">
        <Group gap="sm" wrap="wrap">
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed" className={classes.grow}>
            {wants(source)}
          </Text>
          <Select
            size="xs"
            w={170}
            aria-label="Built-in data"
            placeholder="Built-in data"
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
                Choose files …
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
                Choose a folder …
              </Button>
            )}
          </FileButton>
          <Button
            size="xs"
            variant="subtle"
            disabled={binding === undefined}
            onClick={() => unbind(node)}
          >
            Back to built-in
          </Button>
        </Group>
        {error !== undefined && (
          <Alert
            color="red"
            variant="outline"
            icon={<WarningIcon />}
            withCloseButton
            closeButtonLabel="Dismiss"
            onClose={() => dismissError(node)}
            title="The data was not taken"
            role="alert"
          >
            {error}
          </Alert>
        )}
        {busy !== undefined && (
          <Group gap="xs" role="status">
            <Loader size="xs" />
            <Text size="sm">
              {busy.text}{' '}
              {busy.total > 0 && `${formatCount(busy.done)} / ${formatCount(busy.total)}`}
            </Text>
            <Button size="compact-xs" variant="subtle" onClick={busy.cancel}>
              Cancel
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
              Drop here: images (PNG, JPEG, WebP), a folder, zip or tar of them, with a folder for
              each class, or trainA and trainB; IDX files (MNIST, .gz too); CIFAR-10 or CIFAR-100; a
              sprite with its labels. They are read and kept in this browser and go nowhere else.
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
function wants({ feed }: DataSource): string {
  if (!feed) return 'has settings that need attention';
  const { transform } = feed;
  const labels = feed.withLabels ? `, with labels of ${feed.classes} classes` : '';
  if (transform.type === 'points')
    return `takes points of ${transform.dimensions} dimensions${labels}`;
  const size = `${transform.height} × ${transform.width} × ${transform.channels}`;
  const what = {
    all: 'images',
    a: 'images of domain A',
    b: 'images of domain B',
    pairs: 'pairs of images',
    resolutions: `images, and the same ${feed.factor} times smaller,`,
  };
  return `takes ${what[feed.select]} as ${size}${labels}`;
}

interface BoundToProps {
  readonly binding: DataBinding | undefined;
  readonly builtin: string | undefined;
}

function BoundTo({ binding, builtin }: BoundToProps) {
  if (binding?.type !== 'files') return <>Built in: {builtin ?? 'none'}, generated here.</>;
  const { fileNames, name } = binding;
  return (
    <>
      {name}, from {fileNames.slice(0, 4).join(', ')}
      {fileNames.length > 4 && ` and ${fileNames.length - 4} more`}
    </>
  );
}

/** Where the open run still uses other data. */
function TrainOnThis({ node }: { readonly node: string }) {
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
        The open run was started on other data{canTrain ? '.' : '; stop it to train on this.'}
      </Text>
      {canTrain && (
        <Button size="compact-sm" variant="light" onClick={() => useRunStore.getState().train()}>
          Train on this data
        </Button>
      )}
    </Group>
  );
}

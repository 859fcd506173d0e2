/** One dataset node: its data, a look at it, and a place to drop other data. */
import { Alert, Button, FileButton, Group, Loader, Select, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { useRef, useState } from 'react';
import { type DataBinding, useDataStore } from '../../store/data-store.ts';
import { actionsOf } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';
import { builtinChoices } from './builtin-choices.ts';
import classes from './data.module.css';
import { DataFacts } from './data-facts.tsx';
import type { DataSource } from './data-sources.ts';
import { WarningIcon } from './icons.tsx';

/** Two gigabytes of pixels is more than the page can hold. */
const MAX_FILE_BYTES = 2 ** 31;

export function DataSourceCard({ source }: { readonly source: DataSource }) {
  const { node, kind, title, feed } = source;
  const binding = useDataStore((state) => state.bindings[node]);
  const busy = useDataStore((state) => state.busy[node]);
  const error = useDataStore((state) => state.errors[node]);
  const [isRefused, setIsRefused] = useState(false);
  const fault = isRefused
    ? 'A file is larger than the 2 GB that the page can hold. Drop a smaller part of the data.'
    : error;
  const { bindFiles, bindBuiltin, unbind, dismissError } = useDataStore.getState();
  const resetChooser = useRef<() => void>(null);
  const take = (files: File[]) => {
    resetChooser.current?.();
    setIsRefused(false);
    if (files.length > 0) void bindFiles(node, files);
  };
  const choices = builtinChoices(kind, feed);
  const builtin = binding?.type === 'builtin' ? binding.name : (feed?.builtin ?? null);
  return (
    <Dropzone
      onDrop={take}
      onReject={() => setIsRefused(true)}
      maxSize={MAX_FILE_BYTES}
      activateOnClick={false}
      activateOnKeyboard={false}
      enablePointerEvents
      tabIndex={-1}
      className={classes.card}
      data-node={node}
      aria-label={`Data of ${title}`}
    >
      <Stack gap="sm" className={classes.content}>
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
            data={choices}
            value={binding?.type === 'files' ? null : builtin}
            onChange={(name) => name !== null && bindBuiltin(node, name)}
            allowDeselect={false}
          />
          <FileButton onChange={take} multiple resetRef={resetChooser}>
            {(props) => (
              <Button size="xs" variant="default" {...props}>
                Choose files …
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
        {fault !== undefined && (
          <Alert
            color="red"
            variant="outline"
            icon={<WarningIcon />}
            withCloseButton
            closeButtonLabel="Dismiss"
            onClose={() => {
              setIsRefused(false);
              dismissError(node);
            }}
            title="The data was not taken"
            role="alert"
          >
            {fault}
          </Alert>
        )}
        {busy !== undefined && (
          <Group gap="xs" role="status">
            <Loader size="xs" />
            <Text size="sm">{busy}</Text>
          </Group>
        )}
        <Text size="sm">
          <BoundTo
            binding={binding}
            builtin={choices.find(({ value }) => value === builtin)?.label}
          />
        </Text>
        {feed && <DataFacts node={node} feed={feed} binding={binding} />}
        <TrainOnThis node={node} />
        <Text size="xs" c="dimmed">
          Drop IDX files here (MNIST, Fashion-MNIST; images and labels together, .gz too). They are
          read and kept in this browser and go nowhere else.
        </Text>
      </Stack>
    </Dropzone>
  );
}

/** What the node asks for, in words. */
function wants({ feed }: DataSource): string {
  if (!feed) return 'has settings that need attention';
  const { transform } = feed;
  const labels = feed.withLabels ? `, with labels of ${feed.classes} classes` : '';
  return transform.type === 'image'
    ? `takes images as ${transform.height} × ${transform.width} × ${transform.channels}${labels}`
    : `takes points of ${transform.dimensions} dimensions${labels}`;
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
  if (!used) return null;
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

/** All forms in which a stored run can leave, each with what it is good for and how large it is where that matters. */
import { Button, Group, Modal, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { runLibrary } from '../../store/training-client.ts';
import type { ExportOptions, ExportTarget } from '../../worker/exchange-protocol.ts';
import type { CheckpointNote, SampleNote } from '../../worker/run-library-types.ts';
import { formatBytes, formatCount } from '../format.ts';
import { DownloadIcon } from '../run/icons.tsx';
import { sentence } from '../texts/problem-texts.ts';
import { formatAgo } from './ago.ts';
import { takeAway } from './take-away.ts';
import { useTakeAwayDialog } from './take-away-store.ts';
import { takeAwayTexts } from './take-away-texts.ts';

interface Facts {
  readonly record: RunRecord;
  readonly checkpoints: readonly CheckpointNote[];
  readonly samples: readonly SampleNote[];
}

export function TakeAwayDialog() {
  const { runId, close } = useTakeAwayDialog();
  const texts = takeAwayTexts.use();
  const [facts, setFacts] = useState<Facts | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (runId === null) return;
    let isOver = false;
    setFacts(null);
    setFault(null);
    factsOf(runId).then(
      (found) => {
        if (isOver) return;
        if (found) setFacts(found);
        else setFault(texts.noRun);
      },
      (error: Error) => isOver || setFault(sentence(error.message)),
    );
    return () => {
      isOver = true;
    };
  }, [runId, texts]);
  return (
    <Modal
      opened={runId !== null}
      onClose={close}
      size="lg"
      title={texts.title(facts?.record.name ?? '…')}
    >
      {fault !== null && <Text c="red">{fault}</Text>}
      {facts && <Forms {...facts} />}
    </Modal>
  );
}

async function factsOf(runId: string): Promise<Facts | null> {
  const record = await runLibrary.read(runId);
  if (!record) return null;
  const checkpoints = await runLibrary.checkpoints(runId);
  return { record, checkpoints, samples: await runLibrary.samples(runId) };
}

function Forms({ record, checkpoints, samples }: Facts) {
  const texts = takeAwayTexts.use();
  const [kept, setKept] = useState<ExportOptions['checkpoints']>('newest');
  const views = [...new Map(samples.map(({ view, title }) => [view, title])).entries()];
  const [view, setView] = useState(views[0]?.[0] ?? null);
  const newest = checkpoints.reduce<CheckpointNote | null>(
    (best, each) => (best && best.step > each.step ? best : each),
    null,
  );
  const bytes = checkpoints.reduce((sum, each) => sum + each.bytes, 0);
  const { id: runId } = record;
  const take = (target: ExportTarget) => void takeAway(target, { runId, checkpoints: kept, view });
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {texts.facts(formatCount(record.step), formatAgo(record.createdAt))}
      </Text>
      <Form title={texts.archive} help={texts.archiveHelp} isMain onTake={() => take('archive')}>
        {newest && checkpoints.length > 1 && (
          <SegmentedControl
            size="xs"
            value={kept}
            onChange={(value) => setKept(value === 'all' ? 'all' : 'newest')}
            aria-label={texts.weights}
            data={[
              { value: 'newest', label: texts.newest(formatBytes(newest.bytes)) },
              { value: 'all', label: texts.all(checkpoints.length, formatBytes(bytes)) },
            ]}
          />
        )}
        {!newest && record.step > 0 && (
          <Text size="xs" c="orange">
            {texts.noWeights}
          </Text>
        )}
      </Form>
      <Form
        title={texts.film}
        help={texts.filmHelp(FILM.frames, FILM.side)}
        isDisabled={views.length === 0}
        onTake={() => take('film')}
      >
        {views.length > 1 && (
          <NativeSelect
            size="xs"
            maw={240}
            aria-label={texts.view}
            value={view ?? ''}
            onChange={({ currentTarget }) => setView(currentTarget.value)}
            data={views.map(([value, label]) => ({ value, label }))}
          />
        )}
      </Form>
      <Form title={texts.card} help={texts.cardHelp} onTake={() => take('card')} />
      <Form title={texts.pytorch} help={texts.pytorchHelp} onTake={() => take('pytorch')} />
      <Form title={texts.tfjs} help={texts.tfjsHelp} onTake={() => take('tfjs')} />
      <Form
        title={texts.safetensors}
        help={texts.safetensorsHelp}
        onTake={() => take('safetensors')}
      />
    </Stack>
  );
}

/** As the worker holds to them; its code would bring the encoder along. */
const FILM = { frames: 200, side: 720 };

interface FormProps {
  readonly title: string;
  readonly help: string;
  readonly isMain?: boolean;
  readonly isDisabled?: boolean;
  readonly children?: ReactNode;
  onTake(): void;
}

function Form({ title, help, isMain, isDisabled, children, onTake }: FormProps) {
  const texts = takeAwayTexts.use();
  return (
    <Group wrap="nowrap" align="flex-start" gap="md">
      <Stack gap={4} flex={1}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {help}
        </Text>
        {children}
      </Stack>
      <Button
        size="xs"
        flex="none"
        variant={isMain ? 'filled' : 'default'}
        // The dialog has looked for what to focus before the run was read.
        autoFocus={isMain ?? false}
        data-autofocus={isMain || undefined}
        disabled={isDisabled ?? false}
        leftSection={<DownloadIcon size={14} />}
        aria-label={texts.downloadOf(title)}
        onClick={onTake}
      >
        {texts.download}
      </Button>
    </Group>
  );
}

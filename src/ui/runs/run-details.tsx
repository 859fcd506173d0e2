/** The run in hand: its name, notes and tags to edit, what it was computed on, its document, its checkpoints. */
import { Button, Switch, TagsInput, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { useLibraryStore } from '../../store/library-store.ts';
import { formatAgo } from '../files/ago.ts';
import { TakeAwayButton } from '../files/take-away-button.tsx';
import { formatBytes, formatCount, formatMs } from '../format.ts';
import { ForkList } from '../run/fork-list.tsx';
import { measuredTexts } from '../run/run-measures.tsx';
import { useTexts } from '../texts/texts.ts';
import { useDraft } from '../use-draft.ts';
import { libraryTexts } from './library-texts.ts';
import { tagsOf } from './rows.ts';
import { RunCheckpoints } from './run-checkpoints.tsx';
import classes from './runs.module.css';
import { noteRun, openGraphOf, showDocumentOf } from './runs-actions.ts';

const MOST_TAGS = 50;
const LONGEST_TAG = 60;

export function RunDetails({ run }: { readonly run: RunRecord }) {
  const texts = libraryTexts.use().details;
  const { id } = run;
  const all = useLibraryStore((state) => state.runs);
  const name = useDraft(run.name, (text) => {
    const trimmed = text.trim();
    if (trimmed !== '') void noteRun(id, { name: trimmed });
  });
  const notes = useDraft(run.notes, (text) => void noteRun(id, { notes: text }));
  const setTags = (tags: readonly string[]) =>
    noteRun(id, { tags: tags.map((tag) => tag.trim().slice(0, LONGEST_TAG)).slice(0, MOST_TAGS) });
  return (
    <div className={classes.detailsBody}>
      <TextInput size="xs" label={texts.name} maxLength={200} {...name.input} />
      <TagsInput
        size="xs"
        label={texts.tags}
        placeholder={run.tags.length === 0 ? texts.tagsHelp : ''}
        data={[...tagsOf(all ?? [])]}
        value={[...run.tags]}
        maxTags={MOST_TAGS}
        onChange={(tags) => void setTags(tags)}
      />
      <Textarea
        size="xs"
        label={texts.notes}
        placeholder={texts.notesHelp}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={20_000}
        {...notes.input}
      />
      <Tooltip label={texts.pinHelp} multiline w={260}>
        <Switch
          size="xs"
          label={texts.pin}
          checked={run.isPinned}
          onChange={(event) => void noteRun(id, { isPinned: event.currentTarget.checked })}
        />
      </Tooltip>
      <Facts run={run} />
      <div className={classes.buttons}>
        {run.documentId !== undefined && (
          <Tooltip label={texts.showHelp}>
            <Button size="compact-xs" variant="default" onClick={() => void showDocumentOf(run)}>
              {texts.show}
            </Button>
          </Tooltip>
        )}
        <Tooltip label={texts.openHelp}>
          <Button size="compact-xs" variant="default" onClick={() => openGraphOf(run)}>
            {texts.open}
          </Button>
        </Tooltip>
        <TakeAwayButton runId={id} />
      </div>
      <RunCheckpoints run={run} />
      {run.origin.type === 'fork' && (
        <ForkList
          kept={run.origin.kept.map((name) => ({ name, from: name }))}
          fresh={run.origin.fresh.map((name) => ({ name }))}
        />
      )}
    </div>
  );
}

function Facts({ run }: { readonly run: RunRecord }) {
  const { details: texts } = libraryTexts.use();
  const names = useTexts().run.backend.names;
  const { ranOn, backend, document, createdAt, trainedMs, peakBytes, origin, group } = run;
  const device = ranOn.at(-1);
  const on = device ? `${names[device.backend]}, ${device.device}` : names[backend];
  const lines = [
    texts.facts(on, String(document.training.seed), formatAgo(createdAt)),
    ...Object.values(run.data).map(({ name, count, hash }) =>
      texts.data(name, formatCount(count), hash.slice(0, 8)),
    ),
    ...(trainedMs > 0 ? [texts.trained(formatMs(trainedMs))] : []),
    ...(peakBytes > 0 ? [measuredTexts.now().peak(formatBytes(peakBytes))] : []),
    ...(origin.type === 'fork' ? [texts.fork(formatCount(origin.step))] : []),
    ...(origin.type === 'file' ? [texts.file(origin.name)] : []),
    ...(group
      ? [`${group.name}: ${group.values.map(({ name, value }) => `${name} = ${value}`).join(', ')}`]
      : []),
  ];
  return (
    <Text component="div" size="xs" c="dimmed">
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Text>
  );
}

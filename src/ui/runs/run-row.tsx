/** One run in the table. */
import { Badge, Checkbox, Table } from '@mantine/core';
import { memo } from 'react';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { isAtWorkHere } from '../../store/library-actions.ts';
import { useLibraryStore } from '../../store/library-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useSideRuns } from '../../store/side-runs.ts';
import { formatAgo } from '../files/ago.ts';
import { formatBytes, formatCount, formatLoss } from '../format.ts';
import { describeMetric } from '../run/metric-text.ts';
import { PinnedIcon } from './icons.tsx';
import { libraryTexts } from './library-texts.ts';
import { stateOf } from './rows.ts';
import classes from './runs.module.css';
import { useRunsPanel } from './runs-store.ts';

interface RunRowProps {
  readonly run: RunRecord;
  readonly isChosen: boolean;
}

export const RunRow = memo(function RunRow({ run, isChosen }: RunRowProps) {
  const texts = libraryTexts.use();
  const { id, name, document, updatedAt, step, totalSteps, tags } = run;
  const isShown = useRunsPanel((state) => state.shown === id);
  const end = useLibraryStore((state) => state.ends[id]);
  const usage = useLibraryStore((state) => state.usage);
  const isByDocument = useRunStore(() => isAtWorkHere(run));
  const isAtWork = useSideRuns(() => isAtWorkHere(run)) || isByDocument;
  const size = usage?.runs[id];
  const checkpoints = usage ? (size?.checkpoints ?? 0) : undefined;
  const metrics = (end?.metrics ?? []).flatMap(({ values, fault }) =>
    describeMetric(values, fault).rows.slice(0, 2),
  );
  return (
    <Table.Tr data-run={name} data-selected={isShown || undefined}>
      <Table.Td>
        <Checkbox
          size="xs"
          aria-label={texts.choose(name)}
          checked={isChosen}
          onChange={() => useRunsPanel.getState().toggle(id)}
        />
      </Table.Td>
      <Table.Td className={classes.name}>
        <button
          type="button"
          data-run-id={id}
          aria-pressed={isShown}
          onClick={() => useRunsPanel.getState().show(isShown ? null : id)}
        >
          {name}
        </button>
        {run.isPinned && (
          <span className={classes.pin} role="img" aria-label={texts.pinned}>
            <PinnedIcon size={12} />
          </span>
        )}
      </Table.Td>
      <Table.Td>{document.name}</Table.Td>
      <Table.Td title={new Date(updatedAt).toLocaleString()}>{formatAgo(updatedAt)}</Table.Td>
      <Table.Td className={classes.number}>
        {formatCount(step)}
        {totalSteps > 0 && <span className={classes.of}> / {formatCount(totalSteps)}</span>}
      </Table.Td>
      <Table.Td>{texts.states[stateOf(run, isAtWork, checkpoints)]}</Table.Td>
      <Table.Td className={classes.values}>
        {end?.losses.map(({ name: loss, value }) => `${loss} ${formatLoss(value)}`).join(' · ')}
      </Table.Td>
      <Table.Td className={classes.values}>
        {metrics.map(({ label, value }) => `${label} ${value}`).join(' · ')}
      </Table.Td>
      <Table.Td>
        <span className={classes.tags}>
          {tags.map((tag) => (
            <Badge key={tag} size="xs" variant="default" tt="none">
              {tag}
            </Badge>
          ))}
        </span>
      </Table.Td>
      <Table.Td className={classes.number}>
        {usage && formatBytes((size?.checkpoints ?? 0) + (size?.sheets ?? 0))}
      </Table.Td>
    </Table.Tr>
  );
});

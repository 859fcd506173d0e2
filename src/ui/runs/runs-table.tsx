/** The table of runs. A row's name shows its details; arrows go from name to name, Delete deletes. */
import { Button, Checkbox, Table } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { libraryTexts } from './library-texts.ts';
import { RunRow } from './run-row.tsx';
import classes from './runs.module.css';
import { removeRuns } from './runs-actions.ts';
import { useRunsPanel } from './runs-store.ts';

interface RunsTableProps {
  readonly runs: readonly RunRecord[];
  /** Beyond these. */
  readonly hidden: number;
  onMore(): void;
}

const COLUMNS = [
  'name',
  'document',
  'when',
  'steps',
  'state',
  'losses',
  'metrics',
  'tags',
  'size',
] as const;

export function RunsTable({ runs, hidden, onMore }: RunsTableProps) {
  const texts = libraryTexts.use();
  const { chosen, choose } = useRunsPanel();
  const count = runs.filter(({ id }) => chosen.includes(id)).length;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { runId } = (event.target as HTMLElement).dataset;
    const run = runs.find(({ id }) => id === runId);
    if (!run) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      focusBeside(event, 1);
      void removeRuns([run]);
    } else if (event.key === 'ArrowDown') focusBeside(event, 1);
    else if (event.key === 'ArrowUp') focusBeside(event, -1);
  };
  return (
    <div className={classes.scroll}>
      <Table
        stickyHeader
        highlightOnHover
        className={classes.table}
        aria-label={texts.title}
        onKeyDown={onKeyDown}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Checkbox
                size="xs"
                aria-label={texts.chooseAll}
                checked={count > 0 && count === runs.length}
                indeterminate={count > 0 && count < runs.length}
                onChange={() => choose(count === runs.length ? [] : runs.map(({ id }) => id))}
              />
            </Table.Th>
            {COLUMNS.map((column) => (
              <Table.Th key={column} data-column={column}>
                {texts.columns[column]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} isChosen={chosen.includes(run.id)} />
          ))}
        </Table.Tbody>
      </Table>
      {hidden > 0 && (
        <Button size="compact-sm" variant="subtle" m="xs" onClick={onMore}>
          {texts.more(hidden)}
        </Button>
      )}
    </div>
  );
}

function focusBeside(event: KeyboardEvent<HTMLElement>, direction: 1 | -1): void {
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-run-id]')];
  const at = names.indexOf(event.target as HTMLElement);
  const next = names[at + direction] ?? names[at - direction];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

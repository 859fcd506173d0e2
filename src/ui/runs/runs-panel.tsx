/** The Runs panel: all runs that this browser keeps, what is known of the one in hand, and what they take of its storage. */
import { Button, Select, Text, TextInput, Tooltip } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { MOST_RUNS } from '../../compare/compared-run.ts';
import { useLibraryStore, watchLibrary } from '../../store/library-store.ts';
import { openCompare } from '../compare/compare-store.ts';
import { SearchIcon, TrashIcon } from '../icons.tsx';
import { EmptyState } from '../run/empty-state.tsx';
import { sentence } from '../texts/problem-texts.ts';
import { libraryTexts } from './library-texts.ts';
import { documentsOf, everything, tagsOf, wantedRuns } from './rows.ts';
import { RunDetails } from './run-details.tsx';
import classes from './runs.module.css';
import { removeRuns } from './runs-actions.ts';
import { useRunsPanel } from './runs-store.ts';
import { RunsTable } from './runs-table.tsx';
import { SizeMeter } from './size-meter.tsx';

/** Rows at once; hundreds would make every change of one slow. */
const PAGE = 60;

export function RunsPanel() {
  const texts = libraryTexts.use();
  const { runs, fault, unreadable } = useLibraryStore();
  const { wanted, want, chosen, shown } = useRunsPanel();
  const [most, setMost] = useState(PAGE);
  useEffect(() => watchLibrary(), []);
  const found = useMemo(() => wantedRuns(runs ?? [], wanted), [runs, wanted]);
  if (fault !== null && !runs)
    return <EmptyState title={texts.title}>{sentence(fault)}</EmptyState>;
  if (!runs) return <EmptyState title={texts.title}>{texts.reading}</EmptyState>;
  const damaged = unreadable > 0 && (
    <Text size="xs" c="var(--gv-warning)" role="status">
      {texts.unreadable(unreadable)}
    </Text>
  );
  if (runs.length === 0)
    return (
      <EmptyState title={texts.none} action={damaged || undefined}>
        {texts.noneYet}
      </EmptyState>
    );
  const isChosen = new Set(chosen);
  const picked = found.filter(({ id }) => isChosen.has(id));
  const canCompare = picked.length > 1 && picked.length <= MOST_RUNS;
  const details = runs.find(({ id }) => id === shown);
  return (
    <div className={classes.panel} data-testid="runs">
      <div className={classes.bar}>
        <TextInput
          size="xs"
          className={classes.search}
          leftSection={<SearchIcon size={13} />}
          placeholder={texts.search}
          aria-label={texts.search}
          value={wanted.text}
          onChange={(event) => want({ text: event.currentTarget.value })}
        />
        <Filter
          label={texts.document}
          any={texts.anyDocument}
          least={2}
          values={documentsOf(runs)}
          value={wanted.document}
          onChange={(document) => want({ document })}
        />
        <Filter
          label={texts.tag}
          any={texts.anyTag}
          least={1}
          values={tagsOf(runs)}
          value={wanted.tag}
          onChange={(tag) => want({ tag })}
        />
        <Text size="xs" c="dimmed" role="status">
          {texts.count(found.length, runs.length)}
        </Text>
        <div className={classes.actions}>
          <Tooltip
            label={picked.length > MOST_RUNS ? texts.tooMany : texts.compareHelp}
            disabled={canCompare}
          >
            <Button
              size="compact-sm"
              variant="default"
              // Not `disabled`: the tooltip says what to do.
              {...(canCompare ? {} : { 'data-disabled': true })}
              aria-disabled={!canCompare}
              onClick={() => canCompare && openCompare(picked.map(({ id }) => id))}
            >
              {texts.compare(picked.length)}
            </Button>
          </Tooltip>
          <Button
            size="compact-sm"
            variant="default"
            disabled={picked.length === 0}
            aria-label={texts.delete(picked.length)}
            onClick={() => void removeRuns(picked)}
          >
            <TrashIcon size={13} />
            <span className={classes.wide}>{texts.delete(picked.length)}</span>
          </Button>
          <SizeMeter />
        </div>
      </div>
      {damaged && <div className={classes.warning}>{damaged}</div>}
      <div className={classes.body}>
        {found.length === 0 ? (
          <EmptyState
            title={texts.noneFound}
            action={
              <Button size="compact-sm" variant="default" onClick={() => want(everything)}>
                {texts.showAll}
              </Button>
            }
          >
            {null}
          </EmptyState>
        ) : (
          <RunsTable
            runs={found.slice(0, most)}
            hidden={Math.max(0, found.length - most)}
            onMore={() => setMost(most + PAGE)}
          />
        )}
        <aside
          className={classes.details}
          data-is-empty={!details || undefined}
          aria-label={details ? texts.details.label(details.name) : texts.title}
        >
          {details ? (
            <RunDetails key={details.id} run={details} />
          ) : (
            <Text size="sm" c="dimmed" p="sm">
              {texts.details.none}
            </Text>
          )}
        </aside>
      </div>
    </div>
  );
}

interface FilterProps {
  readonly label: string;
  readonly any: string;
  readonly values: readonly string[];
  readonly value: string | null;
  /** Of fewer values there is nothing to choose. */
  readonly least: number;
  onChange(value: string | null): void;
}

function Filter({ label, any, values, value, least, onChange }: FilterProps) {
  if (values.length < least && value === null) return null;
  return (
    <Tooltip label={label}>
      <Select
        size="xs"
        className={classes.filter}
        aria-label={label}
        placeholder={any}
        data={[...values]}
        value={value}
        onChange={onChange}
        clearable
        searchable={values.length > 8}
      />
    </Tooltip>
  );
}

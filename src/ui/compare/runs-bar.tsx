/** The compared runs by name and colour: which is the baseline, which goes, which comes. */
import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { type ComparedRun, MOST_RUNS } from '../../compare/compared-run.ts';
import { runLibrary } from '../../store/training-client.ts';
import { icon } from '../icon.tsx';
import { CrossIcon } from '../icons.tsx';
import classes from './compare.module.css';
import { useCompareStore } from './compare-store.ts';
import { compareTexts } from './compare-texts.ts';
import { Swatch } from './swatch.tsx';

const FlagIcon = icon(<path d="M4 14V2.5h7.5L9.8 5.7l1.7 3.3H4" />);

interface RunsBarProps {
  readonly runs: readonly ComparedRun[];
  readonly baseline: number;
}

export function RunsBar({ runs, baseline }: RunsBarProps) {
  const texts = compareTexts.use();
  const take = (id: string) =>
    useCompareStore.setState(({ runIds }) => ({ runIds: runIds.filter((each) => each !== id) }));
  return (
    <ul className={classes.runs} aria-label={texts.runs}>
      {runs.map(({ id, name }, index) => (
        <li key={id} className={classes.run} data-baseline={index === baseline || undefined}>
          <Swatch index={index} />
          <span className={classes.runName} title={name}>
            {name}
          </span>
          <Tooltip label={texts.makeBaseline(name)}>
            <Button
              size="compact-xs"
              variant={index === baseline ? 'filled' : 'subtle'}
              {...(index === baseline ? {} : { color: 'gray', px: 4 })}
              aria-pressed={index === baseline}
              aria-label={texts.makeBaseline(name)}
              onClick={() => useCompareStore.setState({ baseline: id })}
            >
              {index === baseline ? texts.isBaseline : <FlagIcon size={12} />}
            </Button>
          </Tooltip>
          <ActionIcon
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={texts.remove(name)}
            onClick={() => take(id)}
          >
            <CrossIcon size={11} />
          </ActionIcon>
        </li>
      ))}
      <li>
        <AddRun runs={runs} />
      </li>
    </ul>
  );
}

function AddRun({ runs }: Pick<RunsBarProps, 'runs'>) {
  const texts = compareTexts.use();
  const [all, setAll] = useState<readonly RunRecord[]>([]);
  useEffect(() => {
    // Without the list nothing can be added; what is compared stays on show.
    runLibrary.list().then(setAll, () => undefined);
  }, []);
  const compared = new Set(runs.map(({ id }) => id));
  const isFull = runs.length >= MOST_RUNS;
  return (
    <Select
      size="xs"
      w={210}
      searchable
      disabled={isFull}
      aria-label={texts.add}
      placeholder={isFull ? texts.full : texts.add}
      nothingFoundMessage={texts.noMatch}
      value={null}
      data={all
        .filter(({ id }) => !compared.has(id))
        .map(({ id, name, updatedAt }) => ({
          value: id,
          label: `${name} · ${new Date(updatedAt).toLocaleString()}`,
        }))}
      onChange={(id) => {
        if (id)
          useCompareStore.setState(({ runIds }) => ({
            runIds: [...runIds, id].slice(0, MOST_RUNS),
          }));
      }}
    />
  );
}

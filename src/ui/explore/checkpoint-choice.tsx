/** Which run, and which of its checkpoints, is explored. */
import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { explore, stepsToExplore, useExploreStore } from '../../store/explore-store.ts';
import { formatCount } from '../format.ts';
import { RestartIcon } from '../run/icons.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';

interface CheckpointChoiceProps {
  readonly runs: readonly RunRecord[];
}

export function CheckpointChoice({ runs }: CheckpointChoiceProps) {
  const texts = exploreTexts.use();
  const opened = useExploreStore((state) => state.opened);
  const run = runs.find(({ id }) => opened.type !== 'none' && id === opened.runId);
  const [steps, setSteps] = useState<readonly number[]>([]);
  const [runId, updatedAt] = [run?.id, run?.updatedAt];
  useEffect(() => {
    let isOver = false;
    if (runId === undefined) return;
    stepsToExplore(runId).then(
      (found) => !isOver && setSteps(found),
      () => !isOver && setSteps([]),
    );
    return () => {
      isOver = true;
    };
  }, [runId, updatedAt]);
  const shown = opened.type === 'open' ? opened.contents.step : null;
  const all = shown === null || steps.includes(shown) ? steps : [...steps, shown];
  const choose = (id: string | null) => {
    const next = runs.find((one) => one.id === id);
    if (next) void explore(next, null);
  };
  return (
    <>
      <Select
        size="xs"
        label={texts.run}
        placeholder={texts.choose}
        data={runs.map(({ id, name, createdAt }) => ({
          value: id,
          label: `${name} · ${new Date(createdAt).toLocaleString()}`,
        }))}
        value={run?.id ?? null}
        allowDeselect={false}
        comboboxProps={{ width: 320, position: 'bottom-start' }}
        onChange={choose}
      />
      <div className={classes.row}>
        <Select
          size="xs"
          label={texts.step}
          data={all.map((step) => ({
            value: String(step),
            label: texts.atStep(formatCount(step)),
          }))}
          value={shown === null ? null : String(shown)}
          allowDeselect={false}
          disabled={!run}
          onChange={(step) => run && step !== null && void explore(run, Number(step))}
        />
        <Tooltip label={texts.reload}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={texts.reload}
            disabled={!run}
            onClick={() => run && void explore(run, null)}
          >
            <RestartIcon />
          </ActionIcon>
        </Tooltip>
      </div>
    </>
  );
}

/** Checkpoints of the run in hand, the newest first. */
import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { useLibraryStore } from '../../store/library-store.ts';
import { runLibrary } from '../../store/training-client.ts';
import type { CheckpointNote } from '../../worker/run-library-types.ts';
import { formatAgo } from '../files/ago.ts';
import { formatBytes, formatCount } from '../format.ts';
import { TrashIcon } from '../icons.tsx';
import { goOnFrom } from '../run/fork-actions.ts';
import { useForkDialog } from '../run/fork-store.ts';
import { ForkIcon, PlayIcon } from '../run/icons.tsx';
import { useTexts } from '../texts/texts.ts';
import { libraryTexts } from './library-texts.ts';
import classes from './runs.module.css';
import { removeCheckpoint } from './runs-actions.ts';

export function RunCheckpoints({ run: { id } }: { readonly run: RunRecord }) {
  const texts = libraryTexts.use().checkpoints;
  const forks = useTexts().forks;
  // Read anew whenever the list is.
  const usage = useLibraryStore((state) => state.usage);
  const [checkpoints, setCheckpoints] = useState<readonly CheckpointNote[] | null>(null);
  useEffect(() => {
    let isGone = false;
    async function read(_usage: object | null) {
      const found = await runLibrary.checkpoints(id).catch(() => []);
      if (!isGone) setCheckpoints([...found].reverse());
    }
    void read(usage);
    return () => {
      isGone = true;
    };
  }, [id, usage]);
  if (!checkpoints) return null;
  return (
    <section aria-label={texts.title}>
      <Text size="xs" fw={600}>
        {texts.title}
      </Text>
      {checkpoints.length === 0 && (
        <Text size="xs" c="dimmed">
          {texts.none}
        </Text>
      )}
      <ul className={classes.checkpoints}>
        {checkpoints.map(({ step, bytes, at }, index) => (
          <li key={step} data-checkpoint={step}>
            <span className={classes.step}>{texts.step(formatCount(step))}</span>
            <span className={classes.fact}>
              {formatBytes(bytes)}
              {at > 0 && ` · ${formatAgo(at)}`}
            </span>
            <Tooltip label={index === 0 ? forks.goOnNewest : forks.goOnOlder}>
              <ActionIcon
                size="xs"
                variant="subtle"
                aria-label={forks.goOn(formatCount(step))}
                onClick={() => void goOnFrom(id, step)}
              >
                <PlayIcon size={12} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={forks.fork(formatCount(step))}>
              <ActionIcon
                size="xs"
                variant="subtle"
                aria-label={forks.fork(formatCount(step))}
                onClick={() => useForkDialog.getState().ask(id, step)}
              >
                <ForkIcon size={12} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={texts.remove(formatCount(step))}>
              <ActionIcon
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={texts.remove(formatCount(step))}
                onClick={() => void removeCheckpoint(id, step)}
              >
                <TrashIcon size={12} />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
    </section>
  );
}

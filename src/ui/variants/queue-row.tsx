/** One run of the queue: what it is doing and how far it is, with what can be done about it. */
import { ActionIcon, Badge, Button, Progress, Text, Tooltip } from '@mantine/core';
import { useQueueStore } from '../../store/queue.ts';
import { type QueueItem, secondsUntilEnd } from '../../store/queue-state.ts';
import { announce } from '../announce.ts';
import { formatCount, formatDuration } from '../format.ts';
import { CrossIcon, EnterIcon, GripIcon } from '../icons.tsx';
import { sentence } from '../texts/problem-texts.ts';
import { openDocumentOf } from './queue-actions.ts';
import type { Reorder } from './use-reorder.ts';
import { variantTexts } from './variant-texts.ts';
import classes from './variants.module.css';

interface QueueRowProps {
  readonly item: QueueItem;
  readonly isDragged: boolean;
  readonly handle: ReturnType<Reorder['handle']>;
}

const COLORS = {
  waiting: 'gray',
  preparing: 'blue',
  training: 'lagoon',
  failed: 'red',
  finished: 'gray',
} as const;

export function QueueRow({ item, isDragged, handle }: QueueRowProps) {
  const { queue: texts } = variantTexts.use();
  const { id, name, step, totalSteps, state } = item;
  const queue = useQueueStore.getState();
  const isPaused = state.type === 'waiting' && step > 0;
  const share = state.type === 'finished' ? 1 : totalSteps > 0 ? step / totalSteps : 0;
  return (
    <li
      className={classes.row}
      data-row={id}
      data-state={state.type}
      data-dragged={isDragged || undefined}
    >
      <button type="button" className={classes.handle} aria-label={texts.drag(name)} {...handle}>
        <GripIcon size={14} />
      </button>
      <div className={classes.about}>
        <Text size="sm" truncate title={name}>
          {name}
        </Text>
        {state.type === 'failed' && (
          <Text size="xs" c="var(--gv-error)">
            {sentence(state.message)}
          </Text>
        )}
      </div>
      <Badge size="sm" variant="light" color={COLORS[state.type]} className={classes.state}>
        {texts.states[isPaused ? 'paused' : state.type]}
      </Badge>
      <div className={classes.progress}>
        <Progress
          size={4}
          value={Math.min(100, share * 100)}
          transitionDuration={0}
          aria-label={texts.progress(name)}
        />
        <Text size="xs" c="dimmed" truncate data-step={step}>
          {totalSteps > 0
            ? texts.stepOf(formatCount(step), formatCount(totalSteps))
            : texts.step(formatCount(step))}
          <TimeLeft item={item} />
        </Text>
      </div>
      <div className={classes.actions}>
        {state.type === 'failed' && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={texts.retryOf(name)}
            onClick={() => void queue.retry(id)}
          >
            {texts.retry}
          </Button>
        )}
        <Tooltip label={texts.open(name)}>
          <ActionIcon aria-label={texts.open(name)} onClick={() => void openDocumentOf(id)}>
            <EnterIcon size={14} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={texts.remove(name)}>
          <ActionIcon
            aria-label={texts.remove(name)}
            onClick={() => {
              void queue.remove([id]);
              announce(texts.removed(name));
            }}
          >
            <CrossIcon size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  );
}

function TimeLeft({ item }: { readonly item: QueueItem }) {
  const { queue: texts } = variantTexts.use();
  const seconds = useQueueStore((state) => secondsUntilEnd(state, item));
  const { type } = item.state;
  if (seconds === null || type === 'failed' || type === 'finished') return null;
  const say = type === 'training' || item.step > 0 ? texts.left : texts.takes;
  return <> · {say(formatDuration(seconds))}</>;
}

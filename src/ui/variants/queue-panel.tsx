/** The queue of runs: what waits, trains, failed and is done, in an order that can be changed; and whether it may train. */
import { ActionIcon, Alert, Button, Group, Switch, Text, Tooltip } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useQueueStore } from '../../store/queue.ts';
import { MOST_FAILURES, type QueueItem, secondsLeft } from '../../store/queue-state.ts';
import { announce } from '../announce.ts';
import { openCompare } from '../compare/compare-store.ts';
import { formatDuration } from '../format.ts';
import { TrashIcon } from '../icons.tsx';
import { EmptyState } from '../run/empty-state.tsx';
import { PauseIcon, PlayIcon } from '../run/icons.tsx';
import { sentence } from '../texts/problem-texts.ts';
import { addDocumentToQueue } from './queue-actions.ts';
import { QueueRow } from './queue-row.tsx';
import { openSweep } from './sweep-store.ts';
import { useReorder } from './use-reorder.ts';
import { useWished } from './use-wished.ts';
import { variantTexts } from './variant-texts.ts';
import classes from './variants.module.css';

export function QueuePanel() {
  const { queue: texts } = variantTexts.use();
  const items = useQueueStore((state) => state.items);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  useEffect(() => void useQueueStore.getState().load(), []);
  const {
    ids: shown,
    dragged,
    handle,
  } = useReorder(ids, (id, to) => {
    const name = items.find((item) => item.id === id)?.name ?? '';
    announce(texts.moved(name, to + 1, ids.length));
    return useQueueStore.getState().move(id, to);
  });
  if (items.length === 0) {
    return (
      <>
        <Fault />
        <EmptyState
          title={texts.emptyTitle}
          action={
            <Group gap="xs" mt={6}>
              <Button onClick={() => openSweep()}>{texts.sweep}</Button>
              <Button variant="default" onClick={() => void addDocumentToQueue()}>
                {texts.addThis}
              </Button>
            </Group>
          }
        >
          {texts.empty}
        </EmptyState>
      </>
    );
  }
  return (
    <section className={classes.queue} aria-label={texts.label}>
      <Bar />
      <Fault />
      <ol className={classes.rows}>
        {shown.map((id) => {
          const item = items.find((each) => each.id === id);
          return (
            item && <QueueRow key={id} item={item} isDragged={dragged === id} handle={handle(id)} />
          );
        })}
      </ol>
    </section>
  );
}

function Bar() {
  const { queue: texts } = variantTexts.use();
  const items = useQueueStore((state) => state.items);
  const queue = useQueueStore.getState();
  const [isOn, wishOn] = useWished(
    useQueueStore((state) => state.isOn),
    queue.switch,
  );
  const [isTogether, wishTogether] = useWished(
    useQueueStore((state) => state.isTogether),
    queue.setTogether,
  );
  const hasBegun = items.some(({ step, state }) => step > 0 || state.type === 'finished');
  const hasMore = items.some(({ state }) => !['finished', 'failed'].includes(state.type));
  const Icon = isOn ? PauseIcon : PlayIcon;
  return (
    <div className={classes.bar}>
      <Button
        leftSection={<Icon size={13} />}
        variant={isOn ? 'default' : 'filled'}
        disabled={!hasMore}
        onClick={() => wishOn(!isOn)}
        data-testid="queue-switch"
      >
        {isOn ? texts.pause : hasBegun ? texts.goOn : texts.start}
      </Button>
      <Summary />
      <Tooltip label={texts.togetherHelp} multiline maw={320}>
        <Switch
          size="xs"
          label={texts.together}
          checked={isTogether}
          onChange={(event) => wishTogether(event.currentTarget.checked)}
        />
      </Tooltip>
      <Button variant="default" px={10} onClick={() => openSweep()}>
        {texts.sweep}
      </Button>
      <Button
        variant="default"
        px={10}
        disabled={comparable(items).length < 2}
        onClick={() => openCompare(comparable(items))}
      >
        {texts.compare}
      </Button>
      <Tooltip label={texts.clear}>
        <ActionIcon
          aria-label={texts.clear}
          disabled={items.every(({ state }) => state.type !== 'finished')}
          onClick={() => void queue.clearFinished()}
        >
          <TrashIcon size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** Those of the sweep that trained last, or all, which have something to show. */
function comparable(items: readonly QueueItem[]): readonly string[] {
  const begun = items.filter(({ step, state }) => step > 0 || state.type === 'finished');
  const sweep = begun.findLast((item) => item.sweep !== null)?.sweep?.id;
  const together = begun.filter((item) => item.sweep?.id === sweep);
  return (together.length > 1 ? together : begun).map(({ id }) => id);
}

function Summary() {
  const { summary: texts } = variantTexts.use().queue;
  const items = useQueueStore((state) => state.items);
  const isOn = useQueueStore((state) => state.isOn);
  const heldBy = useQueueStore((state) => state.heldBy);
  const pace = useQueueStore((state) => state.pace);
  const count = (type: string) => items.filter(({ state }) => state.type === type).length;
  const done = count('finished');
  const failed = count('failed');
  const isDone = done + failed === items.length;
  const seconds = secondsLeft({ items, pace });
  const parts = [
    isDone
      ? texts.done
      : heldBy !== null
        ? texts.waits(heldBy)
        : isOn
          ? texts.training
          : texts.paused,
    texts.of(done, items.length),
    ...(failed > 0 ? [texts.failed(failed)] : []),
    ...(isDone ? [] : [seconds === null ? texts.leftUnknown : texts.left(formatDuration(seconds))]),
  ];
  return (
    <Text size="xs" className={classes.summary} data-testid="queue-summary">
      {parts.join(' · ')}
    </Text>
  );
}

function Fault() {
  const { queue: texts } = variantTexts.use();
  const fault = useQueueStore((state) => state.fault);
  const isStopped = useQueueStore(
    ({ isOn, failuresInARow }) => !isOn && failuresInARow >= MOST_FAILURES,
  );
  const text = fault !== null ? sentence(fault) : isStopped ? texts.stopped(MOST_FAILURES) : null;
  if (text === null) return null;
  return (
    <Alert
      color="red"
      p="xs"
      m={8}
      title={texts.fault}
      withCloseButton={fault !== null}
      closeButtonLabel={texts.dismiss}
      onClose={() => useQueueStore.getState().dismissFault()}
    >
      {text}
    </Alert>
  );
}

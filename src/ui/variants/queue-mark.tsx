/** How many runs of the queue are still to train, beside the tab’s name; coloured while one does, or where one failed. */
import { useQueueStore } from '../../store/queue.ts';
import classes from './queue-mark.module.css';

export function QueueMark() {
  const count = useQueueStore(
    ({ items }) => items.filter(({ state }) => !['finished', 'failed'].includes(state.type)).length,
  );
  const hasFailed = useQueueStore(({ items }) =>
    items.some(({ state }) => state.type === 'failed'),
  );
  const isOn = useQueueStore((state) => state.isOn);
  if (count === 0 && !hasFailed) return null;
  return (
    <span className={classes.mark} data-on={isOn || undefined} data-failed={hasFailed || undefined}>
      {count > 0 ? count : '!'}
    </span>
  );
}

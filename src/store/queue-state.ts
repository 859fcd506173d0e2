/**
 * The queue of runs as data: what waits, what trains, what became of the others, and what an event makes of it. Pure;
 * `queue-store.ts` does it with the worker and keeps it.
 */
import type { StoredQueue } from '../worker/queue-storage.ts';

export type ItemState =
  | { readonly type: 'waiting' }
  | { readonly type: 'preparing' }
  /** 0 ms until it was measured. */
  | { readonly type: 'training'; readonly msPerStep: number }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'finished' };

export interface QueueItem {
  /** The run's. */
  readonly id: string;
  readonly name: string;
  readonly sweep: { readonly id: string; readonly name: string } | null;
  readonly step: number;
  /** 0 where only its data says how long it is, until it was opened. */
  readonly totalSteps: number;
  readonly multiplyAdds: number;
  readonly state: ItemState;
}

export interface QueueState {
  /** In the order in which they begin. */
  readonly items: readonly QueueItem[];
  /** The person wants it to train. Never so after a reload. */
  readonly isOn: boolean;
  /** Several runs in turns of one step each, so that their curves grow together. */
  readonly isTogether: boolean;
  /** Milliseconds for each multiply-add, as measured last; null before that. */
  readonly pace: number | null;
  /** Runs that failed since the last step that any of them took. */
  readonly failuresInARow: number;
}

export type QueueEvent =
  | { readonly type: 'loaded'; readonly queue: StoredQueue }
  | { readonly type: 'added'; readonly items: readonly QueueItem[] }
  | { readonly type: 'switched'; readonly isOn: boolean }
  | { readonly type: 'arranged'; readonly isTogether: boolean }
  | { readonly type: 'moved'; readonly id: string; readonly to: number }
  | { readonly type: 'removed'; readonly ids: readonly string[] }
  /** It is to be tried again from its last checkpoint. */
  | { readonly type: 'retried'; readonly id: string }
  | { readonly type: 'begun'; readonly id: string }
  | {
      readonly type: 'progressed';
      readonly id: string;
      readonly step: number;
      readonly totalSteps: number;
      readonly msPerStep: number;
    }
  /** It stands still, and goes on when it is its turn; null where it had not come so far as to have a step. */
  | { readonly type: 'interrupted'; readonly id: string; readonly step: number | null }
  | { readonly type: 'failed'; readonly id: string; readonly message: string }
  | { readonly type: 'finished'; readonly id: string };

export const emptyQueue: QueueState = {
  items: [],
  isOn: false,
  isTogether: false,
  pace: null,
  failuresInARow: 0,
};

/** What stops so many before their first step would stop the others, too: they had better wait for the person. */
export const MOST_FAILURES = 3;
/** Each holds its weights on the device: more would crowd it. */
export const MOST_TOGETHER = 4;

export const isAtWork = ({ state }: QueueItem): boolean =>
  state.type === 'preparing' || state.type === 'training';
export const isWaiting = ({ state }: QueueItem): boolean => state.type === 'waiting';
const isToCome = (item: QueueItem): boolean => isAtWork(item) || isWaiting(item);

export function queueAfter(queue: QueueState, event: QueueEvent): QueueState {
  const { items } = queue;
  switch (event.type) {
    case 'loaded':
      return { ...emptyQueue, ...event.queue, pace: queue.pace };
    case 'added': {
      const known = new Set(items.map(({ id }) => id));
      return { ...queue, items: [...items, ...event.items.filter(({ id }) => !known.has(id))] };
    }
    case 'switched':
      return { ...queue, isOn: event.isOn && items.some(isToCome), failuresInARow: 0 };
    case 'arranged':
      return { ...queue, isTogether: event.isTogether };
    case 'moved':
      return { ...queue, items: moved(items, event.id, event.to) };
    case 'removed':
      return whole({ ...queue, items: items.filter(({ id }) => !event.ids.includes(id)) });
    case 'retried':
      return withItem(queue, event.id, (item) =>
        item.state.type === 'failed' ? { ...item, state: { type: 'waiting' } } : item,
      );
    case 'begun':
      return withItem(queue, event.id, (item) => ({ ...item, state: { type: 'preparing' } }));
    case 'progressed': {
      const { id, step, totalSteps, msPerStep } = event;
      const next = withItem(queue, id, (item) =>
        isToCome(item)
          ? { ...item, step, totalSteps, state: { type: 'training', msPerStep } }
          : item,
      );
      return { ...next, pace: paceOf(next, id, msPerStep), failuresInARow: 0 };
    }
    case 'interrupted':
      return withItem(queue, event.id, (item) =>
        isToCome(item)
          ? { ...item, step: event.step ?? item.step, state: { type: 'waiting' } }
          : item,
      );
    case 'failed':
      return afterFailure(
        withItem(queue, event.id, (item) => ({
          ...item,
          state: { type: 'failed', message: event.message },
        })),
      );
    case 'finished':
      return whole(
        withItem(queue, event.id, (item) => ({
          ...item,
          step: item.totalSteps,
          state: { type: 'finished' },
        })),
      );
    default:
      return event satisfies never;
  }
}

/** A queue with nothing left to train is off. */
const whole = (queue: QueueState): QueueState =>
  queue.isOn && !queue.items.some(isToCome) ? { ...queue, isOn: false } : queue;

function afterFailure(queue: QueueState): QueueState {
  const failuresInARow = queue.failuresInARow + 1;
  const isOn = queue.isOn && failuresInARow < MOST_FAILURES;
  return whole({ ...queue, failuresInARow, isOn });
}

function withItem(
  queue: QueueState,
  id: string,
  change: (item: QueueItem) => QueueItem,
): QueueState {
  return { ...queue, items: queue.items.map((item) => (item.id === id ? change(item) : item)) };
}

function moved(items: readonly QueueItem[], id: string, to: number): readonly QueueItem[] {
  const item = items.find((each) => each.id === id);
  if (!item) return items;
  const others = items.filter((each) => each !== item);
  const at = Math.min(others.length, Math.max(0, to));
  return [...others.slice(0, at), item, ...others.slice(at)];
}

/** In turns each step of one run takes as long as ever; only the clock of all counts them together. */
function paceOf({ items, pace }: QueueState, id: string, msPerStep: number): number | null {
  const multiplyAdds = items.find((item) => item.id === id)?.multiplyAdds ?? 0;
  return msPerStep > 0 && multiplyAdds > 0 ? msPerStep / multiplyAdds : pace;
}

/** The runs that train now, where the queue may: those that do go on, then the first that wait. */
export function turnOf({ items, isTogether }: QueueState): readonly string[] {
  const inOrder = [...items.filter(isAtWork), ...items.filter(isWaiting)];
  return inOrder.slice(0, isTogether ? MOST_TOGETHER : 1).map(({ id }) => id);
}

/** Of this run alone; null while nothing is known. */
export function secondsOf(item: QueueItem, pace: number | null): number | null {
  if (!isToCome(item)) return 0;
  const measured = item.state.type === 'training' ? item.state.msPerStep : 0;
  const ms = measured > 0 ? measured : (pace ?? 0) * item.multiplyAdds;
  return ms > 0 && item.totalSteps > 0
    ? (Math.max(0, item.totalSteps - item.step) * ms) / 1000
    : null;
}

/** Until it ends, by the clock: those that take turns with it take their time, too, as long as they have steps left. */
export function secondsUntilEnd(queue: Pick<QueueState, 'items' | 'pace'>, item: QueueItem) {
  const own = secondsOf(item, queue.pace);
  const left = (of: QueueItem) => Math.max(0, of.totalSteps - of.step);
  if (own === null || !isAtWork(item) || left(item) === 0) return own;
  return queue.items
    .filter((other) => other.id !== item.id && isAtWork(other))
    .reduce((sum, other) => {
      const theirs = secondsOf(other, queue.pace) ?? 0;
      return sum + theirs * Math.min(1, left(item) / Math.max(1, left(other)));
    }, own);
}

/** Until all have ended, however they take turns; null where it is unknown of one of them. */
export function secondsLeft({ items, pace }: Pick<QueueState, 'items' | 'pace'>): number | null {
  let sum = 0;
  for (const item of items) {
    const seconds = secondsOf(item, pace);
    if (seconds === null) return null;
    sum += seconds;
  }
  return sum;
}

/** What outlives a visit: what was at work waits again. */
export const storedQueue = ({ items, isTogether }: QueueState): StoredQueue => ({
  isTogether,
  items: items.map((item) => ({
    ...item,
    state:
      item.state.type === 'failed' || item.state.type === 'finished'
        ? item.state
        : { type: 'waiting' },
  })),
});

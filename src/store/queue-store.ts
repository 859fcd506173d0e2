/**
 * The queue of runs: keeps its order through reloads, and has the worker train what is next. Two rules make it predictable:
 * training by hand goes first, and the queue waits until no document trains; and after a reload nothing goes on until the
 * person says so. One browser tab has the queue at a time.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { createQueueRunner } from './queue-runner.ts';
import {
  emptyQueue,
  isAtWork,
  isWaiting,
  type QueueEvent,
  type QueueItem,
  type QueueState,
  queueAfter,
  storedQueue,
  turnOf,
} from './queue-state.ts';
import type { QueuedRun, QueueParts, QueueStoreState } from './queue-store-types.ts';

export type QueueStore = UseBoundStore<StoreApi<QueueStoreState>>;

/** These come too often to be kept, and a reload finds the step in the run itself. */
const isPassing = ({ type }: QueueEvent) => type === 'progressed' || type === 'begun';

const BUSY_ELSEWHERE =
  'Another tab of this browser has the queue. Go on in that one, or close it first.';

export function createQueueStore(parts: QueueParts): QueueStore {
  const { runs, storage, byHand, solo } = parts;
  /** Settles with all writes; storage keeps their order. */
  let writing: Promise<unknown> = Promise.resolve();
  /** One wish after another: what is read for one must not come between those after it. */
  let line: Promise<void> = Promise.resolve();
  /** Changes that are wished for, and not stored yet. */
  let pending = 0;

  return create<QueueStoreState>()((set, get) => {
    const runner = createQueueRunner(parts, happen);

    const fail = (error: unknown) =>
      set({ fault: error instanceof Error ? error.message : String(error) });

    function happen(events: readonly QueueEvent[]): void {
      const before: QueueState = get();
      const after = events.reduce(queueAfter, before);
      if (after !== before) set(after);
      if (!events.every(isPassing)) {
        void keep().catch(fail);
        look();
      }
      if (before.isOn && !after.isOn) void writing.finally(letGo);
    }

    function keep(): Promise<void> {
      const write = storage.write(storedQueue(get()));
      writing = Promise.allSettled([writing, write]);
      return write;
    }

    /** A paused run is still open here: until it is closed, no other tab may take it up. */
    function letGo(): void {
      if (pending === 0 && !get().isOn && !runner.isBusy()) solo.letGo();
    }

    /** Has the worker do what the queue, and who else trains, make of it. */
    function look(): void {
      const { isOn, items, heldBy } = get();
      const other = byHand.trains();
      const next = isOn ? other : null;
      if (next !== heldBy) set({ heldBy: next });
      if (next !== null && heldBy === null && items.some(isAtWork))
        parts.tell?.({ type: 'queue-waits', name: next });
      const isFree = isOn && next === null;
      const turn = turnOf(get());
      runner.train(isFree ? turn : [], turn);
    }

    byHand.subscribe(() => {
      const { isOn, heldBy } = get();
      if (isOn && byHand.trains() !== heldBy) look();
    });

    async function read(): Promise<void> {
      const { isTogether, items } = (await storage.read()) ?? { isTogether: false, items: [] };
      const found = await Promise.all(items.map(asStored));
      if (get().isOn) return;
      const queue = { isTogether, items: found };
      set({ ...queueAfter(get(), { type: 'loaded', queue }), isLoaded: true });
    }

    /** How far a run came is said by the run. */
    async function asStored<T extends Pick<QueueItem, 'id' | 'step' | 'totalSteps'>>(
      item: T,
    ): Promise<T> {
      const record = await runs.read(item.id).catch(() => null);
      if (!record) return item;
      return { ...item, step: record.step, totalSteps: record.totalSteps || item.totalSteps };
    }

    function inLine(act: () => Promise<void>): Promise<void> {
      const done = line.then(act);
      line = done.catch(() => undefined);
      return done;
    }

    /**
     * Changes the queue as it is stored, once no other browser tab is at it. Resolves when that is kept; those after it need
     * not wait so long. Rejects with a sentence.
     */
    async function change(act: () => void | Promise<void>): Promise<void> {
      pending += 1;
      try {
        await inLine(async () => {
          const wasHeld = solo.isHeld();
          if (!(await solo.take())) throw new Error(BUSY_ELSEWHERE);
          if (!wasHeld && !runner.isBusy()) await read();
          await act();
        });
        await writing;
      } finally {
        pending -= 1;
        letGo();
      }
    }

    const attempt = (act: () => void | Promise<void>): Promise<void> => change(act).catch(fail);

    return {
      ...emptyQueue,
      isLoaded: false,
      heldBy: null,
      fault: null,
      load: () =>
        inLine(async () => {
          if (!solo.isHeld() || !get().isLoaded) await read();
        }).catch(fail),
      add: (queued) =>
        change(async () => {
          const items: QueueItem[] = [];
          try {
            for (const each of queued) {
              const { id } = await parts.side.getState().make(each.run);
              items.push(itemOf(id, each));
            }
            set(queueAfter(get(), { type: 'added', items }));
            await keep();
            look();
          } catch (error) {
            const ids = items.map(({ id }) => id);
            set(queueAfter(get(), { type: 'removed', ids }));
            await runs.remove(ids).catch(() => undefined);
            throw error;
          }
        }),
      switch: (isOn) =>
        attempt(() => {
          set({ fault: null });
          happen([{ type: 'switched', isOn }]);
        }),
      setTogether: (isTogether) => attempt(() => happen([{ type: 'arranged', isTogether }])),
      move: (id, to) => attempt(() => happen([{ type: 'moved', id, to }])),
      remove: (ids) =>
        attempt(async () => {
          const unbegun = get().items.filter(
            (item) => ids.includes(item.id) && item.step === 0 && isWaiting(item),
          );
          happen([{ type: 'removed', ids }]);
          await runs.remove(unbegun.map(({ id }) => id));
        }),
      retry: (id) => attempt(() => happen([{ type: 'retried', id }])),
      clearFinished: () =>
        attempt(() => {
          const done = get().items.filter(({ state }) => state.type === 'finished');
          happen([{ type: 'removed', ids: done.map(({ id }) => id) }]);
        }),
      dismissFault: () => set({ fault: null }),
    };
  });
}

const itemOf = (id: string, { run: { name, group }, item }: QueuedRun): QueueItem => ({
  ...{ id, name, sweep: group ? { id: group.id, name: group.name } : null },
  ...{ step: 0, state: { type: 'waiting' } },
  ...item,
});

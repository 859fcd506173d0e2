/** The queue of runs: its order as data, and what its store has the worker do, keeps, and finds again. */
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { plainRun, type RunRecord } from '../../graph-schemas/run-record.ts';
import { blankDocument } from '../../src/store/blank-document.ts';
import {
  emptyQueue,
  MOST_TOGETHER,
  type QueueEvent,
  type QueueItem,
  type QueueState,
  queueAfter,
  secondsLeft,
  secondsUntilEnd,
  storedQueue,
  turnOf,
} from '../../src/store/queue-state.ts';
import { createQueueStore } from '../../src/store/queue-store.ts';
import type { QueuedRun } from '../../src/store/queue-store-types.ts';
import type { SideRun, SideRuns } from '../../src/store/run-queue-types.ts';
import { nothingShown } from '../../src/store/run-reducer.ts';
import type { RunState } from '../../src/store/run-state.ts';
import type { StoredQueue } from '../../src/worker/queue-storage.ts';

const item = (id: string, more: Partial<QueueItem> = {}): QueueItem => ({
  ...{ id, name: `run ${id}`, sweep: null, step: 0, totalSteps: 100, multiplyAdds: 10 },
  state: { type: 'waiting' },
  ...more,
});

const after = (queue: QueueState, ...events: QueueEvent[]) => events.reduce(queueAfter, queue);
const queueOf = (...ids: string[]) =>
  after(
    emptyQueue,
    { type: 'added', items: ids.map((id) => item(id)) },
    { type: 'switched', isOn: true },
  );
const states = ({ items }: Pick<QueueState, 'items'>) =>
  items.map(({ id, state }) => `${id} ${state.type}`);

describe('the queue as data', () => {
  it('trains the first that waits, and in turns as many as fit', () => {
    const queue = queueOf('a', 'b', 'c', 'd', 'e');
    expect(turnOf(queue)).toEqual(['a']);
    const together = after(queue, { type: 'arranged', isTogether: true });
    expect(turnOf(together)).toEqual(['a', 'b', 'c', 'd'].slice(0, MOST_TOGETHER));
  });

  it('lets the run at work go on when another is moved before it', () => {
    const queue = after(
      queueOf('a', 'b', 'c'),
      { type: 'begun', id: 'a' },
      { type: 'moved', id: 'c', to: 0 },
    );
    expect(queue.items.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(turnOf(queue)).toEqual(['a']);
    expect(turnOf(after(queue, { type: 'finished', id: 'a' }))).toEqual(['c']);
  });

  it('keeps places within bounds, and ignores a run that it does not hold', () => {
    const queue = queueOf('a', 'b');
    const ids = ({ items }: QueueState) => items.map(({ id }) => id);
    expect(ids(after(queue, { type: 'moved', id: 'a', to: 99 }))).toEqual(['b', 'a']);
    expect(ids(after(queue, { type: 'moved', id: 'b', to: -99 }))).toEqual(['b', 'a']);
    expect(ids(after(queue, { type: 'moved', id: 'x', to: 0 }))).toEqual(['a', 'b']);
  });

  it('goes on past a failure, is off after the last run, and is off after three failures in a row', () => {
    const failed = (id: string): QueueEvent => ({ type: 'failed', id, message: `no ${id}` });
    const one = after(queueOf('a', 'b'), failed('a'));
    expect(one.isOn).toBe(true);
    expect(turnOf(one)).toEqual(['b']);
    expect(after(one, { type: 'finished', id: 'b' }).isOn).toBe(false);

    const three = after(queueOf('a', 'b', 'c', 'd'), failed('a'), failed('b'), failed('c'));
    expect(three.isOn).toBe(false);
    const progress: QueueEvent = {
      ...{ type: 'progressed', id: 'c', step: 1, totalSteps: 9, msPerStep: 1 },
    };
    const apart = after(
      queueOf('a', 'b', 'c', 'd'),
      failed('a'),
      failed('b'),
      progress,
      failed('c'),
    );
    expect(apart.isOn).toBe(true);
  });

  it('tries a failed run again from where it was', () => {
    const failed = after(
      queueOf('a', 'b'),
      { type: 'progressed', id: 'a', step: 40, totalSteps: 100, msPerStep: 1 },
      { type: 'failed', id: 'a', message: 'not finite' },
      { type: 'retried', id: 'a' },
    );
    expect(failed.items[0]).toEqual(item('a', { step: 40 }));
  });

  it('tells the time of what waits by what trains', () => {
    const queue = after(
      emptyQueue,
      { type: 'added', items: [item('a'), item('b', { multiplyAdds: 20 })] },
      { type: 'switched', isOn: true },
    );
    expect(secondsLeft(queue)).toBeNull();
    const measured = after(queue, {
      ...{ type: 'progressed', id: 'a', step: 50, totalSteps: 100, msPerStep: 10 },
    });
    expect(secondsLeft(measured)).toBeCloseTo(0.5 + 2);
  });

  it('tells when each of those that take turns ends, by the clock', () => {
    const progress = (id: string, step: number): QueueEvent => ({
      ...{ type: 'progressed', id, step, totalSteps: 100, msPerStep: 10 },
    });
    const queue = after(
      queueOf('a', 'b', 'c'),
      { type: 'arranged', isTogether: true },
      progress('a', 80),
      progress('b', 40),
    );
    const [a, b, c] = queue.items.map((each) => secondsUntilEnd(queue, each));
    expect(a).toBeCloseTo(0.2 + 0.2);
    expect(b).toBeCloseTo(0.6 + 0.2);
    expect(c).toBeCloseTo(1);
    expect(secondsLeft(queue)).toBeCloseTo(0.2 + 0.6 + 1);
  });

  it('is stored without what passes: nothing is at work after a reload, and the queue is off', () => {
    const queue = after(
      queueOf('a', 'b'),
      { type: 'progressed', id: 'a', step: 40, totalSteps: 100, msPerStep: 2 },
      { type: 'failed', id: 'b', message: 'no' },
    );
    const loaded = after(emptyQueue, { type: 'loaded', queue: storedQueue(queue) });
    expect(states(loaded)).toEqual(['a waiting', 'b failed']);
    expect(loaded.items[0]?.step).toBe(40);
    expect(loaded.isOn).toBe(false);
  });
});

/** Memory in place of worker and disk: every run takes the step that the test says. */
function setUp(stored: { queue: StoredQueue | null; runs: Map<string, RunRecord> }) {
  const asked: string[] = [];
  const news: string[] = [];
  const hand: { name: string | null; tell: () => void } = { name: null, tell: () => {} };
  const lock = { isElsewhere: false, isHeld: false };
  const fails = { write: false };
  let made = stored.runs.size;
  const side = createStore<SideRuns>()((set, get) => ({
    runs: {},
    async make({ name, document, group = null }) {
      made += 1;
      const record: RunRecord = {
        ...plainRun,
        ...{ id: `r${made}`, name, document, group, bindings: {}, backend: 'auto', step: 0 },
        ...{ totalSteps: 0, losses: [], end: 'none', createdAt: 0, updatedAt: 0 },
      };
      stored.runs.set(record.id, record);
      return record;
    },
    async open({ id, name }, wish) {
      asked.push(`open ${id} ${wish}`);
      if (name === 'lost') throw new Error('Its data is gone.');
      put(id, { type: 'preparing', runId: id, stage: 'data', done: 0, total: 1, wish });
    },
    ask(id, wish) {
      asked.push(`${wish} ${id}`);
    },
    async close(id) {
      asked.push(`close ${id}`);
    },
    forget(id) {
      const { [id]: _, ...others } = get().runs;
      set({ runs: others });
    },
  }));
  function put(id: string, state: RunState, more: Partial<SideRun> = {}) {
    const { probe: _, ...nothing } = nothingShown();
    const before = side.getState().runs[id] ?? nothing;
    side.setState(({ runs }) => ({ runs: { ...runs, [id]: { ...before, ...more, state } } }));
  }
  const queue = createQueueStore({
    side,
    runs: {
      read: async (id) => stored.runs.get(id) ?? null,
      async remove(ids) {
        for (const id of ids) stored.runs.delete(id);
      },
    },
    storage: {
      read: async () => stored.queue,
      async write(next) {
        if (fails.write) throw new Error('The disk is full.');
        stored.queue = structuredClone(next);
      },
    },
    byHand: {
      trains: () => hand.name,
      subscribe(listener) {
        hand.tell = listener;
      },
    },
    solo: {
      async take() {
        lock.isHeld ||= !lock.isElsewhere;
        return lock.isHeld;
      },
      isHeld: () => lock.isHeld,
      letGo() {
        lock.isHeld = false;
      },
    },
    tell: ({ type }) => news.push(type),
  });
  const trains = (id: string, step: number) => {
    const progress = { ...nothingShown().progress, step, totalSteps: 100, msPerStep: 1 };
    put(id, { type: 'training', runId: id }, { progress });
  };
  const byHand = (name: string | null) => {
    hand.name = name;
    hand.tell();
  };
  const taken = () => asked.splice(0);
  return { queue, put, trains, byHand, taken, lock, fails, news };
}

const nothingStored = () => ({ queue: null, runs: new Map<string, RunRecord>() });
const named = (...names: string[]): QueuedRun[] =>
  names.map((name) => ({
    run: { name, document: { ...blankDocument, name } },
    item: { totalSteps: 100, multiplyAdds: 10 },
  }));
/** All that was promised has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the queue at work', () => {
  it('trains one run after another, and is off when all have ended', async () => {
    const { queue, put, trains, taken, lock } = setUp(nothingStored());
    await queue.getState().add(named('a', 'b'));
    expect(taken()).toEqual([]);
    await queue.getState().switch(true);
    await settled();
    expect(taken()).toEqual(['open r1 train']);
    trains('r1', 30);
    expect(states(queue.getState())).toEqual(['r1 training', 'r2 waiting']);
    put('r1', { type: 'finished', runId: 'r1', step: 100 });
    await settled();
    expect(taken()).toEqual(['close r1', 'open r2 train']);
    put('r2', { type: 'finished', runId: 'r2', step: 100 });
    await settled();
    expect(states(queue.getState())).toEqual(['r1 finished', 'r2 finished']);
    expect(queue.getState().isOn).toBe(false);
    expect(lock.isHeld).toBe(false);
  });

  it('pauses at a step, keeps the run open, and goes on with it', async () => {
    const { queue, put, trains, taken, lock } = setUp(nothingStored());
    await queue.getState().add(named('a', 'b'));
    await queue.getState().switch(true);
    await settled();
    trains('r1', 30);
    taken();
    await queue.getState().switch(false);
    expect(taken()).toEqual(['pause r1']);
    put('r1', { type: 'paused', runId: 'r1', step: 31, isOpen: true });
    expect(states(queue.getState())).toEqual(['r1 waiting', 'r2 waiting']);
    await settled();
    expect(lock.isHeld).toBe(true);
    expect(taken()).toEqual([]);
    await queue.getState().switch(true);
    expect(taken()).toEqual(['train r1']);
  });

  it('waits while a document trains by hand, says so once, and goes on by itself', async () => {
    const { queue, put, trains, byHand, taken, news } = setUp(nothingStored());
    await queue.getState().add(named('a'));
    await queue.getState().switch(true);
    await settled();
    trains('r1', 30);
    taken();
    byHand('ring');
    expect(queue.getState().heldBy).toBe('ring');
    put('r1', { type: 'paused', runId: 'r1', step: 31, isOpen: true });
    byHand('ring');
    expect(taken()).toEqual(['pause r1']);
    expect(news).toEqual(['queue-waits']);
    byHand(null);
    expect(queue.getState().heldBy).toBeNull();
    expect(taken()).toEqual(['train r1']);
  });

  it('says why a run failed and takes the next; one that stopped by itself counts as failed', async () => {
    const { queue, put, trains, taken } = setUp(nothingStored());
    await queue.getState().add(named('lost', 'b', 'c'));
    await queue.getState().switch(true);
    await settled();
    expect(taken()).toEqual(['open r1 train', 'open r2 train']);
    expect(queue.getState().items[0]?.state).toEqual({
      type: 'failed',
      message: 'Its data is gone.',
    });
    trains('r2', 5);
    const notices = [{ id: 7, code: 'not-finite' as const, message: 'A loss is not finite.' }];
    put('r2', { type: 'paused', runId: 'r2', step: 4, isOpen: true }, { notices });
    await settled();
    expect(queue.getState().items[1]?.state).toEqual({
      type: 'failed',
      message: 'A loss is not finite.',
    });
    expect(taken()).toEqual(['close r2', 'open r3 train']);
    await queue.getState().retry('r1');
    expect(states(queue.getState())).toEqual(['r1 waiting', 'r2 failed', 'r3 preparing']);
  });

  it('trains several in turns, and puts those aside that are one too many when it no longer does', async () => {
    const { queue, trains, taken } = setUp(nothingStored());
    await queue.getState().add(named('a', 'b'));
    await queue.getState().setTogether(true);
    await queue.getState().switch(true);
    await settled();
    expect(taken()).toEqual(['open r1 train', 'open r2 train']);
    trains('r1', 1);
    trains('r2', 1);
    await queue.getState().setTogether(false);
    expect(taken()).toEqual(['close r2']);
    expect(states(queue.getState())).toEqual(['r1 training', 'r2 waiting']);
  });

  it('takes a run out: closed where it trains, gone where it never began', async () => {
    const stored = nothingStored();
    const { queue, trains, taken } = setUp(stored);
    await queue.getState().add(named('a', 'b', 'c'));
    await queue.getState().switch(true);
    await settled();
    trains('r1', 3);
    taken();
    await queue.getState().remove(['r1', 'r2']);
    await settled();
    expect(taken()).toEqual(['close r1', 'open r3 train']);
    expect([...stored.runs.keys()]).toEqual(['r1', 'r3']);
  });

  it('finds its runs again after a reload, with their steps, and trains none of them unasked', async () => {
    const stored = nothingStored();
    const first = setUp(stored);
    await first.queue.getState().add(named('a', 'b'));
    await first.queue.getState().switch(true);
    await settled();
    first.trains('r1', 30);
    const r1 = stored.runs.get('r1');
    if (r1) stored.runs.set('r1', { ...r1, step: 25 });

    const second = setUp(stored);
    await second.queue.getState().load();
    await settled();
    expect(states(second.queue.getState())).toEqual(['r1 waiting', 'r2 waiting']);
    expect(second.queue.getState().items[0]?.step).toBe(25);
    expect(second.taken()).toEqual([]);
    await second.queue.getState().switch(true);
    await settled();
    expect(second.taken()).toEqual(['open r1 train']);
  });

  it('adds nothing where the queue cannot be kept, and nothing while another tab has it', async () => {
    const stored = nothingStored();
    const { queue, fails, lock } = setUp(stored);
    fails.write = true;
    await expect(queue.getState().add(named('a'))).rejects.toThrow('The disk is full.');
    expect(queue.getState().items).toEqual([]);
    expect(stored.runs.size).toBe(0);
    fails.write = false;
    lock.isElsewhere = true;
    await expect(queue.getState().add(named('a'))).rejects.toThrow(/Another tab/);
    await queue.getState().switch(true);
    expect(queue.getState().fault).toMatch(/Another tab/);
  });
});

/**
 * Runs of the queue in the worker, beside whatever a document has open there: opens, pauses and closes them as it is told
 * which are to train, and says what became of them. In which order, and when, is the store's business.
 */
import type { QueueEvent } from './queue-state.ts';
import type { QueueParts } from './queue-store-types.ts';
import type { SideRun } from './run-queue-types.ts';

interface Open {
  wish: 'train' | 'pause';
  /** Asked of the worker; until then its record is being read. */
  isAsked: boolean;
  /** The last that was heard of it. */
  seen: SideRun | null;
  /** Of what was said before it was last wished to train: no reason to give up. */
  oldNotice: number;
}

export interface QueueRunner {
  /** These train; of the others those in `kept` stay open where they are, paused. */
  train(ids: readonly string[], kept: readonly string[]): void;
  readonly isBusy: () => boolean;
}

export function createQueueRunner(
  { side, runs }: Pick<QueueParts, 'side' | 'runs'>,
  happen: (events: readonly QueueEvent[]) => void,
): QueueRunner {
  const open = new Map<string, Open>();
  const shownOf = (id: string): SideRun | undefined => side.getState().runs[id];

  async function begin(id: string): Promise<void> {
    const oldNotice = lastNotice(shownOf(id))?.id ?? 0;
    const entry: Open = { wish: 'train', isAsked: false, seen: null, oldNotice };
    open.set(id, entry);
    happen([{ type: 'begun', id }]);
    try {
      const record = await runs.read(id);
      if (!record || record.deletedAt !== null)
        throw new Error('The run is no longer in this browser. Take it out of the queue.');
      if (open.get(id) !== entry) return;
      entry.isAsked = true;
      await side.getState().open(record, entry.wish === 'train' ? 'train' : 'stay');
    } catch (error) {
      if (open.get(id) !== entry) return;
      open.delete(id);
      const message = error instanceof Error ? error.message : String(error);
      happen([{ type: 'failed', id, message }]);
    }
  }

  function ask(id: string, entry: Open, wish: Open['wish']): void {
    if (entry.wish === wish) return;
    entry.wish = wish;
    entry.oldNotice = lastNotice(shownOf(id))?.id ?? 0;
    if (wish === 'train') happen([{ type: 'begun', id }]);
    if (entry.isAsked) side.getState().ask(id, wish);
  }

  /** What it has learned is stored; what it has shown is let go of. */
  function close(id: string): void {
    const entry = open.get(id);
    open.delete(id);
    if (!entry?.isAsked) return;
    const { close, forget } = side.getState();
    void close(id).then(
      () => !open.has(id) && forget(id),
      () => undefined,
    );
  }

  side.subscribe(() => {
    const events: QueueEvent[] = [];
    for (const [id, entry] of [...open]) {
      const run = shownOf(id);
      // Until it is asked for, what is shown of it is of an earlier time.
      if (!run || !entry.isAsked || run === entry.seen) continue;
      entry.seen = run;
      const event = eventOf(id, run, entry);
      if (!event) continue;
      if (event.type === 'failed' || event.type === 'finished') close(id);
      events.push(event);
    }
    if (events.length > 0) happen(events);
  });

  return {
    train(ids, kept) {
      for (const [id, entry] of [...open]) {
        if (ids.includes(id) || !open.has(id)) continue;
        if (kept.includes(id)) {
          ask(id, entry, 'pause');
          continue;
        }
        const step = shownOf(id)?.progress.step ?? null;
        close(id);
        happen([{ type: 'interrupted', id, step }]);
      }
      for (const id of ids) {
        const entry = open.get(id);
        if (entry) ask(id, entry, 'train');
        else void begin(id);
      }
    },
    isBusy: () => open.size > 0,
  };
}

const lastNotice = (run: SideRun | undefined) => run?.notices.at(-1);

/** What the state of a run means for the queue. */
function eventOf(id: string, run: SideRun, { wish, oldNotice }: Open): QueueEvent | null {
  const { step, totalSteps, msPerStep } = run.progress;
  const { state } = run;
  switch (state.type) {
    case 'training':
      return { type: 'progressed', id, step, totalSteps, msPerStep };
    case 'finished':
      return { type: 'finished', id };
    case 'failed':
      return { type: 'failed', id, message: state.message };
    case 'weightless':
      return { type: 'failed', id, message: lastNotice(run)?.message ?? WEIGHTLESS };
    case 'paused': {
      if (wish === 'pause') return { type: 'interrupted', id, step };
      // It stopped by itself, at its last good state.
      const notice = run.notices.findLast((each) => each.id > oldNotice && each.code !== 'storage');
      return notice ? { type: 'failed', id, message: notice.message } : null;
    }
    case 'stopped':
      return { type: 'interrupted', id, step };
    default:
      return null;
  }
}

const WEIGHTLESS =
  'Its weights were removed to make room, so it cannot go on. Take it out of the queue.';

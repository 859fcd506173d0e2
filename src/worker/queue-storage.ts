/**
 * The queue of runs as it outlives a visit: which runs, in which order, and what became of each. In a database of its own;
 * the runs themselves are stored as all others are. What cannot be read counts as an empty queue. A page that is being
 * closed may take its transactions with it, so what is to be written is put down in `localStorage` first, at once.
 */
import Dexie, { type EntityTable } from 'dexie';
import { z } from 'zod';
import { attempt } from './attempt.ts';

const NAME = 'ganvas-queue';
const ONLY = 'queue';
const AHEAD = 'ganvas.queue.unwritten';

const count = z.int().min(0);

export const StoredQueue = z.object({
  isTogether: z.boolean(),
  items: z.array(
    z.object({
      /** The run's. */
      id: z.string(),
      name: z.string(),
      sweep: z.object({ id: z.string(), name: z.string() }).nullable(),
      step: count,
      /** 0 where only its data says how long it is. */
      totalSteps: count,
      /** Of a step, to tell the time of one run by that of another. */
      multiplyAdds: z.number().min(0),
      state: z.discriminatedUnion('type', [
        z.object({ type: z.literal('waiting') }),
        z.object({ type: z.literal('failed'), message: z.string() }),
        z.object({ type: z.literal('finished') }),
      ]),
    }),
  ),
});
export type StoredQueue = z.infer<typeof StoredQueue>;

export interface QueueStorage {
  read(): Promise<StoredQueue | null>;
  write(queue: StoredQueue): Promise<void>;
}

class QueueDatabase extends Dexie {
  declare queues: EntityTable<{ id: string; queue: StoredQueue }, 'id'>;

  constructor() {
    super(NAME);
    this.version(1).stores({ queues: 'id' });
    this.on('versionchange', () => this.close());
  }
}

/** The newest that was to be written, until it is. Without that place, or with it full, a moment's work can be lost. */
const ahead = {
  read: (): unknown => tried(() => JSON.parse(localStorage.getItem(AHEAD) ?? 'null')),
  put(text: string): void {
    // What would be left is older than what is about to be stored.
    tried(() => localStorage.removeItem(AHEAD));
    tried(() => localStorage.setItem(AHEAD, text));
  },
  /** Unless there is newer by now. */
  forget(text: string): void {
    tried(() => localStorage.getItem(AHEAD) === text && localStorage.removeItem(AHEAD));
  },
};

function tried<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

export function createQueueStorage(): QueueStorage {
  const db = new QueueDatabase();
  return {
    read: () =>
      attempt('Could not read the queue', async () => {
        const unwritten = StoredQueue.safeParse(ahead.read());
        if (unwritten.success) return unwritten.data;
        const found = StoredQueue.safeParse((await db.queues.get(ONLY))?.queue);
        return found.success ? found.data : null;
      }),
    write: (queue) =>
      attempt('Could not keep the queue', async () => {
        const text = JSON.stringify(queue);
        ahead.put(text);
        await db.queues.put({ id: ONLY, queue }).finally(() => ahead.forget(text));
      }),
  };
}

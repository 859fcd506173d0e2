/**
 * The page's live list of all stored runs. It is read while somebody watches, and again after every change of this and of
 * other browser tabs, the training worker among them.
 */
import { create } from 'zustand';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { RunEnd, Usage } from '../worker/run-library-types.ts';
import { openLibrary, runLibrary } from './training-client.ts';

/** Training changes its run at every checkpoint: often enough for a table, seldom enough for the page. */
const PAUSE_MS = 400;
/** Ends that are read together: the first rows of hundreds do not wait for the last. */
const AT_ONCE = 20;

interface LibraryState {
  /** The latest first; null until they are read. */
  readonly runs: readonly RunRecord[] | null;
  /** By run; those that are not read yet are missing. */
  readonly ends: Readonly<Record<string, RunEnd>>;
  /** Records that are there and cannot be read. */
  readonly unreadable: number;
  readonly usage: Usage | null;
  /** Why the list cannot be read. */
  readonly fault: string | null;
}

export const useLibraryStore = create<LibraryState>()(() => ({
  runs: null,
  ends: {},
  unreadable: 0,
  usage: null,
  fault: null,
}));

/** Where a run stood when its end was read. */
const endsAt = new Map<string, number>();
let watchers = 0;
let stop: (() => void) | null = null;

/** The list is kept up to date until the answer is called. */
export function watchLibrary(): () => void {
  watchers += 1;
  if (watchers === 1) void start();
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    watchers -= 1;
    if (watchers > 0) return;
    stop?.();
    stop = null;
  };
}

async function start(): Promise<void> {
  try {
    const library = await openLibrary();
    if (watchers > 0) stop ??= library.subscribe(refresh);
    await read();
  } catch (error) {
    useLibraryStore.setState({ fault: (error as Error).message });
  }
}

let isWaiting = false;
let reading: Promise<void> = Promise.resolve();

function refresh(): void {
  if (isWaiting) return;
  isWaiting = true;
  setTimeout(() => {
    isWaiting = false;
    if (watchers > 0) void readInTurn();
  }, PAUSE_MS);
}

/** Read anew, after whatever is being read now. */
function readInTurn(): Promise<void> {
  reading = reading.then(read).catch((error: Error) => {
    useLibraryStore.setState({ fault: error.message });
  });
  return reading;
}

async function read(): Promise<void> {
  const [runs, unreadable] = await Promise.all([runLibrary.list(), runLibrary.unreadable()]);
  useLibraryStore.setState({ runs, unreadable, fault: null });
  useLibraryStore.setState({ usage: await runLibrary.usage() });
  const changed = runs.filter(({ id, updatedAt }) => endsAt.get(id) !== updatedAt);
  for (let at = 0; at < changed.length; at += AT_ONCE) {
    const ends = await Promise.all(
      changed.slice(at, at + AT_ONCE).map(async ({ id, updatedAt }) => {
        const end = await runLibrary.end(id);
        endsAt.set(id, updatedAt);
        return [id, end] as const;
      }),
    );
    useLibraryStore.setState((state) => ({
      ends: { ...state.ends, ...Object.fromEntries(ends) },
    }));
  }
}

/** At once, without waiting for news of the change: whoever changed something sees it. */
export const readLibraryNow = (): Promise<void> => readInTurn();

/** Which documents this browser tab has open: its session, which outlives a reload, and that of a browser tab that is gone. */
import type { DocumentStorage } from '../worker/document-storage.ts';
import type { DocumentLocks } from './document-locks.ts';

const KEY = 'ganvas.session';

interface Wanted {
  readonly tabs: readonly string[];
  readonly active: string;
}

/**
 * What this browser tab had open; in a new one, the last session that no other has, or else what that one shows.
 * `onSession` hears under which id this one is kept, before anything can fail.
 */
export async function findSession(
  locks: DocumentLocks,
  storage: DocumentStorage,
  onSession: (id: string) => void,
): Promise<Wanted> {
  let session = read() ?? '';
  if (session === '' || !(await locks.take(session))) {
    session = crypto.randomUUID();
    await locks.take(session);
  }
  const use = (id: string) => {
    session = id;
    onSession(id);
    write(id);
  };
  use(session);
  const sessions = await storage.sessions();
  const own = sessions.find(({ id }) => id === session);
  if (own) return own;
  for (const each of sessions) {
    if (!(await locks.take(each.id))) continue;
    locks.release(session);
    use(each.id);
    return each;
  }
  const [other] = sessions;
  return { tabs: other ? [other.active] : [], active: other?.active ?? '' };
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(id: string): void {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // Refused: a reload then looks for the last session, as a new browser tab does.
  }
}

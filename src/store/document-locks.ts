/**
 * Which browser tab of this page may write which document: Web Locks, held for as long as it is open, and a channel to
 * ask for one. Browsers without them write freely, and storage alone keeps them from overwriting each other.
 */

export interface DocumentLocks {
  /** False where another browser tab has it. */
  take(id: string): Promise<boolean>;
  /** Asks the browser tab that has it to hand it over; takes it by force from one that does not answer. */
  takeOver(id: string): Promise<void>;
  release(id: string): void;
  isHeld(id: string): boolean;
}

export interface LockHost {
  /** Another browser tab asks for it: what has changed is to be kept before this resolves. */
  handOver(id: string): Promise<void>;
  /** It was taken, with or without asking. */
  lost(id: string): void;
}

/** How long a browser tab may take to hand a document over: one in the background runs slowly. */
const PATIENCE_MS = 2_000;

const lockName = (id: string) => `ganvas.${id}`;

interface Request {
  readonly type: 'hand-over';
  readonly id: string;
}

export function createDocumentLocks(host: LockHost): DocumentLocks {
  const { locks } = globalThis.navigator ?? {};
  const releases = new Map<string, () => void>();
  /** Asked twice at once, a lock would be refused to the one who is about to have it. */
  const asked = new Map<string, Promise<boolean>>();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ganvas');

  /** Resolves when the answer is there; the lock is then held until it is released or stolen. */
  function request(id: string, options: LockOptions): Promise<boolean> {
    if (!locks) return Promise.resolve(true);
    if (releases.has(id)) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      locks
        .request(lockName(id), options, (lock) => {
          if (!lock) {
            resolve(false);
            return undefined;
          }
          return new Promise<void>((release) => {
            releases.set(id, release);
            resolve(true);
          });
        })
        .catch((error: unknown) => {
          // Stolen: until then it was held.
          if (releases.delete(id)) host.lost(id);
          else reject(error);
        });
    });
  }

  function release(id: string): void {
    const end = releases.get(id);
    releases.delete(id);
    end?.();
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<Request>) => {
    if (data?.type !== 'hand-over' || !releases.has(data.id)) return;
    const { id } = data;
    void host.handOver(id).finally(() => {
      release(id);
      host.lost(id);
    });
  });

  return {
    take(id) {
      const answer = asked.get(id) ?? request(id, { ifAvailable: true });
      asked.set(id, answer);
      void answer.finally(() => asked.delete(id)).catch(() => undefined);
      return answer;
    },
    async takeOver(id) {
      if (releases.has(id)) return;
      channel?.postMessage({ type: 'hand-over', id } satisfies Request);
      try {
        await request(id, { signal: AbortSignal.timeout(PATIENCE_MS) });
      } catch {
        await request(id, { steal: true });
      }
    },
    release,
    isHeld: (id) => releases.has(id) || !locks,
  };
}

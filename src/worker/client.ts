/**
 * The page's end of the training worker. The worker starts with the first message, so a page that never
 * trains never loads tf.js; one that crashed is replaced by the next message.
 */
import type { FromWorker, ToWorker } from './protocol.ts';

export interface TrainingClient {
  send(message: ToWorker): void;
  /** Returns what ends the subscription. */
  subscribe(listener: (message: FromWorker) => void): () => void;
  dispose(): void;
}

export function createTrainingClient(): TrainingClient {
  const listeners = new Set<(message: FromWorker) => void>();
  let worker: Worker | null = null;
  /** It was asked for nothing yet but to be ready. */
  let isOnlyWarm = true;

  function tell(message: FromWorker): void {
    for (const listener of listeners) listener(message);
  }

  function fail(what: string): void {
    worker?.terminate();
    worker = null;
    // Nobody has begun anything: the next message starts another.
    if (isOnlyWarm) return;
    isOnlyWarm = true;
    tell({
      type: 'trouble',
      code: 'internal',
      isFatal: true,
      message: `The training worker stopped: ${what}. The run is kept at its last checkpoint; press Resume, or Try again in the queue, to go on from there.`,
    });
  }

  function start(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url), {
      type: 'module',
      name: 'ganvas-training',
    });
    started.addEventListener('message', (event: MessageEvent<FromWorker>) => tell(event.data));
    started.addEventListener('error', (event) => {
      event.preventDefault();
      fail(event.message || 'its script could not be loaded or ran out of memory');
    });
    started.addEventListener('messageerror', () => fail('a message could not be read'));
    return started;
  }

  return {
    send(message) {
      worker ??= start();
      isOnlyWarm &&= message.type === 'warm';
      worker.postMessage(message);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose() {
      worker?.terminate();
      worker = null;
      isOnlyWarm = true;
      listeners.clear();
    },
  };
}

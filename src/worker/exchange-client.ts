/** The page's end of the worker that writes exports and reads weights: started for each question, gone after the answer. */
import type { FromExchange, ToExchange } from './exchange-protocol.ts';

type Answer = Exclude<FromExchange, { type: 'progress' }>;

export interface AskOptions {
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends the worker in the middle of its work; the answer then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Rejects where the worker itself fails; what it refuses is an answer. */
export function askExchange(
  question: ToExchange,
  { onProgress, signal }: AskOptions = {},
): Promise<Answer> {
  const worker = new Worker(new URL('./exchange.worker.ts', import.meta.url), {
    type: 'module',
    name: 'ganvas-exchange',
  });
  return new Promise<Answer>((resolve, reject) => {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', () => reject(signal.reason));
    worker.addEventListener('message', ({ data }: MessageEvent<FromExchange>) => {
      if (data.type === 'progress') onProgress?.(data.done, data.total);
      else resolve(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'its script could not be loaded or ran out of memory'));
    });
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}

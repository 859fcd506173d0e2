/** The page's end of the worker that writes exports and reads weights: started for each question, gone after the answer. */
import type { FromExchange, ToExchange } from './exchange-protocol.ts';

/** Rejects where the worker itself fails; what it refuses is an answer. */
export function askExchange(question: ToExchange): Promise<FromExchange> {
  const worker = new Worker(new URL('./exchange.worker.ts', import.meta.url), {
    type: 'module',
    name: 'ganvas-exchange',
  });
  return new Promise<FromExchange>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<FromExchange>) => resolve(event.data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'its script could not be loaded or ran out of memory'));
    });
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}

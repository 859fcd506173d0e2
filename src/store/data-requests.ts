/** Asks the worker for data and pairs each answer with its question. */
import type { Dataset } from '../data/dataset.ts';
import type { TrainingClient } from '../worker/client.ts';
import type { ToWorker } from '../worker/protocol.ts';

export interface DataRequests {
  decode(files: readonly File[]): Promise<Dataset>;
  generate(name: string, seed: number): Promise<Dataset>;
}

export function createDataRequests(client: TrainingClient): DataRequests {
  const waiting = new Map<
    number,
    { resolve(dataset: Dataset): void; reject(reason: Error): void }
  >();
  let lastId = 0;

  client.subscribe((message) => {
    if (message.type === 'decoded') {
      const request = waiting.get(message.requestId);
      waiting.delete(message.requestId);
      if ('dataset' in message.result) request?.resolve(message.result.dataset);
      else request?.reject(new Error(message.result.message));
    } else if (message.type === 'trouble' && message.isFatal && message.code === 'internal') {
      // The worker is gone, and with it what it was asked.
      for (const { reject } of waiting.values()) {
        reject(new Error('The worker stopped while it read the data. Try once more.'));
      }
      waiting.clear();
    }
  });

  function ask(message: (requestId: number) => ToWorker): Promise<Dataset> {
    lastId += 1;
    const requestId = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(requestId, { resolve, reject });
      client.send(message(requestId));
    });
  }

  return {
    decode: (files) => ask((requestId) => ({ type: 'decode', requestId, files })),
    generate: (name, seed) => ask((requestId) => ({ type: 'generate', requestId, name, seed })),
  };
}

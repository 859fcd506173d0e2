/** Asks the worker for data and pairs each answer with its question. */
import type { Dataset } from '../data/dataset.ts';
import type { ImportReport } from '../data/files/import-types.ts';
import type { TrainingClient } from '../worker/client.ts';
import type { DecodeRequest } from '../worker/decode-request.ts';
import type { ToWorker } from '../worker/protocol.ts';
import { measureFiles } from './measure-files.ts';

export interface Answer {
  readonly dataset: Dataset;
  readonly report?: ImportReport;
}

export interface Decoding {
  readonly answer: Promise<Answer>;
  /** The answer then rejects. */
  cancel(): void;
}

export interface DataRequests {
  decode(request: DecodeRequest, onProgress: (done: number, total: number) => void): Decoding;
  generate(name: string, seed: number): Promise<Dataset>;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(reason: Error): void;
  onProgress?(done: number, total: number): void;
}

export function createDataRequests(client: TrainingClient): DataRequests {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  client.subscribe((message) => {
    if (message.type === 'decoding') {
      waiting.get(message.requestId)?.onProgress?.(message.done, message.total);
    } else if (message.type === 'decoded') {
      const request = waiting.get(message.requestId);
      waiting.delete(message.requestId);
      if ('dataset' in message.result) request?.resolve(message.result);
      else request?.reject(new Error(message.result.message));
    } else if (message.type === 'trouble' && message.isFatal && message.runId === undefined) {
      // The worker is gone, and with it what it was asked.
      for (const { reject } of waiting.values()) {
        reject(new Error('The worker stopped while it read the data. Try once more.'));
      }
      waiting.clear();
    }
  });

  function ask(
    requestId: number,
    message: ToWorker,
    onProgress?: Waiting['onProgress'],
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      waiting.set(requestId, { resolve, reject, ...(onProgress ? { onProgress } : {}) });
      client.send(message);
    });
  }

  return {
    decode(request, onProgress) {
      const requestId = ++lastId;
      let state: 'measuring' | 'asked' | 'cancelled' = 'measuring';
      const answer = new Promise<Answer>((resolve, reject) =>
        measureFiles(request.files, () => {
          if (state === 'cancelled') return reject(new Error('The reading was given up.'));
          state = 'asked';
          ask(requestId, { type: 'decode', requestId, request }, onProgress).then(resolve, reject);
        }),
      );
      return {
        answer,
        cancel() {
          if (state === 'asked') client.send({ type: 'cancel-decode', requestId });
          else state = 'cancelled';
        },
      };
    },
    async generate(name, seed) {
      const requestId = ++lastId;
      return (await ask(requestId, { type: 'generate', requestId, name, seed })).dataset;
    },
  };
}

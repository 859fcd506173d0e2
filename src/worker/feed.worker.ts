/** Makes batches beside the training worker: `thread-feeder.ts`. */
import { buffersOf, createBatchServer, type FeedRequest } from '../data/batch-server.ts';
import { createYield } from './yield.ts';

const yieldToMessages = createYield();

const serve = createBatchServer(
  (answer) => self.postMessage(answer, { transfer: buffersOf(answer) }),
  (work) => void yieldToMessages().then(work),
);

self.addEventListener('message', ({ data }: MessageEvent<FeedRequest>) => serve(data));

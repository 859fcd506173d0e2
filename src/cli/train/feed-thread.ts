/** Makes batches on a thread of their own. Imported, it says where it lies; started as a thread, it serves. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { buffersOf, createBatchServer, type FeedRequest } from '../../data/batch-server.ts';

export const FEED_THREAD = { url: import.meta.url, name: 'ganvas-feed' };

if (!isMainThread && parentPort && workerData === FEED_THREAD.name) {
  const port = parentPort;
  const serve = createBatchServer(
    (answer) => port.postMessage(answer, buffersOf(answer)),
    (work) => void setImmediate(work),
  );
  port.on('message', (request: FeedRequest) => serve(request));
}

/** A thread of its own for the batches of one run, where the machine has more than one core. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createFeeder, type Feeder } from '../../data/batch-feeder.ts';
import type { FeedAnswer } from '../../data/batch-server.ts';

export async function createThreadFeeder(): Promise<Feeder | null> {
  if (availableParallelism() < 2) return null;
  // A chunk of its own: only so does it have an address that a thread can start from.
  const { FEED_THREAD } = await import('./feed-thread.ts');
  return createFeeder((hear, fail) => {
    const thread = new Worker(new URL(FEED_THREAD.url), { workerData: FEED_THREAD.name });
    thread.on('message', (answer: FeedAnswer) => hear(answer));
    thread.on('messageerror', fail);
    thread.on('error', fail);
    return {
      post: (request) => thread.postMessage(request),
      end: () => void thread.terminate(),
    };
  });
}

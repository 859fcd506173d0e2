/** A worker of its own for the batches of one run, where the machine has more than one core. */
import { createFeeder, type Feeder } from '../data/batch-feeder.ts';
import type { FeedAnswer } from '../data/batch-server.ts';

export function createThreadFeeder(): Feeder | null {
  if (navigator.hardwareConcurrency < 2) return null;
  return createFeeder((hear, fail) => {
    const worker = new Worker(new URL('./feed.worker.ts', import.meta.url), {
      type: 'module',
      name: 'ganvas-feed',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<FeedAnswer>) => hear(data));
    worker.addEventListener('messageerror', fail);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fail();
    });
    return {
      post: (request) => worker.postMessage(request),
      end: () => worker.terminate(),
    };
  });
}

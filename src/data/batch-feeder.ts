/**
 * The training thread's end of `batch-server.ts`: asks for batches before they are wanted and holds those that came. A
 * batch depends on its draw alone, so whatever does not come is made where it is wanted, and is the same.
 */
import type { FeedAnswer, FeedRequest } from './batch-server.ts';
import type { Batch, BatchFeed } from './batcher.ts';
import type { Dataset } from './dataset.ts';
import { bytesOf, isShared } from './share-dataset.ts';

/** Batches of one source. */
export interface Ahead {
  /** The next `count` draws from `draw` on are wanted soon; what was made of earlier ones is forgotten. */
  want(draw: number, count: number): void;
  /** Null where it has not come. */
  at(draw: number): Batch | null;
  /** Settles when the batch is there, or will not come; null where that is so now. */
  arrival(draw: number): Promise<void> | null;
}

export interface Feeder {
  /** Null where nothing is won by it: batches that are quickly made, or data that would lie in memory twice. */
  open(dataset: Dataset, feed: BatchFeed, batchSize: number, seed: number): Ahead | null;
  /** What was under way is given up. */
  dispose(): void;
}

/** The other thread. */
export interface FeedThread {
  post(request: FeedRequest): void;
  end(): void;
}

/** `fail`: it ended, or could not start. */
export type StartThread = (hear: (answer: FeedAnswer) => void, fail: () => void) => FeedThread;

/** Smaller ones are made in less time than a message takes. */
const LEAST_BATCH_BYTES = 2 ** 15;
/** Data that cannot be shared is copied, up to here. */
const MOST_COPIED_BYTES = 2 ** 28;
/** What one source holds ready, unless a step takes more. */
const AHEAD_BYTES = 2 ** 25;
const MOST_AHEAD = 16;

export function createFeeder(start: StartThread): Feeder {
  const sources: Source[] = [];
  const sent = new Map<Dataset, number>();
  let thread: FeedThread | null = null;
  let isOver = false;

  /** Whoever waits makes it where it is wanted; a fault of the data is told there. */
  function end(): void {
    if (isOver) return;
    isOver = true;
    thread?.end();
    for (const source of sources) source.end();
  }

  function hear(answer: FeedAnswer): void {
    if (isOver) return;
    if (answer.type === 'failed') end();
    else sources[answer.source]?.take(answer.draw, answer.batch);
  }

  return {
    open(dataset, feed, batchSize, seed) {
      const batchBytes = bytesOfBatch(feed, batchSize);
      const isCopied = !isShared(dataset) && bytesOf(dataset) > MOST_COPIED_BYTES;
      if (isOver || batchBytes < LEAST_BATCH_BYTES || isCopied) return null;
      try {
        thread ??= start(hear, end);
        let data = sent.get(dataset);
        if (data === undefined) {
          data = sent.size;
          sent.set(dataset, data);
          thread.post({ type: 'data', data, dataset });
        }
        const number = sources.length;
        thread.post({ type: 'open', source: number, data, feed, batchSize, seed });
        const { post } = thread;
        const source = new Source(batchBytes, (from, to) =>
          post({ type: 'want', source: number, from, to }),
        );
        sources.push(source);
        return source;
      } catch {
        end();
        return null;
      }
    },
    dispose: end,
  };
}

class Source implements Ahead {
  private from = 0;
  private to = 0;
  private isOver = false;
  /** Nobody waits for a thread that is still starting. */
  private isAwake = false;
  private readonly ready = new Map<number, Batch>();
  private readonly waiting = new Map<number, () => void>();

  constructor(
    private readonly batchBytes: number,
    private readonly ask: (from: number, to: number) => void,
  ) {}

  want(draw: number, count: number): void {
    if (this.isOver) return;
    const fitting = Math.min(MOST_AHEAD, Math.floor(AHEAD_BYTES / this.batchBytes));
    const to = draw + Math.max(count, fitting);
    if (draw === this.from && to === this.to) return;
    this.from = draw;
    this.to = to;
    for (const old of this.ready.keys()) if (!this.isIn(old)) this.ready.delete(old);
    for (const old of this.waiting.keys()) if (!this.isIn(old)) this.settle(old);
    this.ask(draw, to);
  }

  at(draw: number): Batch | null {
    return this.ready.get(draw) ?? null;
  }

  arrival(draw: number): Promise<void> | null {
    if (!this.isAwake || this.isOver || !this.isIn(draw) || this.ready.has(draw)) return null;
    return new Promise((resolve) => {
      const before = this.waiting.get(draw);
      this.waiting.set(draw, () => {
        before?.();
        resolve();
      });
    });
  }

  take(draw: number, batch: Batch): void {
    this.isAwake = true;
    if (!this.isIn(draw)) return;
    this.ready.set(draw, batch);
    this.settle(draw);
  }

  end(): void {
    this.isOver = true;
    for (const draw of this.waiting.keys()) this.settle(draw);
    this.ready.clear();
  }

  private settle(draw: number): void {
    this.waiting.get(draw)?.();
    this.waiting.delete(draw);
  }

  private isIn(draw: number): boolean {
    return draw >= this.from && draw < this.to;
  }
}

function bytesOfBatch({ transform, select }: BatchFeed, batchSize: number): number {
  const { type } = transform;
  const size =
    type === 'image'
      ? transform.height * transform.width * transform.channels
      : transform.dimensions;
  const sets = select === 'pairs' || select === 'resolutions' ? 2 : 1;
  return 4 * size * sets * batchSize;
}

/**
 * Makes batches for a run beside the thread that trains: of every source those in a window of draws, the next one wanted
 * first, one at a time, so that a window that moves is heard in between. `batch-feeder.ts` is its other end.
 */
import { type Batch, type Batcher, type BatchFeed, createBatcher } from './batcher.ts';
import type { Dataset } from './dataset.ts';

export type FeedRequest =
  /** Sources may read the same data, which is sent once. */
  | { readonly type: 'data'; readonly data: number; readonly dataset: Dataset }
  | {
      readonly type: 'open';
      readonly source: number;
      readonly data: number;
      readonly feed: BatchFeed;
      readonly batchSize: number;
      readonly seed: number;
    }
  /** From now on draws from `from` up to, not including, `to`; what was made of others is forgotten. */
  | {
      readonly type: 'want';
      readonly source: number;
      readonly from: number;
      readonly to: number;
    };

export type FeedAnswer =
  | { readonly type: 'made'; readonly source: number; readonly draw: number; readonly batch: Batch }
  /** It makes no more. */
  | { readonly type: 'failed'; readonly message: string };

interface Source {
  readonly batcher: Batcher;
  from: number;
  to: number;
  readonly made: Set<number>;
}

/** `later` runs what it is given after requests that wait have been handed over. */
export function createBatchServer(
  answer: (message: FeedAnswer) => void,
  later: (work: () => void) => void,
): (request: FeedRequest) => void {
  const datasets = new Map<number, Dataset>();
  const sources = new Map<number, Source>();
  let isScheduled = false;
  let hasFailed = false;

  function attempt(act: () => void): void {
    if (hasFailed) return;
    try {
      act();
    } catch (error) {
      hasFailed = true;
      answer({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    later(() => {
      isScheduled = false;
      attempt(makeNext);
    });
  }

  function makeNext(): void {
    const next = nearest(sources);
    if (!next) return;
    const { number, source, draw } = next;
    source.made.add(draw);
    answer({ type: 'made', source: number, draw, batch: source.batcher.at(draw) });
    schedule();
  }

  return (request) =>
    attempt(() => {
      switch (request.type) {
        case 'data':
          datasets.set(request.data, request.dataset);
          break;
        case 'open': {
          const { source, data, feed, batchSize, seed } = request;
          const dataset = datasets.get(data);
          if (!dataset) throw new Error(`internal: data ${data} never came`);
          const batcher = createBatcher(dataset, feed, batchSize, seed);
          sources.set(source, { batcher, from: 0, to: 0, made: new Set() });
          break;
        }
        case 'want': {
          const source = sources.get(request.source);
          if (!source) throw new Error(`internal: source ${request.source} was never opened`);
          const { from, to } = request;
          source.from = from;
          source.to = to;
          for (const draw of source.made) if (draw < from || draw >= to) source.made.delete(draw);
          schedule();
          break;
        }
        default:
          unreachable(request);
      }
    });
}

/** What is wanted soonest, over all sources. */
function nearest(sources: ReadonlyMap<number, Source>) {
  let best: { number: number; source: Source; draw: number } | null = null;
  for (const [number, source] of sources) {
    let draw = source.from;
    while (draw < source.to && source.made.has(draw)) draw += 1;
    const isSooner = !best || draw - source.from < best.draw - best.source.from;
    if (draw < source.to && isSooner) best = { number, source, draw };
  }
  return best;
}

export function buffersOf(answer: FeedAnswer): ArrayBuffer[] {
  if (answer.type !== 'made') return [];
  const { images, second, labels } = answer.batch;
  return [images, second, labels].flatMap((part) => (part ? [part.buffer as ArrayBuffer] : []));
}

function unreachable(value: never): never {
  throw new Error(`internal: no case for ${JSON.stringify(value)}`);
}

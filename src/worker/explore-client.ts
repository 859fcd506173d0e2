/**
 * The page's end of the worker that explores: started by the first question, and again by the first one after it died or
 * was let go, with the checkpoint that was open.
 */
import type { Ask, Pictures, Setting } from '../runtime/explore/requests.ts';
import type { Tiles } from '../runtime/explore/tiles.ts';
import type { ExploreOpened, ExploreOpening, FromExplore, ToExplore } from './explore-protocol.ts';

export interface ExploreClient {
  /** Rejects with a sentence, as `ask` does. */
  open(opening: ExploreOpening): Promise<ExploreOpened>;
  ask(setting: Setting, ask: Ask): Promise<Pictures>;
  gif(frames: Tiles, frameMs: number, scale: number): Promise<Blob>;
  /** Lets the worker go, with all that it holds; the next question starts another. */
  rest(): void;
}

/** The part of a worker that is used: tests bring one of their own. */
export type ExploreWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

export function createExploreClient(start: () => ExploreWorker = startWorker): ExploreClient {
  interface Waiting {
    resolve(message: FromExplore): void;
    reject(error: Error): void;
  }
  const waiting = new Map<number, Waiting>();
  let worker: ExploreWorker | null = null;
  let opening: ExploreOpening | null = null;
  let count = 0;

  function end(why: string): void {
    worker?.terminate();
    worker = null;
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject } of left) reject(new Error(why));
  }

  function started(): ExploreWorker {
    const made = start();
    const die = (what: string) => {
      if (worker === made)
        end(`The worker that explores stopped: ${what}. Ask again: it starts anew where it was.`);
    };
    made.addEventListener('message', (event) => {
      const message = (event as MessageEvent<FromExplore>).data;
      waiting.get(message.requestId)?.resolve(message);
      waiting.delete(message.requestId);
    });
    made.addEventListener('error', (event) => {
      event.preventDefault();
      const { message } = event as ErrorEvent;
      die(message || 'its script could not be loaded or ran out of memory');
    });
    made.addEventListener('messageerror', () => die('a message could not be read'));
    return made;
  }

  function send(message: ToExplore): Promise<FromExplore> {
    const answered = new Promise<FromExplore>((resolve, reject) => {
      waiting.set(message.requestId, { resolve, reject });
    });
    worker?.postMessage(message);
    return answered;
  }

  async function question(message: ToExplore): Promise<FromExplore> {
    if (!worker) {
      worker = started();
      // Its answer, good or bad, is followed by that to the question itself.
      if (opening && message.type === 'ask') {
        count += 1;
        send({ ...opening, type: 'open', requestId: -1 - count }).catch(() => {});
      }
    }
    const answer = await send(message);
    if (answer.type === 'refused') throw new Error(answer.message);
    return answer;
  }

  return {
    async open(next) {
      opening = next;
      count += 1;
      const answer = await question({ ...next, type: 'open', requestId: count });
      if (answer.type !== 'opened') throw new Error(`internal: ${answer.type} in place of opened`);
      const { contents, backend } = answer;
      return { contents, backend };
    },
    async ask(setting, ask) {
      count += 1;
      const answer = await question({ type: 'ask', requestId: count, setting, ask });
      if (answer.type !== 'answered')
        throw new Error(`internal: ${answer.type} in place of answered`);
      return answer.pictures;
    },
    async gif(frames, frameMs, scale) {
      count += 1;
      const answer = await question({ type: 'gif', requestId: count, frames, frameMs, scale });
      if (answer.type !== 'written')
        throw new Error(`internal: ${answer.type} in place of written`);
      return answer.blob;
    },
    rest: () => end('The worker that explores was let go. Ask again: it starts anew where it was.'),
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./explore.worker.ts', import.meta.url), {
    type: 'module',
    name: 'ganvas-explore',
  });
}

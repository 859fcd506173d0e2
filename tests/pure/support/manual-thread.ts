/** A thread for batches that works when it is told to, on this one: as slow, or as late, as a test wants. */
import { createFeeder, type Feeder } from '../../../src/data/batch-feeder.ts';
import {
  createBatchServer,
  type FeedAnswer,
  type FeedRequest,
} from '../../../src/data/batch-server.ts';

export interface ManualThread {
  readonly feeder: Feeder;
  /** Makes up to so many batches; gives how many there were to make. */
  work(batches: number): number;
  /** What it was asked, and what it made. */
  readonly asked: FeedRequest[];
  readonly made: { readonly source: number; readonly draw: number }[];
  /** What it makes from now on is on its way until `letAnswersCome`. */
  holdAnswers(): void;
  letAnswersCome(): void;
  /** It crashes. */
  crash(): void;
  isEnded: boolean;
}

export function manualThread(): ManualThread {
  const waiting: (() => void)[] = [];
  let crash = () => {};
  let held: (() => void)[] | null = null;
  const thread: ManualThread = {
    asked: [],
    made: [],
    isEnded: false,
    crash: () => crash(),
    holdAnswers() {
      held = [];
    },
    letAnswersCome() {
      for (const come of held ?? []) come();
      held = null;
    },
    work(batches) {
      const before = thread.made.length;
      while (thread.made.length - before < batches) {
        const next = waiting.shift();
        if (!next) break;
        next();
      }
      return thread.made.length - before;
    },
    feeder: createFeeder((hear, fail) => {
      crash = fail;
      const answer = (message: FeedAnswer): void => {
        if (message.type === 'made') thread.made.push(message);
        const copy = structuredClone(message);
        if (held) held.push(() => hear(copy));
        else hear(copy);
      };
      const serve = createBatchServer(answer, (work) => waiting.push(work));
      return {
        post(request) {
          thread.asked.push(request);
          serve(structuredClone(request));
        },
        end() {
          thread.isEnded = true;
        },
      };
    }),
  };
  return thread;
}

/**
 * The run that the worker holds for a document, of which there is one at most: whose it is, what it is asked to do, and
 * which of the worker's messages are about it. What a run shows, and what is kept of it, is not known here; what runs
 * beside it, neither.
 */
import type { ProbeKind } from '../runtime/trainer-types.ts';
import type { TrainingClient } from '../worker/client.ts';
import type { BackendChoice, ForkFrom, FromWorker, RunNews } from '../worker/protocol.ts';
import type { RunData } from './data-store-types.ts';
import type { RunInfo } from './run-reducer.ts';

export interface WorkerRun {
  /** The document whose run the worker has open, or is to open once its data is there. */
  readonly holder: () => string | null;
  /** Asked for, and the worker knows nothing of it yet. */
  readonly isOnItsWay: () => boolean;
  /** It was opened on the backend that would be chosen now. */
  readonly isOnChosenBackend: () => boolean;
  /** Whose run comes next. What arrives until it has begun is an older run's. */
  reserve(documentId: string): void;
  /** `reserve`d, and waiting for its data. */
  await(): void;
  /** `from`: the step where it goes on, or the fork that it begins as; null for a run that begins. */
  open(run: RunInfo, live: RunData['live'], from: number | ForkFrom | null): void;
  ask(wish: 'train' | 'step' | 'pause' | 'close' | 'save'): void;
  /** The document goes on under another id. */
  rename(from: string, to: string): void;
  /** The worker's run is nobody's: it is closed, or about to be. */
  abandon(): void;
  /** True where this is another wish than before. */
  watch(what: ProbeKind | null): boolean;
  /** In the order of arrival: a message, where it is about the run with this id. */
  hear(message: FromWorker, runId: string | null): RunNews | null;
  /** What else arrives for the run that was opened here last: nobody else takes it. */
  isLate(message: FromWorker): boolean;
  /** Closes what is open, and says when that is done. */
  closeThen(act: () => void): void;
}

export function createWorkerRun(
  client: TrainingClient,
  chosenBackend: () => BackendChoice,
): WorkerRun {
  let holder: string | null = null;
  let isOnItsWay = false;
  /** The worker has begun with the run that was asked for last. */
  let isHeard = false;
  /** The run that was opened last. */
  let openId: string | null = null;
  let openedOn: BackendChoice = 'auto';
  let watched: ProbeKind | null = null;

  return {
    holder: () => holder,
    isOnItsWay: () => isOnItsWay,
    isOnChosenBackend: () => openedOn === chosenBackend(),
    reserve(documentId) {
      holder = documentId;
      isHeard = false;
      isOnItsWay = false;
    },
    await() {
      isOnItsWay = true;
    },
    open({ id: runId, program }, bindings, from) {
      openedOn = chosenBackend();
      isOnItsWay = false;
      openId = runId;
      const start =
        from !== null && typeof from === 'object'
          ? { resume: false, fork: from }
          : { resume: from !== null, ...(from ? { from } : {}) };
      client.send({ type: 'open', runId, program, bindings, backend: openedOn, ...start });
      if (watched !== null) client.send({ type: 'watch', what: watched });
    },
    ask(type) {
      if (type === 'save') client.send({ type });
      else if (openId !== null) client.send({ type, runId: openId });
    },
    rename(from, to) {
      if (holder === from) holder = to;
    },
    abandon() {
      holder = null;
      isHeard = false;
    },
    watch(what) {
      if (what === watched) return false;
      watched = what;
      // A page that trains nothing starts no worker.
      if (holder !== null) client.send({ type: 'watch', what });
      return true;
    },
    hear(message, runId) {
      if (message.type === 'decoded' || message.type === 'decoding') return null;
      if (message.runId === undefined) return isHeard || message.isFatal ? message : null;
      if (message.runId !== runId) return null;
      // Until then, these are the last words of the same run as it was opened before.
      if (message.type === 'progress' || message.type === 'opened') isHeard = true;
      return isHeard || (message.type === 'trouble' && message.isFatal) ? message : null;
    },
    isLate: (message) => 'runId' in message && message.runId === openId,
    closeThen(act) {
      const runId = openId;
      if (runId === null) return act();
      const unsubscribe = client.subscribe((message) => {
        if (message.type !== 'phase' || message.phase !== 'closed' || message.runId !== runId)
          return;
        unsubscribe();
        act();
      });
      client.send({ type: 'close', runId });
    },
  };
}

/**
 * What all parts of the run store work with: the worker's run, the runs of the documents, what is kept of them; and what
 * each of them does in passing. Which document the worker holds a run for changes here alone.
 */
import type { StoreApi } from 'zustand';
import type { Program } from '../compiler/program.ts';
import { isAtWork, letGo, noRun, runOf } from './document-run.ts';
import { createSlots, type Slots } from './document-slots.ts';
import { createRunKeeping, type RunKeeping } from './run-keeping.ts';
import { addNotice } from './run-reducer.ts';
import { type RunEvent, transition } from './run-state.ts';
import type { DocumentRun, RunStoreParts, RunStoreState } from './run-store-types.ts';
import { shareStructure } from './share-structure.ts';
import { createWorkerRun, type WorkerRun } from './worker-run.ts';

export interface RunDesk {
  readonly parts: RunStoreParts;
  readonly worker: WorkerRun;
  readonly slots: Slots<DocumentRun>;
  readonly keeping: RunKeeping;
  readonly get: StoreApi<RunStoreState>['getState'];
  readonly set: StoreApi<RunStoreState>['setState'];
  /** To the run of the document on show, or of another. */
  happen(event: RunEvent, documentId?: string): void;
  notice(code: 'storage' | 'internal', message: string): void;
  complain(error: unknown): void;
  /** The worker is to hold the run of this document: another's stays behind, paused. */
  take(documentId: string): void;
  /** Says anew whether a run is at work for a document that is not on show. */
  lookElsewhere(): void;
  /** Whether the document is on show and compiles to something else than its run. */
  isStale(documentId: string, program: Program): boolean;
  /** The run cannot go on: that is told, and kept. */
  sayWeightless(run: { readonly id: string; readonly name: string } | null, step: number): void;
}

export function createRunDesk(
  parts: RunStoreParts,
  set: RunDesk['set'],
  get: RunDesk['get'],
): RunDesk {
  const worker = createWorkerRun(parts.client, parts.backend.get);
  const slots = createSlots<DocumentRun, RunStoreState>({ get, set }, noRun, runOf);
  const keeping = createRunKeeping(parts.storage, complain);

  function notice(code: 'storage' | 'internal', message: string): void {
    set(({ notices }) => ({ notices: addNotice(notices, code, message) }));
  }

  function complain(error: unknown): void {
    notice('storage', error instanceof Error ? error.message : String(error));
  }

  function lookElsewhere(): void {
    const { elsewhere, documentId } = get();
    const holder = worker.holder() ?? documentId;
    const { state, progress } = slots.of(holder);
    const next =
      holder !== documentId && isAtWork(state)
        ? { documentId: holder, type: state.type, step: progress.step }
        : null;
    const isSame =
      elsewhere?.documentId === next?.documentId &&
      elsewhere?.type === next?.type &&
      elsewhere?.step === next?.step;
    if (!isSame) set({ elsewhere: next });
  }

  return {
    ...{ parts, worker, slots, keeping, get, set, notice, complain, lookElsewhere },
    happen: (event, documentId = get().documentId) =>
      slots.change(documentId, ({ state }) => ({ state: transition(state, event) })),
    take(documentId) {
      const before = worker.holder();
      if (before !== null && before !== documentId) {
        const { run, state, progress } = slots.of(before);
        slots.change(before, () => ({ state: letGo(state, progress.step) }));
        if (run && isAtWork(state)) {
          // The next may take its time to come, or not come at all.
          worker.ask('pause');
          parts.tell?.({ type: 'displaced', name: run.name, step: progress.step });
        }
      }
      worker.reserve(documentId);
      lookElsewhere();
    },
    isStale: (documentId, program) =>
      slots.isShown(documentId) && isOther(program, parts.documents.getState().compilation.program),
    sayWeightless(run, step) {
      if (!run) return;
      parts.tell?.({ type: 'weights-gone', name: run.name, step });
      keeping.change(run.id, { weights: 'gone' });
    },
  };
}

export const isOther = (mine: object, now: object | null): boolean =>
  shareStructure(mine, now) !== mine;

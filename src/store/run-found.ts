/** Runs that come out of storage: with their document, in place of the one on show, or to be looked for again. */
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import { found, withoutWeights } from './document-run.ts';
import type { RunDesk } from './run-desk.ts';
import { actionsOf } from './run-state.ts';
import type { RunStoreState } from './run-store-types.ts';
import { clearViews } from './run-views.ts';

interface FoundRuns extends Pick<RunStoreState, 'restore' | 'adopt'> {
  /** Checkpoints of a closed document may have gone to make room: known before anybody presses Resume. */
  weigh(documentId: string): Promise<void>;
}

export function createFoundRuns(desk: RunDesk): FoundRuns {
  const { parts, worker, slots, keeping, get, set } = desk;

  /** Puts a run out of storage in place of what is there. */
  async function put(
    documentId: string,
    record: RunRecord,
    program: Program,
    mayPut: () => boolean,
  ) {
    const read = await keeping.read(record, program);
    if (!mayPut()) return void clearViews(read);
    clearViews(slots.of(documentId));
    slots.change(documentId, (before) => ({
      ...found(before, record, read),
      isStale: desk.isStale(documentId, program),
    }));
    if (!read.hasWeights && record.weights !== 'gone') desk.sayWeightless(record, record.step);
  }

  return {
    async weigh(documentId) {
      const { run, state, progress } = slots.of(documentId);
      // Where none was reported, one may be on its way.
      const { savedStep } = progress;
      if (!run || savedStep === null || worker.holder() === documentId) return;
      if (!actionsOf(state).canResume && state.type !== 'finished') return;
      if (await keeping.hasWeights(run.id, savedStep)) return;
      if (slots.of(documentId).state !== state) return;
      slots.change(documentId, withoutWeights);
      desk.sayWeightless(run, progress.step);
    },
    async restore(record) {
      const documentId = record.documentId ?? get().documentId;
      const { program } = parts.documents.getState().compileOther(record.document);
      const isFree = () => slots.of(documentId).state.type === 'idle';
      if (!isFree()) return;
      if (program) return put(documentId, record, program, isFree);
      const what = `Could not bring back the run of "${record.name}"`;
      desk.complain(new Error(`${what}: this version of Ganvas finds errors in its document.`));
    },
    adopt(record, program) {
      const documentId = record.documentId ?? get().documentId;
      return put(documentId, record, program, () => {
        const isOpen = worker.holder() !== null;
        desk.take(documentId);
        worker.abandon();
        if (isOpen || slots.of(documentId).state.type !== 'idle') {
          worker.closeThen(() => {
            // The last checkpoint of the other made that the newest, which a reload would show.
            if (slots.of(documentId).run?.id === record.id)
              keeping.change(record.id, { end: record.end });
          });
        }
        if (slots.isShown(documentId)) set({ notices: [] });
        return true;
      });
    },
  };
}

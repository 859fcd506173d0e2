/**
 * The runs of the open documents, of which the worker has at most one open: that of the document on show is in the state
 * itself. `run-begin.ts` starts, pauses and resumes it, `run-hearing.ts` takes in what the worker reports, once per frame,
 * for whichever document it is about, `run-found.ts` brings runs back out of storage. What a run becomes is said by
 * `document-run.ts` and `run-reducer.ts`. Editing a document does not disturb its run; `isStale` says that it would now
 * compile to another.
 */
import { create } from 'zustand';
import { useDataStore } from './data-store.ts';
import { tell } from './document-news.ts';
import { noRun } from './document-run.ts';
import { useDocumentStore } from './document-store.ts';
import { createFrameQueue, onFreeFrame } from './frame-queue.ts';
import { createRunActions } from './run-begin.ts';
import { createRunDesk, isOther } from './run-desk.ts';
import { createFoundRuns } from './run-found.ts';
import { createHearing } from './run-hearing.ts';
import { nothingShown } from './run-reducer.ts';
import type { RunStore, RunStoreParts, RunStoreState } from './run-store-types.ts';
import { clearViews } from './run-views.ts';
import { useSettingsStore } from './settings-store.ts';
import { pageStorage, trainingClient } from './training-client.ts';

export function createRunStore(parts: RunStoreParts): RunStore {
  const { client, documents, backend } = parts;
  const store = create<RunStoreState>()((set, get) => {
    const desk = createRunDesk(parts, set, get);
    const { worker, slots, keeping, complain, lookElsewhere } = desk;
    const { weigh, ...found } = createFoundRuns(desk);
    client.subscribe(createFrameQueue(createHearing(desk), parts.schedule));
    return {
      ...nothingShown(),
      documentId: documents.getState().documentId,
      isStale: false,
      elsewhere: null,
      complain,
      ...found,
      ...createRunActions(desk),
      show(documentId) {
        const { seriesVersion } = get();
        slots.show(documentId);
        const { run, seriesVersion: own } = get();
        // No reader may take the series of this run for that of the other.
        set({
          seriesVersion: seriesVersion + own + 1,
          isStale: run !== null && desk.isStale(documentId, run.program),
        });
        lookElsewhere();
        void weigh(documentId);
      },
      forget(documentId) {
        const slot = slots.forget(documentId);
        if (!slot) return;
        clearViews(slot);
        if (worker.holder() !== documentId) return;
        worker.ask('close');
        worker.abandon();
      },
      follow(from, to) {
        const run = slots.of(from);
        if (run.run === null) return;
        slots.change(from, noRun);
        slots.change(to, () => run);
        worker.rename(from, to);
        keeping.change(run.run.id, { documentId: to });
      },
      hasRun: (documentId) => slots.of(documentId).run !== null,
      setBackend: (choice) => backend.set(choice),
      dismissNotice: (id) =>
        set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
      dismissFindings(dismissed) {
        const { run, health, documentId } = get();
        if (!run) return;
        slots.change(documentId, () => ({ health: { ...health, dismissed } }));
        keeping.change(run.id, { health: { ...health, dismissed } });
      },
      watch(what) {
        if (worker.watch(what) && what === null) set({ probe: null });
      },
      saveSoon() {
        const { type } = slots.of(worker.holder() ?? get().documentId).state;
        if (type === 'training') worker.ask('save');
      },
    };
  });

  documents.subscribe(({ compilation, documentId }, before) => {
    if (documentId !== before.documentId) {
      store.getState().show(documentId);
      return;
    }
    const { run, isStale } = store.getState();
    if (!run || compilation.program === before.compilation.program) return;
    const next = isOther(run.program, compilation.program);
    if (next !== isStale) store.setState({ isStale: next });
  });

  return store;
}

export const useRunStore = createRunStore({
  client: trainingClient,
  storage: pageStorage,
  documents: useDocumentStore,
  data: useDataStore,
  backend: {
    get: () => useSettingsStore.getState().backend,
    set: (choice) => useSettingsStore.getState().setBackend(choice),
  },
  schedule: onFreeFrame,
  tell,
});

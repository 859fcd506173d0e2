/**
 * The runs of the open documents, of which the worker has at most one open: starts, pauses and resumes that of the
 * document on show, and takes in what the worker reports, once per frame, for whichever document it is about.
 * Editing a document does not disturb its run; `isStale` says that it would now compile to another.
 */
import { create } from 'zustand';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { ProbeKind } from '../runtime/trainer-types.ts';
import type { BackendChoice, FromWorker } from '../worker/protocol.ts';
import { useDataStore } from './data-store.ts';
import type { RunData } from './data-store-types.ts';
import { tell } from './document-news.ts';
import { isAtWork, letGo, noRun, runOf } from './document-run.ts';
import { createSlots } from './document-slots.ts';
import { useDocumentStore } from './document-store.ts';
import { createFrameQueue, onNextFrame } from './frame-queue.ts';
import { LossSeries } from './loss-series.ts';
import {
  addNotice,
  noProgress,
  nothingShown,
  type RunInfo,
  type RunShown,
  receive,
} from './run-reducer.ts';
import { actionsOf, type RunEvent, runIdOf, transition } from './run-state.ts';
import type { DocumentRun, RunStore, RunStoreParts, RunStoreState } from './run-store-types.ts';
import { clearViews } from './run-views.ts';
import { useSettingsStore } from './settings-store.ts';
import { shareStructure } from './share-structure.ts';
import { shownFromStorage } from './stored-run.ts';
import { pageStorage, trainingClient } from './training-client.ts';

export function createRunStore(parts: RunStoreParts): RunStore {
  const { client, storage, documents, data, backend } = parts;
  /** The worker has begun with the run that was asked for last; before that, what arrives is an older run's. */
  let isHeard = false;
  /** The document whose run the worker has open, or was asked to open. */
  let current: string | null = null;
  /** A run that is to be opened once its data is there; the worker knows nothing of it yet. */
  let isOnItsWay = false;
  let openedOn: BackendChoice = 'auto';
  let watched: ProbeKind | null = null;

  const store = create<RunStoreState>()((set, get) => {
    const slots = createSlots<DocumentRun, RunStoreState>({ get, set }, noRun, runOf);

    const happen = (event: RunEvent, documentId = get().documentId) =>
      slots.change(documentId, ({ state }) => ({ state: transition(state, event) }));

    /** The worker is to hold the run of this document: another's stays behind, paused. */
    function take(documentId: string): void {
      if (current !== null && current !== documentId) {
        const { run, state, progress } = slots.of(current);
        slots.change(current, () => ({ state: letGo(state, progress.step) }));
        if (run && isAtWork(state)) {
          // The next may take its time to come, or not come at all.
          client.send({ type: 'pause' });
          parts.onDisplaced?.(run.name, progress.step);
        }
      }
      current = documentId;
      isHeard = false;
      isOnItsWay = false;
      lookElsewhere();
    }

    function lookElsewhere(): void {
      const { elsewhere, documentId } = get();
      const { state, progress } = slots.of(current ?? documentId);
      const isThere = current !== null && current !== documentId && isAtWork(state);
      const next = isThere
        ? { documentId: current ?? '', type: state.type, step: progress.step }
        : null;
      const isSame =
        elsewhere?.documentId === next?.documentId &&
        elsewhere?.type === next?.type &&
        elsewhere?.step === next?.step;
      if (!isSame) set({ elsewhere: next });
    }

    function complain(error: unknown): void {
      const message = error instanceof Error ? error.message : String(error);
      set(({ notices }) => ({ notices: addNotice(notices, 'storage', message) }));
    }

    function open(run: RunInfo, live: RunData['live'], resume: boolean): void {
      openedOn = backend.get();
      isOnItsWay = false;
      const { id: runId, program } = run;
      client.send({ type: 'open', runId, program, bindings: live, backend: openedOn, resume });
      if (watched !== null) client.send({ type: 'watch', what: watched });
    }

    /** A new run, and what it is to do once it is ready. */
    function begin(wish: 'train' | 'step'): void {
      const { program } = documents.getState().compileNow();
      const { document, documentId } = documents.getState();
      const refuse = (why: string) =>
        set(({ notices }) => ({
          notices: addNotice(notices, 'internal', `Could not start training: ${why}`),
        }));
      if (!program) {
        refuse(
          'the document has errors. The Problems panel lists them, each with the node that it is about.',
        );
        return;
      }
      const late = program.sources.find(({ node }) => data.getState().busy[node] !== undefined);
      if (late) {
        refuse(
          `the data of "${late.node}" is still being read. Wait for it, or cancel it in the Data panel.`,
        );
        return;
      }
      const { live, stored } = data.getState().forProgram(program);
      const id = crypto.randomUUID();
      const run = { id, name: document.name, document, program, bindings: stored, losses: [] };
      const now = Date.now();
      take(documentId);
      set((shown) => ({
        ...clearViews(shown),
        run,
        backend: null,
        progress: noProgress,
        series: new LossSeries([]),
        probe: null,
        seriesVersion: shown.seriesVersion + 1,
        notices: [],
        isStale: false,
        state: transition(shown.state, {
          type: 'asked-to-open',
          runId: id,
          wish: wish === 'train' ? 'train' : 'stay',
        }),
      }));
      storage
        .putRun({
          id,
          name: run.name,
          documentId,
          document,
          bindings: { ...stored },
          backend: backend.get(),
          step: 0,
          totalSteps: 0,
          losses: [],
          end: 'none',
          createdAt: now,
          updatedAt: now,
        })
        .catch(complain);
      open(run, live, false);
      client.send({ type: wish });
    }

    /** Opens the shown run from its checkpoint, as after a reload. */
    async function reopen(run: RunInfo, wish: 'train' | 'step'): Promise<void> {
      const { documentId } = get();
      take(documentId);
      isOnItsWay = true;
      happen({
        type: 'asked-to-open',
        runId: run.id,
        wish: wish === 'train' ? 'train' : 'stay',
      });
      try {
        const { live } = await data.getState().forStored(run.bindings);
        const { state } = slots.of(documentId);
        if (current !== documentId || state.type !== 'preparing' || state.runId !== run.id) return;
        open(run, live, true);
        if (wish === 'step' || state.wish === 'train') client.send({ type: wish });
        storage.changeRun(run.id, { end: 'none' }).catch(complain);
      } catch (error) {
        complain(error);
        const { progress, state } = slots.of(documentId);
        if (runIdOf(state) !== run.id || state.type !== 'preparing') return;
        const { step } = progress;
        happen({ type: 'found', runId: run.id, step, end: 'none' }, documentId);
      }
    }

    function goOn(wish: 'train' | 'step'): void {
      const { state, run } = get();
      if (!run || !actionsOf(state).canResume) return;
      const isOpen = state.type === 'paused' && state.isOpen && openedOn === backend.get();
      if (!isOpen) {
        void reopen(run, wish);
        return;
      }
      happen({ type: wish === 'train' ? 'asked-to-train' : 'asked-to-step' });
      client.send({ type: wish });
    }

    function hear(messages: readonly FromWorker[]): void {
      const documentId = current ?? get().documentId;
      const before: RunShown = { ...slots.of(documentId), notices: get().notices };
      let shown = before;
      for (const message of messages) {
        if (message.type === 'progress' || message.type === 'opened') {
          isHeard = message.runId === runIdOf(shown.state);
        }
        const isForAll = message.type === 'trouble' && message.isFatal;
        if (isHeard || isForAll) shown = receive(shown, message);
        else if (message.type === 'samples') message.bitmap.close();
      }
      if (shown === before) return;
      if (slots.isShown(documentId)) {
        set(shown);
      } else {
        const { notices, ...run } = shown;
        slots.change(documentId, () => run);
        if (notices !== before.notices) set({ notices });
        lookElsewhere();
      }
      note(before, shown);
    }

    /** Keeps in storage what only the page knows at the time. */
    function note(before: RunShown, after: RunShown): void {
      const { run, state, progress } = after;
      if (!run) return;
      if (run.losses !== before.run?.losses && run.losses.length > 0) {
        const { totalSteps } = progress;
        storage.changeRun(run.id, { losses: [...run.losses], totalSteps }).catch(complain);
      }
      const hasEnded = state.type === 'finished' || state.type === 'stopped';
      if (hasEnded && before.state.type !== state.type) {
        storage.changeRun(run.id, { end: state.type }).catch(complain);
      }
    }

    /** Ends what the worker has open, for the run `next`, which is to be the newest one. */
    function endForGood(documentId: string, next: string, end: RunRecord['end']): void {
      const unsubscribe = client.subscribe((message) => {
        if (message.type !== 'phase' || message.phase !== 'closed') return;
        unsubscribe();
        // The last checkpoint of the other made that the newest, which a reload would show.
        if (slots.of(documentId).run?.id === next) storage.changeRun(next, { end }).catch(complain);
      });
      client.send({ type: 'close' });
    }

    client.subscribe(createFrameQueue(hear, parts.schedule));

    return {
      ...nothingShown(),
      documentId: documents.getState().documentId,
      isStale: false,
      elsewhere: null,
      complain,
      show(documentId) {
        const { seriesVersion } = get();
        slots.show(documentId);
        const { run, seriesVersion: own } = get();
        const { program } = documents.getState().compilation;
        // No reader may take the series of this run for that of the other.
        set({
          seriesVersion: seriesVersion + own + 1,
          isStale: run !== null && isOther(run.program, program),
        });
        lookElsewhere();
      },
      leave(documentId) {
        const { state, progress } = slots.of(documentId);
        if (!isAtWork(state) || current !== documentId) return null;
        if (actionsOf(state).canPause) {
          happen({ type: 'asked-to-pause' }, documentId);
          client.send({ type: 'pause' });
        }
        lookElsewhere();
        return progress.step;
      },
      forget(documentId) {
        const slot = slots.forget(documentId);
        if (!slot) return;
        clearViews(slot);
        if (current !== documentId) return;
        client.send({ type: 'close' });
        current = null;
        isHeard = false;
      },
      follow(from, to) {
        const run = slots.of(from);
        if (run.run === null) return;
        slots.change(from, noRun);
        slots.change(to, () => run);
        if (current === from) current = to;
        storage.changeRun(run.run.id, { documentId: to }).catch(complain);
      },
      hasRun: (documentId) => slots.of(documentId).run !== null,
      train() {
        if (actionsOf(get().state).canTrain) begin('train');
      },
      pause() {
        if (!actionsOf(get().state).canPause) return;
        happen({ type: 'asked-to-pause' });
        client.send({ type: 'pause' });
      },
      resume: () => goOn('train'),
      stepOnce() {
        const { state } = get();
        if (state.type === 'paused') goOn('step');
        else if (actionsOf(state).canStep) begin('step');
      },
      stop() {
        const { state, progress } = get();
        if (!actionsOf(state).canStop || state.type === 'idle') return;
        const isUnknown = isOnItsWay && state.type === 'preparing';
        if (isUnknown || (state.type === 'paused' && !state.isOpen)) {
          const { runId } = state;
          happen({ type: 'found', runId, step: progress.step, end: 'stopped' });
          storage.changeRun(runId, { end: 'stopped' }).catch(complain);
          return;
        }
        happen({ type: 'asked-to-stop' });
        client.send({ type: 'close' });
      },
      setBackend: (choice) => backend.set(choice),
      dismissNotice: (id) =>
        set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
      async restore(record) {
        const documentId = record.documentId ?? get().documentId;
        const { program } = documents.getState().compileOther(record.document);
        if (slots.of(documentId).state.type !== 'idle') return;
        if (!program) {
          const what = `Could not bring back the run of "${record.name}"`;
          complain(new Error(`${what}: this version of Ganvas finds errors in its document.`));
          return;
        }
        const shown = await shownFromStorage(record, program, storage);
        if (slots.of(documentId).state.type !== 'idle') {
          clearViews(shown);
          return;
        }
        const { id: runId, step, end } = record;
        slots.change(documentId, ({ seriesVersion, state }) => ({
          ...shown,
          seriesVersion: seriesVersion + 1,
          state: transition(state, { type: 'found', runId, step, end }),
          isStale:
            slots.isShown(documentId) && isOther(program, documents.getState().compilation.program),
        }));
      },
      async adopt(record, program) {
        const documentId = record.documentId ?? get().documentId;
        const shown = await shownFromStorage(record, program, storage);
        const { id: runId, step, end } = record;
        const isOpen = current !== null;
        take(documentId);
        current = null;
        const before = slots.of(documentId);
        if (isOpen || before.state.type !== 'idle') endForGood(documentId, runId, end);
        clearViews(before);
        slots.change(documentId, ({ seriesVersion, state }) => ({
          ...shown,
          seriesVersion: seriesVersion + 1,
          state: transition(state, { type: 'found', runId, step, end }),
          backend: null,
          isStale:
            slots.isShown(documentId) && isOther(program, documents.getState().compilation.program),
        }));
        if (slots.isShown(documentId)) set({ notices: [] });
      },
      watch(what) {
        if (what === watched) return;
        watched = what;
        if (what === null) set({ probe: null });
        // A page that trains nothing starts no worker.
        if (current !== null) client.send({ type: 'watch', what });
      },
      saveSoon() {
        const { type } = slots.of(current ?? get().documentId).state;
        if (type === 'training') client.send({ type: 'save' });
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

const isOther = (mine: object, now: object | null) => shareStructure(mine, now) !== mine;

export const useRunStore = createRunStore({
  client: trainingClient,
  storage: pageStorage,
  documents: useDocumentStore,
  data: useDataStore,
  backend: {
    get: () => useSettingsStore.getState().backend,
    set: (choice) => useSettingsStore.getState().setBackend(choice),
  },
  schedule: onNextFrame,
  onDisplaced: (name, step) => tell({ type: 'displaced', name, step }),
});

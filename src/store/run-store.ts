/**
 * The runs of the open documents, of which the worker has at most one open: starts, pauses and resumes that of the
 * document on show, and takes in what the worker reports, once per frame, for whichever document it is about. What a run
 * becomes is said by `document-run.ts` and `run-reducer.ts`; `worker-run.ts` speaks with the worker, `run-keeping.ts` with
 * storage. Editing a document does not disturb its run; `isStale` says that it would now compile to another.
 */
import { create } from 'zustand';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import type { FromWorker } from '../worker/protocol.ts';
import { useDataStore } from './data-store.ts';
import { tell } from './document-news.ts';
import { begun, found, isAtWork, letGo, noRun, runOf, withoutWeights } from './document-run.ts';
import { createSlots } from './document-slots.ts';
import { useDocumentStore } from './document-store.ts';
import { createFrameQueue, onFreeFrame } from './frame-queue.ts';
import { createRunKeeping } from './run-keeping.ts';
import { addNotice, nothingShown, type RunInfo, type RunShown, receive } from './run-reducer.ts';
import { actionsOf, type RunEvent, runIdOf, transition } from './run-state.ts';
import type { DocumentRun, RunStore, RunStoreParts, RunStoreState } from './run-store-types.ts';
import { clearViews } from './run-views.ts';
import { useSettingsStore } from './settings-store.ts';
import { shareStructure } from './share-structure.ts';
import { pageStorage, trainingClient } from './training-client.ts';
import { createWorkerRun } from './worker-run.ts';

type Wish = 'train' | 'step';
const wishOf = (wish: Wish) => (wish === 'train' ? 'train' : 'stay');

export function createRunStore(parts: RunStoreParts): RunStore {
  const { client, documents, data, backend } = parts;
  const worker = createWorkerRun(client, backend.get);

  const store = create<RunStoreState>()((set, get) => {
    const slots = createSlots<DocumentRun, RunStoreState>({ get, set }, noRun, runOf);
    const keeping = createRunKeeping(parts.storage, complain);

    const happen = (event: RunEvent, documentId = get().documentId) =>
      slots.change(documentId, ({ state }) => ({ state: transition(state, event) }));

    const notice = (code: 'storage' | 'internal', message: string) =>
      set(({ notices }) => ({ notices: addNotice(notices, code, message) }));

    function complain(error: unknown): void {
      notice('storage', error instanceof Error ? error.message : String(error));
    }

    /** The worker is to hold the run of this document: another's stays behind, paused. */
    function take(documentId: string): void {
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

    /** Whether the document on show, or another, compiles to something else than its run. */
    const isStale = (documentId: string, program: Program) =>
      slots.isShown(documentId) && isOther(program, documents.getState().compilation.program);

    /** Why no run can begin now, in words; null where one can. */
    function obstacle(program: Program | null): string | null {
      if (!program)
        return 'the document has errors. The Problems panel lists them, each with the node that it is about.';
      const late = program.sources.find(({ node }) => data.getState().busy[node] !== undefined);
      return late
        ? `the data of "${late.node}" is still being read. Wait for it, or cancel it in the Data panel.`
        : null;
    }

    /** A new run, and what it is to do once it is ready. */
    function begin(wish: Wish): void {
      const { program } = documents.getState().compileNow();
      const { document, documentId } = documents.getState();
      const why = obstacle(program);
      if (!program || why !== null) {
        notice('internal', `Could not start training: ${why}`);
        return;
      }
      const { live, stored } = data.getState().forProgram(program);
      const id = crypto.randomUUID();
      const { name } = document;
      const run: RunInfo = { id, name, document, program, bindings: stored, losses: [] };
      take(documentId);
      const before = slots.of(documentId);
      clearViews(before);
      set({ ...begun(before, run, wishOf(wish)), notices: [] });
      keeping.begin(run, documentId, backend.get());
      worker.open(run, live, null);
      worker.ask(wish);
    }

    /** Opens the shown run from its checkpoint, as after a reload. */
    async function reopen(run: RunInfo, wish: Wish): Promise<void> {
      const { documentId } = get();
      const { step } = get().progress;
      take(documentId);
      worker.await();
      happen({ type: 'asked-to-open', runId: run.id, wish: wishOf(wish) });
      try {
        const { live } = await data.getState().forStored(run.bindings);
        const { state } = slots.of(documentId);
        const isHeld = worker.holder() === documentId;
        if (!isHeld || state.type !== 'preparing' || state.runId !== run.id) return;
        worker.open(run, live, step);
        if (wish === 'step' || state.wish === 'train') worker.ask(wish);
        keeping.change(run.id, { end: 'none' });
      } catch (error) {
        complain(error);
        const { state } = slots.of(documentId);
        if (state.type !== 'preparing' || state.runId !== run.id) return;
        happen({ type: 'found', runId: run.id, step, end: 'none', hasWeights: true }, documentId);
      }
    }

    function goOn(wish: Wish): void {
      const { state, run } = get();
      if (!run || !actionsOf(state).canResume) return;
      const isOpen = state.type === 'paused' && state.isOpen && worker.isOnChosenBackend();
      if (!isOpen) return void reopen(run, wish);
      happen({ type: wish === 'train' ? 'asked-to-train' : 'asked-to-step' });
      worker.ask(wish);
    }

    function hear(messages: readonly FromWorker[]): void {
      const documentId = worker.holder() ?? get().documentId;
      const before: RunShown = { ...slots.of(documentId), notices: get().notices };
      let shown = before;
      for (const message of messages) {
        const news = worker.hear(message, runIdOf(shown.state));
        if (news) shown = receive(shown, news);
        else if (message.type === 'samples' && worker.isLate(message)) message.bitmap.close();
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
      keeping.note(before, shown);
      if (shown.state.type === 'weightless' && before.state.type !== 'weightless') {
        worker.abandon();
        sayWeightless(shown.run, shown.progress.step);
      }
    }

    function sayWeightless(
      run: { readonly id: string; readonly name: string } | null,
      step: number,
    ) {
      if (!run) return;
      parts.tell?.({ type: 'weights-gone', name: run.name, step });
      keeping.change(run.id, { weights: 'gone' });
    }

    /** Checkpoints of a closed document may have gone to make room: known before anybody presses Resume. */
    async function weigh(documentId: string): Promise<void> {
      const { run, state, progress } = slots.of(documentId);
      // Where none was reported, one may be on its way.
      const { savedStep } = progress;
      if (!run || savedStep === null || worker.holder() === documentId) return;
      if (!actionsOf(state).canResume && state.type !== 'finished') return;
      if (await keeping.hasWeights(run.id, savedStep)) return;
      if (slots.of(documentId).state !== state) return;
      slots.change(documentId, withoutWeights);
      sayWeightless(run, progress.step);
    }

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
        isStale: isStale(documentId, program),
      }));
      if (!read.hasWeights && record.weights !== 'gone') sayWeightless(record, record.step);
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
        // No reader may take the series of this run for that of the other.
        set({
          seriesVersion: seriesVersion + own + 1,
          isStale: run !== null && isStale(documentId, run.program),
        });
        lookElsewhere();
        void weigh(documentId);
      },
      leave(documentId) {
        const { state, progress } = slots.of(documentId);
        if (!isAtWork(state) || worker.holder() !== documentId) return null;
        if (actionsOf(state).canPause) {
          happen({ type: 'asked-to-pause' }, documentId);
          worker.ask('pause');
        }
        lookElsewhere();
        return progress.step;
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
      train() {
        if (actionsOf(get().state).canTrain) begin('train');
      },
      pause() {
        if (!actionsOf(get().state).canPause) return;
        happen({ type: 'asked-to-pause' });
        worker.ask('pause');
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
        const isUnknown = worker.isOnItsWay() && state.type === 'preparing';
        if (isUnknown || (state.type === 'paused' && !state.isOpen)) {
          const { runId } = state;
          const { step } = progress;
          happen({ type: 'found', runId, step, end: 'stopped', hasWeights: true });
          keeping.change(runId, { end: 'stopped' });
          return;
        }
        happen({ type: 'asked-to-stop' });
        worker.ask('close');
      },
      setBackend: (choice) => backend.set(choice),
      dismissNotice: (id) =>
        set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
      dismissFindings(dismissed) {
        const { run, health, documentId } = get();
        if (!run) return;
        slots.change(documentId, () => ({ health: { ...health, dismissed } }));
        keeping.change(run.id, { health: { ...health, dismissed } });
      },
      async restore(record) {
        const documentId = record.documentId ?? get().documentId;
        const { program } = documents.getState().compileOther(record.document);
        const isFree = () => slots.of(documentId).state.type === 'idle';
        if (!isFree()) return;
        if (program) return put(documentId, record, program, isFree);
        const what = `Could not bring back the run of "${record.name}"`;
        complain(new Error(`${what}: this version of Ganvas finds errors in its document.`));
      },
      adopt(record, program) {
        const documentId = record.documentId ?? get().documentId;
        return put(documentId, record, program, () => {
          const isOpen = worker.holder() !== null;
          take(documentId);
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
      async branch(record, program, fork) {
        const documentId = record.documentId ?? get().documentId;
        const { live } = await data.getState().forStored(record.bindings);
        await parts.storage.putRun(record);
        const shown = await keeping.inherited(record, program, fork);
        take(documentId);
        const before = slots.of(documentId);
        clearViews(before);
        slots.change(documentId, () => ({
          ...begun(before, shown.run, 'train'),
          ...shown,
          isStale: isStale(documentId, program),
        }));
        if (slots.isShown(documentId)) set({ notices: [] });
        worker.open(shown.run, live, fork);
        worker.ask('train');
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
  schedule: onFreeFrame,
  tell,
});

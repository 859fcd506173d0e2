/**
 * The run that the page shows: starts, pauses and resumes it, and takes in what the worker reports, once per
 * frame. Editing the document does not disturb a run; `isStale` says that it would now compile to another.
 */
import { create } from 'zustand';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { BackendChoice, FromWorker } from '../worker/protocol.ts';
import { useDataStore } from './data-store.ts';
import type { RunData } from './data-store-types.ts';
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
import type { RunStore, RunStoreParts, RunStoreState } from './run-store-types.ts';
import { clearViews } from './run-views.ts';
import { useSettingsStore } from './settings-store.ts';
import { shareStructure } from './share-structure.ts';
import { shownFromStorage } from './stored-run.ts';
import { pageStorage, trainingClient } from './training-client.ts';

export function createRunStore(parts: RunStoreParts): RunStore {
  const { client, storage, documents, data, backend } = parts;
  /** The worker has begun with the run that was asked for last; before that, what arrives is an older run's. */
  let isHeard = false;
  let openedOn: BackendChoice = 'auto';

  const store = create<RunStoreState>()((set, get) => {
    const happen = (event: RunEvent) => set(({ state }) => ({ state: transition(state, event) }));

    function complain(error: unknown): void {
      const message = error instanceof Error ? error.message : String(error);
      set(({ notices }) => ({ notices: addNotice(notices, 'storage', message) }));
    }

    function open(run: RunInfo, live: RunData['live'], resume: boolean): void {
      openedOn = backend.get();
      const { id: runId, program } = run;
      client.send({ type: 'open', runId, program, bindings: live, backend: openedOn, resume });
    }

    /** A new run, and what it is to do once it is ready. */
    function begin(wish: 'train' | 'step'): void {
      const { program } = documents.getState().compileNow();
      const { document } = documents.getState();
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
      isHeard = false;
      set((shown) => ({
        ...clearViews(shown),
        run,
        backend: null,
        progress: noProgress,
        series: new LossSeries([]),
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
      isHeard = false;
      happen({
        type: 'asked-to-open',
        runId: run.id,
        wish: wish === 'train' ? 'train' : 'stay',
      });
      try {
        const { live } = await data.getState().forStored(run.bindings);
        const { state } = get();
        if (state.type !== 'preparing' || state.runId !== run.id) return;
        open(run, live, true);
        if (wish === 'step' || state.wish === 'train') client.send({ type: wish });
        storage.changeRun(run.id, { end: 'none' }).catch(complain);
      } catch (error) {
        complain(error);
        happen({ type: 'found', runId: run.id, step: get().progress.step, end: 'none' });
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

    function take(messages: readonly FromWorker[]): void {
      const before = get();
      let shown: RunShown = before;
      for (const message of messages) {
        if (message.type === 'progress' || message.type === 'opened') {
          isHeard = message.runId === runIdOf(shown.state);
        }
        const isForAll = message.type === 'trouble' && message.isFatal;
        if (isHeard || isForAll) shown = receive(shown, message);
        else if (message.type === 'samples') message.bitmap.close();
      }
      if (shown !== before) set(shown);
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
    function endForGood(next: string, end: RunRecord['end']): void {
      const unsubscribe = client.subscribe((message) => {
        if (message.type !== 'phase' || message.phase !== 'closed') return;
        unsubscribe();
        // The last checkpoint of the other made that the newest, which a reload would show.
        if (get().run?.id === next) storage.changeRun(next, { end }).catch(complain);
      });
      client.send({ type: 'close' });
    }

    client.subscribe(createFrameQueue(take, parts.schedule));

    return {
      ...nothingShown(),
      isStale: false,
      complain,
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
        if (state.type === 'paused' && !state.isOpen) {
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
        const { program } = documents.getState().compileOther(record.document);
        if (get().state.type !== 'idle') return;
        if (!program) {
          const what = `Could not bring back the run of "${record.name}"`;
          complain(new Error(`${what}: this version of Ganvas finds errors in its document.`));
          return;
        }
        const shown = await shownFromStorage(record, program, storage);
        if (get().state.type !== 'idle') {
          clearViews(shown);
          return;
        }
        const { id: runId, step, end } = record;
        set(({ seriesVersion, state }) => ({
          ...shown,
          seriesVersion: seriesVersion + 1,
          state: transition(state, { type: 'found', runId, step, end }),
          isStale: isOther(program, documents.getState().compilation.program),
        }));
      },
      async adopt(record, program) {
        const shown = await shownFromStorage(record, program, storage);
        const { id: runId, step, end } = record;
        if (get().state.type !== 'idle') endForGood(runId, end);
        // What else the run before says is no longer of interest.
        isHeard = false;
        set((before) => {
          clearViews(before);
          return {
            ...shown,
            seriesVersion: before.seriesVersion + 1,
            state: transition(before.state, { type: 'found', runId, step, end }),
            backend: null,
            notices: [],
            isStale: isOther(program, documents.getState().compilation.program),
          };
        });
      },
      saveSoon() {
        if (get().state.type === 'training') client.send({ type: 'save' });
      },
    };
  });

  documents.subscribe(({ compilation }, before) => {
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
});

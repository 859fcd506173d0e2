/**
 * Runs that no document shows, in the worker beside those of documents: a queue's. Each has its own state and curves, as
 * the run of a document has them; which are open, and when, is the business of whoever opens them.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import type { TrainingClient } from '../worker/client.ts';
import type { BackendChoice, FromWorker, RunNews } from '../worker/protocol.ts';
import type { RunLibrary } from '../worker/run-library-types.ts';
import type { PageStorage } from '../worker/storage-types.ts';
import { useDataStore } from './data-store.ts';
import type { DataStore } from './data-store-types.ts';
import { isAtWork, letGo } from './document-run.ts';
import type { DocumentStore } from './document-store.ts';
import { useDocumentStore } from './document-store.ts';
import { createFrameQueue, onFreeFrame, type Schedule } from './frame-queue.ts';
import { newRecord } from './new-record.ts';
import { createRunKeeping } from './run-keeping.ts';
import type { NewRun, SideRun, SideRuns } from './run-queue-types.ts';
import { addNotice, nothingShown, type RunShown, receive } from './run-reducer.ts';
import { runIdOf, transition } from './run-state.ts';
import { clearViews } from './run-views.ts';
import { useSettingsStore } from './settings-store.ts';
import { pageStorage, runLibrary, trainingClient } from './training-client.ts';
import { without } from './without.ts';

export interface SideRunParts {
  readonly client: TrainingClient;
  readonly storage: PageStorage;
  readonly runs: Pick<RunLibrary, 'add'>;
  readonly documents: DocumentStore;
  readonly data: DataStore;
  readonly backend: () => BackendChoice;
  readonly schedule: Schedule;
}

export function createSideRuns(parts: SideRunParts): UseBoundStore<StoreApi<SideRuns>> {
  const { client, documents, data } = parts;
  /** Open in the worker, with who waits for their end. */
  const open = new Map<string, readonly (() => void)[]>();

  return create<SideRuns>()((set, get) => {
    const keeping = createRunKeeping(parts.storage, (error) => {
      const message = error instanceof Error ? error.message : String(error);
      for (const [id, run] of Object.entries(get().runs))
        if (isAtWork(run.state))
          put(id, { ...run, notices: addNotice(run.notices, 'storage', message) });
    });

    function put(id: string, run: SideRun): void {
      set(({ runs }) => ({ runs: { ...runs, [id]: run } }));
    }

    function compiled(document: RunRecord['document'], name: string): Program {
      const { program } = documents.getState().compileOther(document);
      if (program) return program;
      throw new Error(
        `"${name}" cannot be trained: its document has errors. Open it; the Problems panel lists them.`,
      );
    }

    function hear(messages: readonly FromWorker[]): void {
      const changed = new Map<string, SideRun>();
      for (const message of messages) {
        if (message.type === 'decoded' || message.type === 'decoding') continue;
        const { runId } = message;
        const ids = runId === undefined ? Object.keys(get().runs) : [runId];
        for (const id of ids) {
          const run = changed.get(id) ?? get().runs[id];
          if (run && (runId !== undefined || isAtWork(run.state)))
            changed.set(id, after(run, message));
        }
      }
      for (const [id, run] of changed) {
        const before = get().runs[id];
        if (!before || before === run) continue;
        keeping.note({ ...before, probe: null }, { ...run, probe: null });
      }
      if (changed.size > 0)
        set(({ runs }) => ({ runs: { ...runs, ...Object.fromEntries(changed) } }));
    }
    client.subscribe(createFrameQueue(hear, parts.schedule));
    client.subscribe((message) => {
      const isEnd =
        (message.type === 'phase' && message.phase === 'closed') ||
        (message.type === 'trouble' && message.isFatal);
      if (!isEnd) return;
      for (const id of message.runId === undefined ? [...open.keys()] : [message.runId]) {
        const waiting = open.get(id) ?? [];
        open.delete(id);
        for (const resolve of waiting) resolve();
      }
    });

    return {
      runs: {},
      async make({ name, document, bindings = {}, documentId, backend, group }: NewRun) {
        const program = compiled(document, name);
        const { stored } = data.getState().forProgram(program);
        const record: RunRecord = {
          ...newRecord({
            ...{ id: crypto.randomUUID(), name, document, backend: backend ?? parts.backend() },
            bindings: { ...stored, ...bindings },
            ...(documentId === undefined ? {} : { documentId }),
          }),
          group: group ?? null,
        };
        await parts.runs.add(record);
        return record;
      },
      async open(record, wish) {
        const { id, name, bindings, backend, step } = record;
        const before = get().runs[id];
        if (before && isAtWork(before.state))
          return get().ask(id, wish === 'train' ? wish : 'pause');
        const program = compiled(record.document, name);
        const asked = { type: 'asked-to-open', runId: id, wish } as const;
        const state = transition({ type: 'idle' }, asked);
        put(id, { ...(before ?? nothingShown()), state });
        try {
          const [{ live }, { hasWeights, ...shown }] = await Promise.all([
            data.getState().forStored(bindings),
            keeping.read(record, program),
          ]);
          const now = get().runs[id];
          // Closed or forgotten meanwhile.
          if (now?.state.type !== 'preparing') return void clearViews(shown);
          if (!hasWeights)
            throw new Error(
              `"${name}" cannot go on from step ${step}: its checkpoints were removed to make room.`,
            );
          if (before) clearViews(before);
          const { seriesVersion } = now;
          put(id, {
            ...nothingShown(),
            ...shown,
            state: now.state,
            seriesVersion: seriesVersion + 1,
          });
          open.set(id, []);
          client.send({
            ...{ type: 'open', runId: id, program, bindings: live, backend, beside: true },
            ...(step > 0 ? { resume: true, from: step } : { resume: false }),
          });
          if (record.end !== 'none') keeping.change(id, { end: 'none' });
          if (now.state.wish === 'train') client.send({ type: 'train', runId: id });
        } catch (error) {
          const now = get().runs[id];
          if (now) put(id, { ...now, state: { type: 'paused', runId: id, step, isOpen: false } });
          throw error;
        }
      },
      ask(runId, wish) {
        const run = get().runs[runId];
        if (!run) return;
        const state = transition(run.state, { type: `asked-to-${wish}` });
        put(runId, { ...run, state });
        client.send({ type: wish, runId });
      },
      async close(runId) {
        const run = get().runs[runId];
        if (!run) return;
        const waiting = open.get(runId);
        if (waiting === undefined) {
          // Still reading its data; it then finds that nobody waits for it.
          const { state, progress } = run;
          put(runId, { ...run, state: letGo(state, progress.step) });
          return;
        }
        await new Promise<void>((resolve) => {
          open.set(runId, [...waiting, resolve]);
          client.send({ type: 'close', runId });
        });
      },
      forget(runId) {
        const run = get().runs[runId];
        if (!run || isAtWork(run.state)) return;
        clearViews(run);
        set(({ runs }) => ({ runs: without(runs, runId) }));
      },
    };
  });
}

/** Closed, it waits to be opened again: nobody has stopped it. */
function after(run: SideRun, message: RunNews): SideRun {
  if (message.type === 'probe') return run;
  const { probe: _, ...next }: RunShown = receive({ ...run, probe: null }, message);
  const isClosed = message.type === 'phase' && message.phase === 'closed';
  if (!isClosed || run.state.type === 'finished') return next;
  const { step } = message;
  const runId = runIdOf(run.state) ?? '';
  return { ...next, state: { type: 'paused', runId, step, isOpen: false } };
}

export const useSideRuns = createSideRuns({
  client: trainingClient,
  storage: pageStorage,
  runs: runLibrary,
  documents: useDocumentStore,
  data: useDataStore,
  backend: () => useSettingsStore.getState().backend,
  schedule: onFreeFrame,
});

/** How runs begin, go on, branch off and end, as far as the page has a say in it: the worker does what it is asked here. */
import type { Program } from '../compiler/program.ts';
import { begun, isAtWork } from './document-run.ts';
import type { RunDesk } from './run-desk.ts';
import type { RunInfo } from './run-reducer.ts';
import { actionsOf } from './run-state.ts';
import type { RunStoreState } from './run-store-types.ts';
import { clearViews } from './run-views.ts';

type Wish = 'train' | 'step';
const wishOf = (wish: Wish) => (wish === 'train' ? 'train' : 'stay');

type Asked = 'train' | 'pause' | 'resume' | 'stepOnce' | 'stop' | 'branch' | 'leave';

export function createRunActions(desk: RunDesk): Pick<RunStoreState, Asked> {
  const { parts, worker, slots, keeping, get, set, happen } = desk;
  const { documents, data, backend } = parts;

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
      desk.notice('internal', `Could not start training: ${why}`);
      return;
    }
    const { live, stored } = data.getState().forProgram(program);
    const id = crypto.randomUUID();
    const { name } = document;
    const run: RunInfo = { id, name, document, program, bindings: stored, losses: [] };
    desk.take(documentId);
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
    desk.take(documentId);
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
      desk.complain(error);
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

  return {
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
    async branch(record, program, fork) {
      const documentId = record.documentId ?? get().documentId;
      const { live } = await data.getState().forStored(record.bindings);
      await parts.storage.putRun(record);
      const shown = await keeping.inherited(record, program, fork);
      desk.take(documentId);
      const before = slots.of(documentId);
      clearViews(before);
      slots.change(documentId, () => ({
        ...begun(before, shown.run, 'train'),
        ...shown,
        isStale: desk.isStale(documentId, program),
      }));
      if (slots.isShown(documentId)) set({ notices: [] });
      worker.open(shown.run, live, fork);
      worker.ask('train');
    },
    leave(documentId) {
      const { state, progress } = slots.of(documentId);
      if (!isAtWork(state) || worker.holder() !== documentId) return null;
      if (actionsOf(state).canPause) {
        happen({ type: 'asked-to-pause' }, documentId);
        worker.ask('pause');
      }
      desk.lookElsewhere();
      return progress.step;
    },
  };
}

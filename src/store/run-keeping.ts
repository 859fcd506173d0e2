/**
 * What of runs goes into storage from the page, and comes back: the record of a run that begins, what only the page knows
 * of it later, and all that it has shown. The worker writes checkpoints and what belongs to them by itself.
 */
import { plainRun, type RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import type { BackendChoice, ForkFrom } from '../worker/protocol.ts';
import type { PageStorage, RunChange } from '../worker/storage-types.ts';
import { LossSeries } from './loss-series.ts';
import { newRecord } from './new-record.ts';
import { noProgress, type RunInfo, type RunShown } from './run-reducer.ts';
import { runIdOf } from './run-state.ts';
import { noViews } from './run-views.ts';
import { type ShownRun, shownFromStorage } from './stored-run.ts';

export interface FoundRun extends ShownRun {
  /** False where its checkpoints were removed to make room. */
  readonly hasWeights: boolean;
}

export interface RunKeeping {
  begin(run: RunInfo, documentId: string, backend: BackendChoice): void;
  change(runId: string, change: RunChange): void;
  /** Keeps what messages of the worker have changed and the worker does not write. */
  note(before: RunShown, after: RunShown): void;
  /** Whether a run that stands at `step` can go on from there. Storage that cannot tell is taken to hold it. */
  hasWeights(runId: string, step: number): Promise<boolean>;
  /** The pictures are the caller's to let go of. */
  read(record: RunRecord, program: Program): Promise<FoundRun>;
  /** A fork as it stands before it trains, with what the other run has shown up to there where that is its past, too. */
  inherited(
    record: RunRecord,
    program: Program,
    fork: ForkFrom,
  ): Promise<ShownRun & { readonly run: RunInfo }>;
}

/** @param complain hears what storage refuses; nothing here rejects for that but `read` */
export function createRunKeeping(
  storage: PageStorage,
  complain: (error: unknown) => void,
): RunKeeping {
  const change = (runId: string, changes: RunChange): void =>
    void storage.changeRun(runId, changes).catch(complain);
  // At step 0 there is nothing yet that could be gone.
  const hasWeights = async (runId: string, step: number): Promise<boolean> =>
    step === 0 || (await storage.hasCheckpoint(runId).catch(() => true));

  return {
    change,
    hasWeights,
    begin({ id, name, document, bindings }, documentId, backend) {
      const record = newRecord({ id, name, documentId, document, backend, bindings });
      storage.putRun(record).catch(complain);
    },
    note(before, { run, state, progress, health }) {
      if (!run) return;
      if (run.losses !== before.run?.losses && run.losses.length > 0)
        change(run.id, { losses: [...run.losses], totalSteps: progress.totalSteps });
      if (health !== before.health && run.id === before.run?.id) change(run.id, { health });
      const hasEnded = state.type === 'finished' || state.type === 'stopped';
      const isNews = before.state.type !== state.type && runIdOf(state) === run.id;
      if (hasEnded && isNews) change(run.id, { end: state.type });
    },
    async inherited(record, program, { runId, step, inherits }) {
      const { id, name, document, bindings } = record;
      const run: RunInfo = { id, name, document, program, bindings, losses: [] };
      const { health } = plainRun;
      const series = new LossSeries([]);
      if (!inherits) return { ...noViews, run, series, progress: noProgress, health };
      const shown = await shownFromStorage({ ...record, id: runId, step }, program, storage);
      return { ...shown, run: { ...run, losses: record.losses }, health };
    },
    async read(record, program) {
      const [shown, isThere] = await Promise.all([
        shownFromStorage(record, program, storage),
        hasWeights(record.id, record.step),
      ]);
      if (isThere) return { ...shown, hasWeights: true };
      return {
        ...shown,
        progress: { ...shown.progress, savedStep: null },
        hasWeights: false,
      };
    },
  };
}

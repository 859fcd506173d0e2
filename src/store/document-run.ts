/** The run of one document: how it begins, is found in storage, is put aside and taken up again. Pure. */
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import { LossSeries } from './loss-series.ts';
import type { FoundRun } from './run-keeping.ts';
import { noProgress, nothingShown, type RunInfo } from './run-reducer.ts';
import { type RunState, transition } from './run-state.ts';
import type { DocumentRun, RunStoreState } from './run-store-types.ts';

export const noRun = (): DocumentRun => {
  const { notices: _, ...run } = nothingShown();
  return { ...run, isStale: false };
};

export function runOf(state: RunStoreState): DocumentRun {
  const { run, backend, progress, series, seriesVersion, sheets, points, metrics, isStale } = state;
  const { probe, health, measured } = state;
  return {
    ...{ state: state.state, run, backend, progress, series, seriesVersion },
    ...{ sheets, points, metrics, isStale, probe, health, measured },
  };
}

/** A new run in place of what was there, whose pictures are the caller's to let go of. */
export function begun(before: DocumentRun, run: RunInfo, wish: 'train' | 'stay'): DocumentRun {
  return {
    ...noRun(),
    run,
    series: new LossSeries([]),
    progress: noProgress,
    seriesVersion: before.seriesVersion + 1,
    state: transition(before.state, { type: 'asked-to-open', runId: run.id, wish }),
  };
}

/** A run out of storage in place of what was there. */
export function found(
  before: DocumentRun,
  { id: runId, step, end }: RunRecord,
  { hasWeights, ...shown }: FoundRun,
): DocumentRun {
  return {
    ...noRun(),
    ...shown,
    seriesVersion: before.seriesVersion + 1,
    state: transition(before.state, { type: 'found', runId, step, end, hasWeights }),
  };
}

/** Its weights turned out to be gone before it could go on. */
export function withoutWeights({ state, progress }: DocumentRun): Partial<DocumentRun> {
  if (state.type === 'idle') return {};
  const { runId } = state;
  const { step } = progress;
  return {
    progress: { ...progress, savedStep: null },
    state: transition(state, { type: 'found', runId, step, end: 'none', hasWeights: false }),
  };
}

type AtWork = Extract<RunState, { type: 'preparing' | 'training' | 'pausing' | 'stopping' }>;

export const isAtWork = (state: RunState): state is AtWork =>
  ['preparing', 'training', 'pausing', 'stopping'].includes(state.type);

/** What a state becomes where the worker holds its run no longer. */
export function letGo(state: RunState, step: number): RunState {
  if (state.type === 'idle') return state;
  const { runId } = state;
  if (state.type === 'stopping') return { type: 'stopped', runId, step };
  if (state.type === 'paused') return { ...state, isOpen: false };
  return isAtWork(state) ? { type: 'paused', runId, step, isOpen: false } : state;
}

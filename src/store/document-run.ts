/** The run of one document, as the store puts it aside and takes it up again. Pure. */
import { nothingShown } from './run-reducer.ts';
import type { RunState } from './run-state.ts';
import type { DocumentRun, RunStoreState } from './run-store-types.ts';

export const noRun = (): DocumentRun => {
  const { notices: _, ...run } = nothingShown();
  return { ...run, isStale: false };
};

export function runOf(state: RunStoreState): DocumentRun {
  const { run, backend, progress, series, seriesVersion, sheets, points, metrics, isStale } = state;
  const { probe } = state;
  return {
    ...{ state: state.state, run, backend, progress, series, seriesVersion },
    ...{ sheets, points, metrics, isStale, probe },
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

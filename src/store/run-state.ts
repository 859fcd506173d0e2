/**
 * The state of a run and its one transition function: what the person asks for and what the worker reports,
 * in; the next state, out. Pure. Numbers that tick (step, speed) live beside it in `run-store.ts`.
 */
import type { RunNews } from '../worker/protocol.ts';

export type PreparingStage = 'starting' | Extract<RunNews, { readonly type: 'progress' }>['stage'];
export type TroubleCode = Extract<RunNews, { type: 'trouble' }>['code'];

export type RunState =
  | { readonly type: 'idle' }
  /** `wish` is what happens once it is ready. */
  | {
      readonly type: 'preparing';
      readonly runId: string;
      readonly stage: PreparingStage;
      readonly done: number;
      readonly total: number;
      readonly wish: 'train' | 'stay';
    }
  | { readonly type: 'training'; readonly runId: string }
  /** Asked to pause (or to do one step): the last step is ending and a checkpoint is being written. */
  | { readonly type: 'pausing'; readonly runId: string }
  | { readonly type: 'stopping'; readonly runId: string }
  /** `isOpen` says that the worker holds it; after a reload it does not, and Resume opens it first. */
  | {
      readonly type: 'paused';
      readonly runId: string;
      readonly step: number;
      readonly isOpen: boolean;
    }
  | { readonly type: 'finished'; readonly runId: string; readonly step: number }
  | { readonly type: 'stopped'; readonly runId: string; readonly step: number }
  /** Its checkpoints were removed to make room: what it has shown is still there, but it cannot go on. */
  | { readonly type: 'weightless'; readonly runId: string }
  /** The worker gave it up; its last checkpoint is kept and can be resumed. */
  | {
      readonly type: 'failed';
      readonly runId: string;
      readonly code: TroubleCode;
      readonly message: string;
    };

export type RunEvent =
  | { readonly type: 'asked-to-open'; readonly runId: string; readonly wish: 'train' | 'stay' }
  | { readonly type: 'asked-to-train' }
  | { readonly type: 'asked-to-pause' }
  | { readonly type: 'asked-to-step' }
  | { readonly type: 'asked-to-stop' }
  | { readonly type: 'asked-to-forget' }
  /** Found in storage after a reload. */
  | {
      readonly type: 'found';
      readonly runId: string;
      readonly step: number;
      readonly end: 'none' | 'finished' | 'stopped';
      /** False where its checkpoints were removed to make room. */
      readonly hasWeights: boolean;
    }
  /** The worker's words about this run. */
  | RunNews;

export const idle: RunState = { type: 'idle' };

/** The id of the run that a state speaks of. */
export const runIdOf = (state: RunState) => (state.type === 'idle' ? null : state.runId);

export interface RunActions {
  /** A new run can start (replacing the one that is there). */
  readonly canTrain: boolean;
  readonly canPause: boolean;
  readonly canResume: boolean;
  readonly canStep: boolean;
  readonly canStop: boolean;
}

/** Which buttons mean something. */
export function actionsOf(state: RunState): RunActions {
  const isBusy = ['preparing', 'training', 'pausing', 'stopping'].includes(state.type);
  const canResume = ['paused', 'stopped', 'failed'].includes(state.type);
  return {
    canTrain: !isBusy,
    canPause: state.type === 'training' || (state.type === 'preparing' && state.wish === 'train'),
    canResume,
    canStep: !isBusy,
    canStop: state.type === 'paused' || (isBusy && state.type !== 'stopping'),
  };
}

/** The next state; the same object where the event changes nothing. */
export function transition(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'asked-to-open':
      return {
        type: 'preparing',
        runId: event.runId,
        stage: 'starting',
        done: 0,
        total: 1,
        wish: event.wish,
      };
    case 'found': {
      const { runId, step, end, hasWeights } = event;
      if (!hasWeights) return { type: 'weightless', runId };
      return end === 'none'
        ? { type: 'paused', runId, step, isOpen: false }
        : { type: end, runId, step };
    }
    case 'asked-to-forget':
      return idle;
    case 'asked-to-train':
      if (state.type === 'preparing') return { ...state, wish: 'train' };
      return state.type === 'paused' ? { type: 'training', runId: state.runId } : state;
    case 'asked-to-pause':
      if (state.type === 'preparing') return { ...state, wish: 'stay' };
      return state.type === 'training' ? { type: 'pausing', runId: state.runId } : state;
    case 'asked-to-step':
      return state.type === 'paused' ? { type: 'pausing', runId: state.runId } : state;
    case 'asked-to-stop':
      return state.type === 'idle' ? state : { type: 'stopping', runId: state.runId };
    case 'progress':
      return afterProgress(state, event);
    case 'phase':
      return afterPhase(state, event);
    case 'trouble':
      if (!event.isFatal || state.type === 'idle' || state.type === 'finished') return state;
      if (state.type === 'stopped' || state.type === 'weightless') return state;
      if (event.code === 'weights-gone') return { type: 'weightless', runId: state.runId };
      return {
        type: 'failed',
        runId: state.runId,
        code: event.code,
        message: event.message,
      };
    case 'opened':
    case 'losses':
    case 'samples':
    case 'points':
    case 'metrics':
    case 'probe':
    case 'health':
    case 'measured':
    case 'saved':
      return state;
    default:
      return unreachable(event);
  }
}

/** A run that trains may be prepared again in the middle: its device went away. */
function afterProgress(
  state: RunState,
  { stage, done, total }: Extract<RunNews, { type: 'progress' }>,
): RunState {
  if (state.type === 'preparing') return { ...state, stage, done, total };
  if (state.type === 'training')
    return { type: 'preparing', runId: state.runId, stage, done, total, wish: 'train' };
  return state;
}

function afterPhase(
  state: RunState,
  { phase, step }: Extract<RunNews, { type: 'phase' }>,
): RunState {
  if (state.type === 'idle') return state;
  const { runId } = state;
  switch (phase) {
    case 'training':
      // What was asked since outweighs what the worker had begun.
      return state.type === 'pausing' || state.type === 'stopping'
        ? state
        : { type: 'training', runId };
    case 'paused':
      return state.type === 'stopping' ? state : { type: 'paused', runId, step, isOpen: true };
    case 'finished':
      return { type: 'finished', runId, step };
    case 'closed':
      return state.type === 'finished' ? state : { type: 'stopped', runId, step };
    default:
      return unreachable(phase);
  }
}

function unreachable(value: never): never {
  throw new Error(`internal: no case for ${JSON.stringify(value)}`);
}

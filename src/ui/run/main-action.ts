/** What the one big button means in each state of a run. Pure. */
import { actionsOf, type RunState } from '../../store/run-state.ts';

export interface MainAction {
  readonly type: 'train' | 'pause' | 'resume';
  readonly label: string;
  readonly help: string;
  readonly isEnabled: boolean;
  /** Pressing it leads to the problems instead. */
  readonly isBlockedByProblems: boolean;
  /** A new run may be started besides going on with this one. */
  readonly offersAnew: boolean;
}

/** `isReading`: data of the graph is still on its way; a new run would do without it. */
export function mainAction(
  state: RunState,
  isStale: boolean,
  errors: number,
  isReading: boolean,
): MainAction {
  const can = actionsOf(state);
  const canBegin = errors === 0 && !isReading;
  const plain = { isEnabled: true, isBlockedByProblems: false, offersAnew: false };
  if (can.canPause) {
    const help =
      state.type === 'preparing'
        ? 'Prepare the run, and wait before the first step'
        : 'Pause after this step; nothing is lost';
    return { ...plain, type: 'pause', label: 'Pause', help, offersAnew: isStale && canBegin };
  }
  if (can.canResume) {
    return {
      ...plain,
      type: 'resume',
      label: 'Resume',
      help: isStale
        ? 'Go on with the run as it was started, without the changes since'
        : 'Go on from the last step',
      offersAnew: canBegin,
    };
  }
  if (!can.canTrain) {
    // Preparing for one step, pausing, stopping: a moment without a choice.
    return {
      ...plain,
      type: state.type === 'stopping' ? 'train' : 'pause',
      label: busyLabel(state),
      help: 'One moment',
      isEnabled: false,
    };
  }
  if (errors > 0) {
    return {
      ...plain,
      type: 'train',
      label: 'Train',
      help: `The graph has ${errors === 1 ? 'an error' : `${errors} errors`}: press to see what to do`,
      isEnabled: false,
      isBlockedByProblems: true,
    };
  }
  if (isReading) {
    return {
      ...plain,
      type: 'train',
      label: 'Train',
      help: 'The data is still being read: wait for it, or cancel it at the dataset',
      isEnabled: false,
    };
  }
  const isAgain = state.type === 'finished';
  return {
    ...plain,
    type: 'train',
    label: isAgain ? (isStale ? 'Train the new graph' : 'Train again') : 'Train',
    help: isAgain
      ? isStale
        ? 'Start a new run of the changed graph'
        : 'Start again from the first step with new weights'
      : 'Train this graph',
  };
}

function busyLabel(state: RunState): string {
  switch (state.type) {
    case 'preparing':
      return 'Preparing';
    case 'stopping':
      return 'Stopping';
    default:
      return 'Pausing';
  }
}

/** What the one big button means in each state of a run. */
import { actionsOf, type RunState } from '../../store/run-state.ts';
import { textsNow } from '../texts/texts.ts';

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
  const { actions, help: helps } = textsNow().run;
  const can = actionsOf(state);
  const canBegin = errors === 0 && !isReading;
  const plain = { isEnabled: true, isBlockedByProblems: false, offersAnew: false };
  if (can.canPause) {
    const help = state.type === 'preparing' ? helps.pausePreparing : helps.pause;
    return { ...plain, type: 'pause', label: actions.pause, help, offersAnew: isStale && canBegin };
  }
  if (can.canResume) {
    return {
      ...plain,
      type: 'resume',
      label: actions.resume,
      help: isStale ? helps.resumeStale : helps.resume,
      offersAnew: canBegin,
    };
  }
  if (!can.canTrain) {
    // Preparing for one step, pausing, stopping: a moment without a choice.
    return {
      ...plain,
      type: state.type === 'stopping' ? 'train' : 'pause',
      label: busyLabel(state),
      help: helps.busy,
      isEnabled: false,
    };
  }
  if (errors > 0) {
    return {
      ...plain,
      type: 'train',
      label: actions.train,
      help: helps.blocked(errors),
      isEnabled: false,
      isBlockedByProblems: true,
    };
  }
  if (isReading) {
    return {
      ...plain,
      type: 'train',
      label: actions.train,
      help: helps.reading,
      isEnabled: false,
    };
  }
  if (state.type === 'weightless')
    return { ...plain, type: 'train', label: actions.trainAgain, help: helps.trainWeightless };
  const isAgain = state.type === 'finished';
  return {
    ...plain,
    type: 'train',
    label: isAgain ? (isStale ? actions.trainNew : actions.trainAgain) : actions.train,
    help: isAgain ? (isStale ? helps.trainNew : helps.trainAgain) : helps.train,
  };
}

function busyLabel(state: RunState): string {
  const { actions } = textsNow().run;
  switch (state.type) {
    case 'preparing':
      return actions.preparing;
    case 'stopping':
      return actions.stopping;
    default:
      return actions.pausing;
  }
}

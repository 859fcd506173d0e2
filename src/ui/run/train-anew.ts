/** Starts a new run in place of the one that is open, which ends first and keeps what it has learned. */
import { actionsOf } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';

let stopWaiting: (() => void) | null = null;

export function trainAnew(): void {
  stopWaiting?.();
  stopWaiting = null;
  const { state, train, stop } = useRunStore.getState();
  if (actionsOf(state).canTrain) {
    train();
    return;
  }
  stopWaiting = useRunStore.subscribe((now) => {
    // Still ending: the last step finishes and is stored.
    if (!actionsOf(now.state).canTrain) return;
    stopWaiting?.();
    stopWaiting = null;
    if (now.state.type === 'stopped') now.train();
  });
  stop();
}

/** The page's one queue: beside the runs of documents in the one worker, after them, and kept in this browser. */
import { createQueueStorage } from '../worker/queue-storage.ts';
import { tell } from './document-news.ts';
import { isAtWork } from './document-run.ts';
import { isAtWork as isTraining } from './queue-state.ts';
import { createQueueStore } from './queue-store.ts';
import type { TrainingByHand } from './queue-store-types.ts';
import { useRunStore } from './run-store.ts';
import { useSideRuns } from './side-runs.ts';
import { createSolo } from './solo.ts';
import { useTabsStore } from './tabs-store.ts';
import { runLibrary, trainingClient } from './training-client.ts';

const byHand: TrainingByHand = {
  trains() {
    const { state, run, elsewhere } = useRunStore.getState();
    if (isAtWork(state)) return run?.name ?? '';
    if (!elsewhere) return null;
    const { tabs } = useTabsStore.getState();
    return tabs.find(({ id }) => id === elsewhere.documentId)?.name ?? '';
  },
  subscribe: (listener) => void useRunStore.subscribe(listener),
};

export const useQueueStore = createQueueStore({
  side: useSideRuns,
  runs: runLibrary,
  storage: createQueueStorage(),
  byHand,
  solo: createSolo('ganvas.queue'),
  tell,
});

void useQueueStore.getState().load();

// The page may be about to close: what was trained since the last checkpoint would be trained again.
document.addEventListener('visibilitychange', () => {
  const { isOn, items } = useQueueStore.getState();
  if (document.hidden && isOn && items.some(isTraining)) trainingClient.send({ type: 'save' });
});

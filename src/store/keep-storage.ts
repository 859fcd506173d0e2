/** Asks the browser, once there is something to lose, not to clear what this page keeps when the disk runs short. */
import { useRunStore } from './run-store.ts';
import { trainingClient } from './training-client.ts';

const ASKED_AT = 'ganvas.asked-to-keep';
/** Chromium decides alone, and otherwise another day; Firefox asks the person, whom every visit would annoy. */
const AGAIN_MS = 30 * 24 * 3600e3;

/** At the first checkpoint of this visit, or now where there is one already. */
export function keepStorage(): void {
  // Where nobody can be asked, all goes on as before.
  const act = () => void ask().catch(() => undefined);
  if (useRunStore.getState().progress.savedStep !== null) {
    act();
    return;
  }
  const unsubscribe = trainingClient.subscribe((message) => {
    if (message.type !== 'saved' || !message.isKept) return;
    unsubscribe();
    act();
  });
}

async function ask(): Promise<void> {
  const askedAt = Number(localStorage.getItem(ASKED_AT));
  if (Date.now() - askedAt < AGAIN_MS || (await navigator.storage.persisted())) return;
  localStorage.setItem(ASKED_AT, String(Date.now()));
  await navigator.storage.persist();
}

/** What waits until the page has all that it shows: storage that is kept, what was deleted or half written earlier, readiness for training. */
import { keepStorage } from './keep-storage.ts';
import { runLibrary } from './training-client.ts';
import { warmUpAtNeed } from './warm-up.ts';

export async function whenSettled(): Promise<void> {
  keepStorage();
  warmUpAtNeed();
  await runLibrary.clearAway();
}

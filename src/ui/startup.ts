/** What stands on the page at its start: what an earlier visit left, or the DCGAN preset. */
import { presets } from '../graph/presets.ts';
import { restoreSession } from '../store/restore.ts';
import { openDocument } from './files/file-actions.ts';
import { usePageStore } from './page-store.ts';

const FIRST = 'dcgan';

export async function startSession(): Promise<void> {
  const isRestored = await restoreSession();
  const first = presets.find(({ id }) => id === FIRST) ?? presets[0];
  // A file may have been dropped before the storage answered.
  const isTaken = usePageStore.getState().openings > 0;
  if (!isRestored && !isTaken && first) openDocument(first.document, { forgets: true });
  usePageStore.getState().setStarted();
}

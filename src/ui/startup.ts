/** What stands on the page at its start: what an earlier visit left, or the DCGAN preset; and what a link brings. */
import { firstPreset } from '../graph/first-preset.ts';
import { clearAwayDeleted } from '../store/library-actions.ts';
import { restoreSession } from '../store/restore.ts';
import { openDocument } from './files/open-graph.ts';
import { startOpeningLinks } from './files/open-link.ts';
import { startTellingNews } from './files/tell-news.ts';
import { localPreset } from './gallery/preset-documents.ts';
import { fetchParts } from './later.tsx';
import { usePageStore } from './page-store.ts';
import { startTellingStorage } from './runs/tell-storage.ts';

const READY_MS = 1_500;

/** After all that the page itself needs; a visit that is over at once should not fetch megabytes for it. */
async function readyTraining(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, READY_MS));
  (await import('../store/warm-up.ts')).warmUp();
}

export async function startSession(): Promise<void> {
  const isRestored = await restoreSession();
  // A file may have been dropped before the storage answered.
  const isTaken = usePageStore.getState().openings > 0;
  if (!isRestored && !isTaken)
    openDocument(localPreset(firstPreset).document, { type: 'preset', preset: firstPreset.id });
  startTellingNews();
  startTellingStorage();
  await startOpeningLinks();
  usePageStore.getState().setStarted();
  fetchParts(
    async () => (await import('../store/keep-storage.ts')).keepStorage(),
    clearAwayDeleted,
    readyTraining,
  );
}

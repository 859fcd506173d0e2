/** What stands on the page at its start: what an earlier visit left, or the DCGAN preset; and what a link brings. */
import { firstPreset } from '../graph/first-preset.ts';
import { restoreSession } from '../store/restore.ts';
import { openDocument } from './files/open-graph.ts';
import { startOpeningLinks } from './files/open-link.ts';
import { startTellingNews } from './files/tell-news.ts';
import { localPreset } from './gallery/preset-documents.ts';
import { fetchParts } from './later.tsx';
import { usePageStore } from './page-store.ts';
import { startTellingStorage } from './runs/tell-storage.ts';

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
  fetchParts(async () => (await import('../store/when-settled.ts')).whenSettled());
}

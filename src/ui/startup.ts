/** What stands on the page at its start: what an earlier visit left, or the DCGAN preset; and what a link brings. */
import { presets } from '../graph/presets.ts';
import { restoreSession } from '../store/restore.ts';
import { openDocument } from './files/open-graph.ts';
import { startOpeningLinks } from './files/open-link.ts';
import { startTellingNews } from './files/tell-news.ts';
import { localPreset } from './gallery/preset-documents.ts';
import { usePageStore } from './page-store.ts';

const FIRST = 'dcgan';

export async function startSession(): Promise<void> {
  const isRestored = await restoreSession();
  const first = presets.find(({ id }) => id === FIRST) ?? presets[0];
  // A file may have been dropped before the storage answered.
  const isTaken = usePageStore.getState().openings > 0;
  if (!isRestored && !isTaken && first)
    openDocument(localPreset(first).document, { type: 'preset', preset: first.id });
  startTellingNews();
  startOpeningLinks();
  usePageStore.getState().setStarted();
}

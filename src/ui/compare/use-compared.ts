/** The compared runs as they are read from the library, anew when the choice changes. Runs that train are read as they were saved last. */
import { useCallback, useEffect, useState } from 'react';
import type { ComparedRun } from '../../compare/compared-run.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { runLibrary } from '../../store/training-client.ts';
import { useCompareStore } from './compare-store.ts';
import { loadCompared, type Missing } from './load-compared.ts';
import { withFacts } from './with-facts.ts';

export type Compared =
  | { readonly type: 'loading' }
  | { readonly type: 'failed'; readonly reason: string }
  | {
      readonly type: 'ready';
      /** As they are stored. */
      readonly runs: readonly ComparedRun[];
      /** With what compiling them tells; until that is known, as they are stored. */
      readonly told: readonly ComparedRun[];
      readonly missing: readonly Missing[];
    };

/** Chosen where nobody has. */
const NEWEST = 4;

export function useCompared(): { readonly compared: Compared; readonly again: () => void } {
  const runIds = useCompareStore((state) => state.runIds);
  const [compared, setCompared] = useState<Compared>({ type: 'loading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isOver = false;
    const read = async () => {
      if (runIds.length === 0) {
        const newest = await newestRuns();
        if (isOver) return;
        if (newest.length > 0) return useCompareStore.setState({ runIds: newest });
      }
      const { runs, missing } = await loadCompared(runLibrary, runIds);
      if (isOver) return;
      setCompared({ type: 'ready', runs, told: runs, missing });
      const told = await withFacts(runs, () => isOver);
      if (told) setCompared({ type: 'ready', runs, told, missing });
    };
    read().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (!isOver) setCompared({ type: 'failed', reason });
    });
    return () => {
      isOver = true;
    };
  }, [runIds, tries]);
  const again = useCallback(() => {
    setCompared({ type: 'loading' });
    setTries((count) => count + 1);
  }, []);
  return { compared, again };
}

/** Of the open document where it has some that have begun, else of all. */
async function newestRuns(): Promise<string[]> {
  const begun = (await runLibrary.list()).filter(({ totalSteps }) => totalSteps > 0);
  const { documentId } = useDocumentStore.getState();
  const own = begun.filter((run) => run.documentId === documentId);
  return (own.length > 1 ? own : begun).slice(0, NEWEST).map(({ id }) => id);
}

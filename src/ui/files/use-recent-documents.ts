/** What is stored of recent documents, as far as a list of them needs it. */
import { useEffect, useState } from 'react';
import { Graph } from '../../../graph-schemas/document.ts';
import { flushDocuments, listDocuments } from '../../store/restore.ts';
import type { DocumentRecord } from '../../worker/document-records.ts';

export interface RecentDocument {
  readonly id: string;
  readonly name: string;
  readonly usedAt: number;
  /** To draw; null where what is stored cannot be read. */
  readonly objective: Graph | null;
}

interface Recent {
  /** Newest first; null until they are read. */
  readonly documents: readonly RecentDocument[] | null;
  reload(): void;
}

export function useRecentDocuments(): Recent {
  const [documents, setDocuments] = useState<readonly RecentDocument[] | null>(null);
  const [visit, setVisit] = useState(0);
  useEffect(() => {
    let isGone = false;
    async function read(_visit: number) {
      await flushDocuments();
      const records = await listDocuments().catch(() => []);
      if (!isGone) setDocuments(records.filter(isWorthListing).map(recentOf));
    }
    void read(visit);
    return () => {
      isGone = true;
    };
  }, [visit]);
  return { documents, reload: () => setVisit((count) => count + 1) };
}

/** An empty document that nobody has touched is none to look for. */
const isWorthListing = ({ origin, step }: DocumentRecord) => origin.type !== 'blank' || step !== 0;

function recentOf({ id, name, usedAt, text }: DocumentRecord): RecentDocument {
  return { id, name, usedAt, objective: objectiveOf(text) };
}

function objectiveOf(text: string): Graph | null {
  try {
    const raw: unknown = JSON.parse(text);
    const read = Graph.safeParse((raw as { readonly objective?: unknown }).objective);
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

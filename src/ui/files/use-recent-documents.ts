/** What is stored of recent documents, as far as a list of them needs it. */
import { useEffect, useState } from 'react';
import { Graph } from '../../../graph-schemas/document.ts';
import {
  flushDocuments,
  type ListedDocument,
  listDocuments,
} from '../../store/document-library.ts';

export interface RecentDocument {
  readonly id: string;
  readonly name: string;
  readonly usedAt: number;
  /** False: storage has refused it, and it lasts as long as the page. */
  readonly isKept: boolean;
  /** The document as JSON. */
  readonly text: string;
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
const isWorthListing = ({ origin, step }: ListedDocument) => origin.type !== 'blank' || step !== 0;

function recentOf({ id, name, usedAt, text, isKept }: ListedDocument): RecentDocument {
  return { id, name, usedAt, isKept, text, objective: objectiveOf(text) };
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

/** A stored document as a tab can show it: read as a stranger's file is, mended where it is damaged, with its undo. */
import type { Document } from '../../graph-schemas/document.ts';
import type { GraphId } from '../graph/problem.ts';
import { readDocument } from '../graph/read.ts';
import type { DocumentRecord, StepRecord } from '../worker/document-records.ts';
import type { DocumentStorage } from '../worker/document-storage.ts';
import { keepView } from './canvas-store.ts';
import { tell } from './document-news.ts';
import type { HeldDocument } from './document-store.ts';
import type { Tab } from './tabs-store-types.ts';
import { readTimeline, type Timeline } from './timeline.ts';

export interface StoredDocument {
  readonly tab: Tab;
  readonly held: HeldDocument;
  readonly timeline: Timeline;
}

/** Null, and said, where nothing can be made of what is stored; that is left as it is. */
export async function loadDocument(
  storage: DocumentStorage,
  id: string,
): Promise<StoredDocument | null> {
  const found = await storage.load(id);
  if (found.type === 'absent') return null;
  if (found.type === 'damaged') {
    tell({ type: 'damaged', name: found.name });
    return null;
  }
  const { record } = found;
  const document = await readStored(record);
  return document && withHistory(record, document, found.steps);
}

async function readStored({ name, text }: DocumentRecord): Promise<Document | null> {
  const { document } = readDocument(text);
  if (document) return document;
  const { repairDocument } = await import('../graph/repair.ts');
  const mended = repairDocument(text);
  if (!mended.document) tell({ type: 'damaged', name });
  else tell({ type: 'mended', name, repairs: mended.repairs.length });
  return mended.document;
}

function withHistory(
  record: DocumentRecord,
  document: Document,
  steps: readonly StepRecord[],
): StoredDocument {
  const { id, name, step, savedStep, origin, view, file } = record;
  const { history, timeline, isDamaged } = readTimeline(document, step, steps);
  if (isDamaged) tell({ type: 'history-lost', name, kept: history.past.length });
  const saved = savedStep === null ? null : (timeline.versions[savedStep - timeline.first] ?? null);
  if (view) keepView(id, { ...view, trail: view.trail as GraphId[], selectedNodes: [] });
  return {
    tab: {
      ...{ id, name: document.name, origin, isDirty: saved !== document, isElsewhere: false },
      file: isFileHandle(file) ? file : null,
    },
    held: { id, history, saved, compilation: null },
    timeline,
  };
}

function isFileHandle(value: unknown): value is FileSystemFileHandle {
  return typeof FileSystemFileHandle !== 'undefined' && value instanceof FileSystemFileHandle;
}

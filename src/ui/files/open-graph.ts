/** A graph file, or the text of a link, as a document in a tab; where it is damaged, a report that offers to repair it. */
import type { Document } from '../../../graph-schemas/document.ts';
import { LIMITS } from '../../graph/json-guard.ts';
import type { Problem } from '../../graph/problem.ts';
import { readDocument } from '../../graph/read.ts';
import type { Repair } from '../../graph/repair-types.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import type { OpenOptions } from '../../store/tabs-store-types.ts';
import type { DocumentOrigin } from '../../worker/document-records.ts';
import { formatCount } from '../format.ts';
import { usePageStore } from '../page-store.ts';
import { textsNow } from '../texts/texts.ts';
import { useFilesStore } from './files-store.ts';

/** A file of more bytes has more characters than a document may; it is not even read. */
const MOST_BYTES = 3 * LIMITS.characters;

/** In a tab of its own, or in place of one that nobody has touched. */
export function openDocument(
  document: Document,
  origin: DocumentOrigin,
  options?: OpenOptions,
): string {
  const id = useTabsStore.getState().open(document, origin, options);
  usePageStore.getState().countOpening();
  return id;
}

/** Answers whether it is open; if not, a report says why. */
export async function openGraphFile(
  file: File,
  handle: FileSystemFileHandle | null = null,
): Promise<boolean> {
  const texts = textsNow().files.open;
  const origin: DocumentOrigin = { type: 'file', name: file.name };
  const refuse = (message: string) => {
    const problem: Problem = { code: 'document.too-large', severity: 'error', where: {}, message };
    report(file.name, origin, { problems: [problem] });
    return false;
  };
  if (file.size > MOST_BYTES)
    return refuse(texts.tooLarge(megabytes(file.size), megabytes(MOST_BYTES)));
  try {
    return await openText(await file.text(), file.name, origin, handle);
  } catch (error) {
    return refuse(texts.unreadable(error instanceof Error ? error.message : String(error)));
  }
}

export async function openText(
  text: string,
  name: string,
  origin: DocumentOrigin,
  file: FileSystemFileHandle | null = null,
): Promise<boolean> {
  const { repairDocument, withoutLooseWires } = await import('../../graph/repair.ts');
  const { document, problems } = readDocument(text);
  if (!document) {
    const repaired = repairDocument(text);
    const mended = repaired.document && { ...repaired, document: repaired.document };
    report(name, origin, { problems, mended });
    return false;
  }
  const repairs: Repair[] = [];
  const tidy = withoutLooseWires(document, (repair) => repairs.push(repair));
  if (repairs.length > 0) {
    report(name, origin, { problems: [], mended: { document: tidy, repairs }, asIs: document });
    return false;
  }
  openDocument(document, origin, { file });
  return true;
}

function report(
  fileName: string,
  origin: DocumentOrigin,
  found: {
    readonly problems: readonly Problem[];
    readonly mended?: { readonly document: Document; readonly repairs: readonly Repair[] } | null;
    readonly asIs?: Document;
  },
): void {
  const { problems, mended = null, asIs = null } = found;
  useFilesStore.getState().addReport({ fileName, origin, problems, mended, asIs });
}

const megabytes = (bytes: number) => formatCount(Math.round(bytes / 1e6));

/** Stored documents as files, without opening them: one as JSON, or all in a zip. */
import { readDocument } from '../../graph/read.ts';
import { writeDocument } from '../../graph/write.ts';
import { downloadBlob } from '../run/download.ts';
import { fileNameOf } from './save-document.ts';
import type { RecentDocument } from './use-recent-documents.ts';

/** As it is exported; what cannot be read leaves as it is stored. */
function textOf({ text }: RecentDocument): string {
  const { document } = readDocument(text);
  return document ? writeDocument(document) : text;
}

export function saveRecent(document: RecentDocument): void {
  const blob = new Blob([textOf(document)], { type: 'application/json' });
  downloadBlob(blob, fileNameOf(document.name));
}

export async function saveAllRecent(
  documents: readonly RecentDocument[],
  fileName: string,
): Promise<void> {
  const { strToU8, zipSync } = await import('fflate');
  const files: Record<string, Uint8Array> = {};
  for (const document of documents)
    files[freeName(fileNameOf(document.name), files)] = strToU8(textOf(document));
  downloadBlob(new Blob([zipSync(files).slice()], { type: 'application/zip' }), fileName);
}

/** Documents may bear one name: gan.json, gan-2.json. */
function freeName(name: string, taken: object): string {
  const at = name.lastIndexOf('.');
  const numbered = (number: number) =>
    number === 1 ? name : `${name.slice(0, at)}-${number}${name.slice(at)}`;
  let number = 1;
  while (Object.hasOwn(taken, numbered(number))) number += 1;
  return numbered(number);
}

/**
 * Save and Save as: to the file that the document came from or was saved to before, where the browser lets a page
 * write files; as a download elsewhere. A file that another program has changed meanwhile is not written over unasked.
 */
import { notifications } from '@mantine/notifications';
import type { Document } from '../../../graph-schemas/document.ts';
import { readDocument } from '../../graph/read.ts';
import { isSameData } from '../../graph/same-document.ts';
import { writeDocument } from '../../graph/write.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { heldOf, tabOf, useTabsStore } from '../../store/tabs-store.ts';
import { downloadBlob } from '../run/download.ts';
import { textsNow } from '../texts/texts.ts';
import { showWithAction } from './show-with-action.tsx';

interface PickerOptions {
  readonly suggestedName?: string;
  readonly types: readonly {
    readonly description: string;
    readonly accept: Readonly<Record<string, readonly string[]>>;
  }[];
}

/** Not in TypeScript's own list of what browsers have: only some do. */
interface FilePickers {
  showSaveFilePicker?(options: PickerOptions): Promise<FileSystemFileHandle>;
  showOpenFilePicker?(options: { readonly multiple: true }): Promise<FileSystemFileHandle[]>;
}
interface Permissions {
  queryPermission?(options: { readonly mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission?(options: { readonly mode: 'readwrite' }): Promise<PermissionState>;
}

export const filePickers = (): FilePickers => globalThis as FilePickers;
export const canSaveToFiles = (): boolean => filePickers().showSaveFilePicker !== undefined;

/** When each file was last written or read by this page. */
const seenAt = new WeakMap<FileSystemFileHandle, number>();
export const noteSeen = (handle: FileSystemFileHandle, file: File): void =>
  void seenAt.set(handle, file.lastModified);

export function exportGraph(): void {
  const { document, markSaved } = useDocumentStore.getState();
  const blob = new Blob([writeDocument(document)], { type: 'application/json' });
  downloadBlob(blob, fileNameOf(document.name));
  markSaved();
}

export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain.toLowerCase() || 'graph'}.json`;
}

export async function saveDocument(): Promise<void> {
  const { documentId } = useDocumentStore.getState();
  const file = tabOf(documentId)?.file ?? null;
  if (file) await writeTo(documentId, file, false);
  else await saveDocumentAs();
}

export async function saveDocumentAs(): Promise<void> {
  const { document, documentId } = useDocumentStore.getState();
  const { showSaveFilePicker } = filePickers();
  if (!showSaveFilePicker) {
    exportGraph();
    return;
  }
  try {
    const handle = await showSaveFilePicker.call(globalThis, {
      suggestedName: fileNameOf(document.name),
      types: [{ description: 'Ganvas', accept: { 'application/json': ['.json'] } }],
    });
    // Chosen anew: whatever stands in it, the person has just agreed to write over it.
    if (await writeTo(documentId, handle, true))
      useTabsStore.getState().change(documentId, { file: handle });
  } catch (error) {
    // Left without choosing.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    failed(textsNow().files.save.error(fileNameOf(document.name), reasonOf(error)));
  }
}

/** Another document may be on show by the time that the browser or the person has answered. */
async function writeTo(
  documentId: string,
  handle: FileSystemFileHandle,
  isForced: boolean,
): Promise<boolean> {
  const texts = textsNow().files.save;
  const document = heldOf(documentId)?.history.document;
  if (!document) return false;
  try {
    if (!(await mayWrite(handle))) {
      failed(texts.refused(handle.name));
      return false;
    }
    if (!isForced && (await isChangedOnDisk(handle, heldOf(documentId)?.saved ?? null))) {
      showWithAction({
        title: texts.changedTitle(handle.name),
        message: texts.changed,
        label: texts.overwrite,
        act: () => void writeTo(documentId, handle, true),
      });
      return false;
    }
    const writable = await handle.createWritable();
    await writable.write(writeDocument(document));
    await writable.close();
    noteSeen(handle, await handle.getFile());
  } catch (error) {
    failed(texts.error(handle.name, reasonOf(error)));
    return false;
  }
  useTabsStore.getState().markSaved(documentId, document);
  notifications.show({ message: texts.saved(handle.name), autoClose: 2_500 });
  return true;
}

async function mayWrite(handle: FileSystemFileHandle & Permissions): Promise<boolean> {
  const mode = { mode: 'readwrite' } as const;
  if ((await handle.queryPermission?.(mode)) === 'granted') return true;
  return ((await handle.requestPermission?.(mode)) ?? 'granted') === 'granted';
}

/** `saved`: what was last read from the file or written to it; null where nobody knows any more. */
async function isChangedOnDisk(
  handle: FileSystemFileHandle,
  saved: Document | null,
): Promise<boolean> {
  const seen = seenAt.get(handle);
  try {
    const file = await handle.getFile();
    if (seen !== undefined) return file.lastModified !== seen;
    // From an earlier visit: what it holds tells.
    return saved !== null && !isSameData(readDocument(await file.text()).document, saved);
  } catch {
    // Deleted or moved: writing makes it anew.
    return false;
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const failed = (message: string) =>
  notifications.show({
    color: 'red',
    title: textsNow().files.save.failed,
    message,
    autoClose: false,
  });

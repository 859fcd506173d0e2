/**
 * Save and Save as: to the file that the document came from or was saved to before, where the browser lets a page
 * write files; as a download elsewhere. A file that another program has changed meanwhile is not written over unasked.
 */
import { notifications } from '@mantine/notifications';
import { writeDocument } from '../../graph/write.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { tabOf, useTabsStore } from '../../store/tabs-store.ts';
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
  if (file) await writeTo(file, false);
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
    if (await writeTo(handle, true)) useTabsStore.getState().change(documentId, { file: handle });
  } catch (error) {
    // Left without choosing.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    failed(textsNow().files.save.error(fileNameOf(document.name), reasonOf(error)));
  }
}

async function writeTo(handle: FileSystemFileHandle, isForced: boolean): Promise<boolean> {
  const texts = textsNow().files.save;
  const { document, documentId } = useDocumentStore.getState();
  try {
    if (!(await mayWrite(handle))) {
      failed(texts.refused(handle.name));
      return false;
    }
    if (!isForced && (await isChangedOnDisk(handle))) {
      showWithAction({
        title: texts.changedTitle(handle.name),
        message: texts.changed,
        label: texts.overwrite,
        act: () => void writeTo(handle, true),
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
  // What was typed while the disk was busy is not in the file.
  const now = useDocumentStore.getState();
  if (now.documentId === documentId && now.document === document) now.markSaved();
  notifications.show({ message: texts.saved(handle.name), autoClose: 2_500 });
  return true;
}

async function mayWrite(handle: FileSystemFileHandle & Permissions): Promise<boolean> {
  const mode = { mode: 'readwrite' } as const;
  if ((await handle.queryPermission?.(mode)) === 'granted') return true;
  return ((await handle.requestPermission?.(mode)) ?? 'granted') === 'granted';
}

async function isChangedOnDisk(handle: FileSystemFileHandle): Promise<boolean> {
  const seen = seenAt.get(handle);
  try {
    return seen !== undefined && (await handle.getFile()).lastModified !== seen;
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

/** What a person dropped or chose, as files with the folders that they came in; folders are walked to their depths. */
import type { DroppedFile } from '../../worker/decode-request.ts';

/** From a file dialog: of a chosen folder, the browser tells each file's path. */
export function chosenFiles(files: Iterable<File>): DroppedFile[] {
  return Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Must be called while the drop is handled: the browser empties the transfer right after. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<DroppedFile[]> {
  if (!transfer) return [];
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry?.() ?? null);
  // Files that a script puts into a drop have no entries.
  if (!entries.some((entry) => entry?.isDirectory)) return chosenFiles(transfer.files);
  const found: DroppedFile[] = [];
  for (const entry of entries) if (entry) await walk(entry, '', found);
  return found;
}

async function walk(entry: FileSystemEntry, folder: string, found: DroppedFile[]): Promise<void> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path, file });
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // A reader gives a hundred entries at a time, and none at the end.
    for (let part = await read(reader); part.length > 0; part = await read(reader))
      for (const inner of part) await walk(inner, path, found);
  }
}

const read = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

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
  const found = await Promise.all(entries.map((entry) => (entry ? walk(entry, '') : [])));
  return found.flat();
}

/** What the browser does not give is one file of many, and the others are still wanted. */
async function walk(entry: FileSystemEntry, folder: string): Promise<DroppedFile[]> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  try {
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
      return [{ path, file }];
    }
    if (!isFolder(entry)) return [];
    const reader = entry.createReader();
    const parts: DroppedFile[][][] = [];
    // A reader gives a hundred entries at a time, and none at the end.
    for (let part = await read(reader); part.length > 0; part = await read(reader))
      parts.push(await Promise.all(part.map((inner) => walk(inner, path))));
    return parts.flat(2);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ path, file: new File([], entry.name), fault: `the browser refused it (${reason})` }];
  }
}

const read = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject));

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** Files as one zip archive. Numbers hardly shrink, so only text is compressed. */
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { ExportFile } from './export-file.ts';

/** All lie in `folder`, so that unpacking makes one folder. */
export function zipFiles(folder: string, files: readonly ExportFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const { path, content } of files) {
    const isText = typeof content === 'string';
    entries[`${folder}/${path}`] = isText
      ? [strToU8(content), { level: 6 }]
      : [content, { level: 0 }];
  }
  return zipSync(entries);
}

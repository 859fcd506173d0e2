/** Files of all sorts put in order before any is decoded: archives opened, what is no data told, the rest by what it holds. */
import { classify, type FileSort } from './classify.ts';
import type { ReportBuilder } from './report-builder.ts';
import type { SourceFile } from './source-file.ts';
import { openTar } from './tar.ts';
import { openZip } from './zip.ts';

type Sort = Exclude<FileSort['type'], 'skip' | 'zip' | 'tar'>;
export type Sorted = Readonly<Record<Sort, readonly SourceFile[]>>;

const OPENERS = { zip: openZip, tar: openTar } as const;

export async function gather(files: readonly SourceFile[], report: ReportBuilder): Promise<Sorted> {
  const sorted: Record<Sort, SourceFile[]> = { image: [], idx: [], cifar: [], other: [] };
  const add = (file: SourceFile): void => {
    const sort = classify(file);
    if (sort.type === 'skip') report.skip(file.path, sort.reason);
    else if (sort.type === 'zip' || sort.type === 'tar')
      report.skip(file.path, 'an archive inside another; bring it by itself');
    else sorted[sort.type].push(file);
  };
  for (const file of files) {
    const { type } = classify(file);
    if (file.fault !== undefined) report.skip(file.path, file.fault);
    else if (type !== 'zip' && type !== 'tar') add(file);
    else {
      try {
        const archive = await OPENERS[type](file);
        report.note(...archive.notes);
        for (const packed of archive.files) add(packed);
      } catch (error) {
        if (files.length === 1) throw error;
        report.skipBroken(error);
      }
    }
  }
  const isBare = sorted.image.length + sorted.idx.length + sorted.cifar.length === 0;
  return isBare ? byContent(sorted, report) : sorted;
}

/** Looked at no further: to see the start of a packed file, all of it is unpacked. */
const MOST_BYTES = 2 ** 28;

/** Files whose names tell nothing are known by their first bytes. What is gzipped is taken for IDX. */
async function byContent({ other }: Sorted, report: ReportBuilder): Promise<Sorted> {
  const sorted: Record<Sort, SourceFile[]> = { image: [], idx: [], cifar: [], other: [] };
  for (const file of other) {
    try {
      const isSmall = file.size >= 12 && file.size <= MOST_BYTES;
      const start = isSmall ? await file.read(0, 12) : new Uint8Array();
      sorted[sortOf([...start].map((byte) => byte.toString(16).padStart(2, '0')).join(''))].push(
        file,
      );
    } catch (error) {
      report.skipBroken(error);
    }
  }
  return sorted;
}

/** By the first twelve bytes in hexadecimal digits. */
function sortOf(start: string): Sort {
  if (/^(89504e47|ffd8ff|52494646.{8}57454250)/.test(start)) return 'image';
  return /^(000008|1f8b)/.test(start) ? 'idx' : 'other';
}

/**
 * Files that a person brought, whatever they are, made into one dataset and a report: archives are opened, what is no
 * data is left out and told, and the rest is read as IDX, CIFAR-10, a sprite, or image files in folders.
 */

import { DataError, type Dataset, type ImageDataset } from '../dataset.ts';
import { decodeFiles } from '../decode.ts';
import { decodeCifar } from './cifar.ts';
import { classify, type FileSort } from './classify.ts';
import type { StoredImages } from './image-store.ts';
import { type ImportedImages, importImages } from './import-images.ts';
import type { Imported, ImportOptions } from './import-types.ts';
import { ReportBuilder } from './report-builder.ts';
import { readWhole, type SourceFile } from './source-file.ts';
import { decodeSprite, spriteSize } from './sprite.ts';
import { openZip } from './zip.ts';

/** Beyond this a file is not opened, whatever it is. */
const MOST_FILE_BYTES = 2 ** 32 - 1;
/** Files that are read whole: the packed form of the largest sets in use is a third of it. */
const MOST_WHOLE_BYTES = 2 ** 30;

export async function importFiles(
  files: readonly SourceFile[],
  options: ImportOptions,
): Promise<Imported> {
  const report = new ReportBuilder();
  const sorted = await gather(files, report);
  const dataset = await read(sorted, options, report, files);
  return { dataset, report: report.finish() };
}

type Sort = Exclude<FileSort['type'], 'skip' | 'zip'>;
type Sorted = Readonly<Record<Sort, SourceFile[]>>;

async function gather(files: readonly SourceFile[], report: ReportBuilder): Promise<Sorted> {
  const sorted: Sorted = { image: [], idx: [], cifar: [], other: [] };
  const add = (file: SourceFile, isPacked: boolean): void => {
    const sort = classify(file);
    if (sort.type === 'skip') report.skip(file.path, sort.reason);
    else if (sort.type !== 'zip') sorted[sort.type].push(file);
    else if (isPacked) report.skip(file.path, 'a zip archive inside another; bring it by itself');
  };
  for (const file of files) {
    requireSize(file, MOST_FILE_BYTES);
    if (classify(file).type !== 'zip') {
      add(file, false);
      continue;
    }
    try {
      const archive = await openZip(file);
      report.note(...archive.notes);
      for (const packed of archive.files) add(packed, true);
    } catch (error) {
      if (files.length === 1) throw error;
      report.skipBroken(error);
    }
  }
  return sorted;
}

async function read(
  { image, idx, cifar, other }: Sorted,
  options: ImportOptions,
  report: ReportBuilder,
  files: readonly SourceFile[],
): Promise<Dataset> {
  const leaveOut = (left: readonly SourceFile[], reason: string): void => {
    for (const { path } of left) report.skip(path, reason);
  };
  if (image.length === 0 && idx.length > 0) {
    leaveOut([...cifar, ...other], 'not IDX, as other files are');
    return decodeFiles(await Promise.all(idx.map(wholeFile)));
  }
  if (image.length === 0 && cifar.length > 0) {
    leaveOut(other, 'not a batch of CIFAR-10');
    const { dataset, heldBack } = await decodeCifar(cifar);
    report.holdBack(heldBack);
    return dataset;
  }
  const [only] = image;
  if (only && image.length === 1) {
    const labels = await labelsBeside(only, other);
    if (labels || (await spriteSize(only, false))) {
      requireSize(only, MOST_WHOLE_BYTES);
      leaveOut(
        other.filter((file) => file !== labels),
        'neither the sprite nor its labels',
      );
      return decodeSprite(only, labels);
    }
  }
  leaveOut([...idx, ...cifar, ...other], 'not a PNG, JPEG or WebP image');
  if (image.length === 0) throw nothing(files, report);
  const imported = await importImages(image, options, report);
  return assemble(imported, options, setName(image, files)) ?? fail(nothing(files, report));
}

async function wholeFile(file: SourceFile): Promise<{ name: string; bytes: Uint8Array }> {
  requireSize(file, MOST_WHOLE_BYTES);
  return { name: file.path, bytes: await readWhole(file) };
}

/** A file of one byte, or one for each class, per row of the picture. */
async function labelsBeside(
  picture: SourceFile,
  others: readonly SourceFile[],
): Promise<SourceFile | undefined> {
  const size = await spriteSize(picture, true);
  if (!size) return undefined;
  return others.find(
    (file) => /label/i.test(file.path) && file.size > 0 && file.size % size.height === 0,
  );
}

function requireSize({ path, size }: SourceFile, most: number): void {
  if (size <= most) return;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new DataError(
    `"${path}" holds ${gigabytes(size)}, more than the ${gigabytes(most)} that can be read. Bring a smaller part of the data.`,
  );
}

function nothing(files: readonly SourceFile[], report: ReportBuilder): DataError {
  const what =
    files.length === 1
      ? `"${files[0]?.path}"`
      : `the ${files.length.toLocaleString('en-US')} files`;
  if (files.length === 0)
    return new DataError(
      'No files were given. Bring images (PNG, JPEG, WebP) in folders or a zip, the IDX files of MNIST, CIFAR-10 batches, or a sprite with labels.',
    );
  const why = report.reasons(3);
  return new DataError(
    `No image could be used from ${what}. ${why}${why ? ' ' : ''}Expected are images (PNG, JPEG, WebP) in folders or a zip, IDX files such as "train-images-idx3-ubyte.gz", CIFAR-10 batches, or a sprite with labels.`,
  );
}

function fail(error: Error): never {
  throw error;
}

/** The folder or archive that all came in, or the only file. */
function setName(images: readonly SourceFile[], files: readonly SourceFile[]): string {
  const roots = new Set(images.map(({ path }) => path.split('/').filter((part) => part !== '')[0]));
  const [root = ''] = roots;
  if (roots.size === 1) return root.replace(/\.(zip|png|jpe?g|webp)$/i, '');
  return `${files.length.toLocaleString('en-US')} files`;
}

function assemble(
  { a, b, isPaired, classNames }: ImportedImages,
  { form: { height, width, channels } }: ImportOptions,
  name: string,
): Dataset | null {
  const set = ({ count, pixels, labels }: StoredImages): ImageDataset => {
    const base = { type: 'images', name, count, height, width, channels, pixels } as const;
    return labels && classNames ? { ...base, labels, classNames } : base;
  };
  void b;
  void isPaired;
  return a ? set(a) : null;
}

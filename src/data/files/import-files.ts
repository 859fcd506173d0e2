/**
 * Files that a person brought, whatever they are, made into one dataset and a report: archives are opened, what is no
 * data is left out and told, and the rest is read as IDX, CIFAR-10, a sprite, or image files in folders.
 */

import { DataError, type Dataset, type ImageDataset } from '../dataset.ts';
import { decodeFiles } from '../decode.ts';

import { decodeCifar } from './cifar.ts';
import { classify, type FileSort } from './classify.ts';
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
  const isBare = image.length + idx.length + cifar.length === 0;
  const asIdx = isBare ? await startingAsIdx(other) : idx;
  if (asIdx.length > 0) {
    leaveOut(
      [...image, ...cifar, ...other].filter((file) => !asIdx.includes(file)),
      'not IDX, as other files are',
    );
    return decodeFiles(await Promise.all(asIdx.map(wholeFile)));
  }
  if (cifar.length > 0) {
    leaveOut([...image, ...other], 'not a batch of CIFAR-10, as other files are');
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
      return decodeSprite(only, labels, options.background);
    }
  }
  leaveOut(other, 'not a PNG, JPEG or WebP image');
  if (image.length === 0) throw nothing(files, report);
  const imported = await importImages(image, options, report);
  if (imported.images.count === 0) throw nothing(files, report);
  return assemble(imported, options, setName(image, files));
}

/** IDX files that were renamed are known by their first bytes, or by being gzipped. */
async function startingAsIdx(files: readonly SourceFile[]): Promise<readonly SourceFile[]> {
  const found: SourceFile[] = [];
  for (const file of files) {
    if (file.size < 4) continue;
    const [a, b, c] = await file.read(0, 4);
    if ((a === 0 && b === 0 && c === 8) || (a === 0x1f && b === 0x8b)) found.push(file);
  }
  return found;
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

/** The folder or archive that all came in, or the only file. */
function setName(images: readonly SourceFile[], files: readonly SourceFile[]): string {
  const roots = new Set(images.map(({ path }) => path.split('/').filter((part) => part !== '')[0]));
  const [root = ''] = roots;
  if (roots.size === 1) return root.replace(/\.(zip|png|jpe?g|webp)$/i, '');
  return `${files.length.toLocaleString('en-US')} files`;
}

function assemble(
  { images, countA, second, classNames }: ImportedImages,
  { form: { height, width, channels } }: ImportOptions,
  name: string,
): ImageDataset {
  const { count, pixels, labels } = images;
  const base = { type: 'images', name, count, height, width, channels, pixels } as const;
  // Sets of two domains are called after both by custom: horse2zebra.
  const [, nameA, nameB] = /^([a-z]{3,})2([a-z]{3,})/i.exec(name) ?? [];
  const names = nameA && nameB ? ({ names: [nameA, nameB] } as const) : {};
  if (second) return { ...base, arrangement: { type: 'pairs', second, ...names } };
  if (countA !== undefined) {
    const [a, b] = [
      { start: 0, end: countA },
      { start: countA, end: count },
    ];
    return { ...base, arrangement: { type: 'domains', a, b, ...names } };
  }
  return labels && classNames ? { ...base, labels, classNames } : base;
}

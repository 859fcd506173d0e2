/**
 * Files that a person brought, whatever they are, made into one dataset and a report: archives are opened, what is no
 * data is left out and told, and the rest is read as IDX, CIFAR-10, a sprite, or image files in folders.
 */
import { DataError, type Dataset, type ImageDataset } from '../dataset.ts';
import { decodeFiles } from '../decode.ts';
import { decodeCifar } from './cifar.ts';
import { otherReason } from './classify.ts';
import { gather, type Sorted } from './gather.ts';
import { type ImportedImages, importImages } from './import-images.ts';
import type { Imported, ImportOptions } from './import-types.ts';
import { ReportBuilder } from './report-builder.ts';
import { readWhole, type SourceFile } from './source-file.ts';
import { decodeSprite, spriteSize } from './sprite.ts';

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

async function read(
  { image, idx, cifar, other }: Sorted,
  options: ImportOptions,
  report: ReportBuilder,
  files: readonly SourceFile[],
): Promise<Dataset> {
  const leaveOut = (left: readonly SourceFile[], reason: string): void => {
    for (const { path } of left) report.skip(path, reason);
  };
  if (idx.length > 0) {
    leaveOut([...image, ...cifar, ...other], 'not IDX, as other files are');
    return decodeFiles(await Promise.all(idx.map(wholeFile)));
  }
  if (cifar.length > 0) {
    leaveOut([...image, ...other], 'not a batch of CIFAR, as other files are');
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
  for (const { path } of other) report.skip(path, otherReason(path));
  if (image.length === 0) throw nothing(files, report);
  const imported = await importImages(image, options, report);
  if (imported.images.count === 0) throw nothing(files, report);
  return assemble(imported, options, setName(image, files));
}

async function wholeFile(file: SourceFile): Promise<{ name: string; bytes: Uint8Array }> {
  requireSize(file, MOST_WHOLE_BYTES);
  return { name: file.path, bytes: await readWhole(file) };
}

/** Its size is checked when it is read: one byte, or one for each class, per row of the picture. */
async function labelsBeside(
  picture: SourceFile,
  others: readonly SourceFile[],
): Promise<SourceFile | undefined> {
  if (!(await spriteSize(picture, true))) return undefined;
  return others.find(
    ({ path }) =>
      /label[^/]*$/i.test(path) && !/\.(txt|[ct]sv|json|xml|ya?ml|md|html?)$/i.test(path),
  );
}

function requireSize({ path, size }: SourceFile, most: number): void {
  if (size <= most) return;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new DataError(
    `"${path}" holds ${gigabytes(size)}, more than the ${gigabytes(most)} that can be read at once. Bring a smaller part of the data.`,
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
  if (roots.size === 1) return root.replace(/\.(zip|tar|tar\.gz|tgz|png|jpe?g|webp)$/i, '');
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

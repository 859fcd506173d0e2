/**
 * CIFAR-10 and CIFAR-100 in their binary form: records of one label or two, the finer one last, and 32 × 32 pixels,
 * all red, then all green, then all blue.
 */
import { DataError, type ImageDataset } from '../dataset.ts';
import { CIFAR_CLASSES } from './cifar-names.ts';
import { CIFAR_RECORDS, cifarKind } from './classify.ts';
import type { SourceFile } from './source-file.ts';

const SIDE = 32;
const PLANE = SIDE * SIDE;
/** Eight times the set itself: 1.5 GB. */
const MOST_IMAGES = 488_000;
/** Read together: no file of the sets themselves holds more, and a packed file is unpacked anew for each part of it. */
const RECORDS_AT_ONCE = 50_000;

/** Test batches are held back where training batches came along. */
export async function decodeCifar(
  files: readonly SourceFile[],
): Promise<{ readonly dataset: ImageDataset; readonly heldBack: number }> {
  const kind = kindOf(files);
  const record = CIFAR_RECORDS[kind];
  const classNames = CIFAR_CLASSES[kind];
  const isTest = ({ path }: SourceFile): boolean => /test/i.test(path.split('/').at(-1) ?? '');
  const training = files.filter((file) => !isTest(file));
  const used = [...(training.length > 0 ? training : files)].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const records = (some: readonly SourceFile[]): number =>
    some.reduce((sum, { size }) => sum + size / record, 0);
  const count = records(used);
  if (count > MOST_IMAGES)
    throw new DataError(
      `The ${kind} files hold ${count.toLocaleString('en-US')} images, more than the ${MOST_IMAGES.toLocaleString('en-US')} that fit in memory. Bring fewer.`,
    );
  const pixels = new Uint8Array(count * PLANE * 3);
  const labels = new Uint8Array(count);
  const labelBytes = record - 3 * PLANE;
  let image = 0;
  for (const file of used) {
    const first = image;
    for (let start = 0; start < file.size; start += record * RECORDS_AT_ONCE) {
      const end = Math.min(file.size, start + record * RECORDS_AT_ONCE);
      const bytes = await file.read(start, end);
      for (let at = 0; at + record <= bytes.length; at += record, image++) {
        const label = bytes[at + labelBytes - 1] ?? 0;
        if (label >= classNames.length)
          throw new DataError(
            `"${file.path}": expected a ${kind} file with labels 0 to ${classNames.length - 1}, but image ${image - first} is labelled ${label}. The file is damaged or of another set; download "${kind.toLowerCase()}-binary.tar.gz" again.`,
          );
        labels[image] = label;
        const planes = bytes.subarray(at + labelBytes, at + record);
        interleave(planes, pixels, image * PLANE * 3);
      }
    }
  }
  const form = { count, height: SIDE, width: SIDE, channels: 3 } as const;
  return {
    dataset: { type: 'images', name: kind, ...form, pixels, labels, classNames },
    heldBack: records(files) - count,
  };
}

function kindOf(files: readonly SourceFile[]): keyof typeof CIFAR_RECORDS {
  const kinds = new Set(files.map(({ size }) => cifarKind(size) ?? 'CIFAR-10'));
  const [kind = 'CIFAR-10'] = kinds;
  if (kinds.size === 1) return kind;
  throw new DataError(
    `Found files of CIFAR-10 and of CIFAR-100 (${files.map(({ path }) => `"${path}"`).join(', ')}), and cannot tell which to train on. Bring one of the sets.`,
  );
}

function interleave(planes: Uint8Array, pixels: Uint8Array, offset: number): void {
  for (let p = 0; p < PLANE; p++)
    for (let c = 0; c < 3; c++) pixels[offset + p * 3 + c] = planes[c * PLANE + p] ?? 0;
}

/** CIFAR-10 in its binary form: records of a label and 32 × 32 pixels, all red, then all green, then all blue. */
import { DataError, type ImageDataset } from '../dataset.ts';
import { CIFAR_RECORD } from './classify.ts';
import { readWhole, type SourceFile } from './source-file.ts';

const SIDE = 32;
const PLANE = SIDE * SIDE;
const CLASSES = 'airplane,automobile,bird,cat,deer,dog,frog,horse,ship,truck'.split(',');
/** Twenty times the set itself. */
const MOST_IMAGES = 1_200_000;

/** Test batches are held back where training batches came along. */
export async function decodeCifar(
  files: readonly SourceFile[],
): Promise<{ readonly dataset: ImageDataset; readonly heldBack: number }> {
  const isTest = ({ path }: SourceFile): boolean => /test/i.test(path.split('/').at(-1) ?? '');
  const training = files.filter((file) => !isTest(file));
  const used = [...(training.length > 0 ? training : files)].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const records = (some: readonly SourceFile[]): number =>
    some.reduce((sum, { size }) => sum + size / CIFAR_RECORD, 0);
  const count = records(used);
  if (count > MOST_IMAGES)
    throw new DataError(
      `The CIFAR-10 files hold ${count.toLocaleString('en-US')} images, more than the ${MOST_IMAGES.toLocaleString('en-US')} that fit in memory. Bring fewer.`,
    );
  const pixels = new Uint8Array(count * PLANE * 3);
  const labels = new Uint8Array(count);
  let image = 0;
  for (const file of used) {
    const bytes = await readWhole(file);
    for (let at = 0; at < bytes.length; at += CIFAR_RECORD) {
      const label = bytes[at] ?? 0;
      if (label >= CLASSES.length)
        throw new DataError(
          `"${file.path}": expected a CIFAR-10 file with labels 0 to 9, but image ${at / CIFAR_RECORD} is labelled ${label}. The file is damaged or of another set; choose files named like "data_batch_1.bin".`,
        );
      labels[image] = label;
      interleave(bytes.subarray(at + 1, at + CIFAR_RECORD), pixels, image * PLANE * 3);
      image += 1;
    }
  }
  const dataset: ImageDataset = {
    type: 'images',
    name: 'CIFAR-10',
    count,
    height: SIDE,
    width: SIDE,
    channels: 3,
    pixels,
    labels,
    classNames: CLASSES,
  };
  return { dataset, heldBack: records(files) - count };
}

function interleave(planes: Uint8Array, pixels: Uint8Array, offset: number): void {
  for (let p = 0; p < PLANE; p++)
    for (let c = 0; c < 3; c++) pixels[offset + p * 3 + c] = planes[c * PLANE + p] ?? 0;
}

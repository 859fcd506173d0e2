/**
 * Files that a person brought, made into one dataset: finds the images among them, pairs them with their
 * labels by name, and where a test split came along holds it back.
 */
import { DataError, type ImageDataset } from './dataset.ts';
import { decodeIdx, type IdxImages, type IdxLabels } from './idx.ts';

export interface NamedBytes {
  /** May contain folders: `fashion-mnist/train-images-idx3-ubyte.gz`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Decoded<T> {
  readonly name: string;
  readonly stem: string;
  readonly content: T;
}

export async function decodeFiles(files: readonly NamedBytes[]): Promise<ImageDataset> {
  if (files.length === 0)
    throw new DataError(
      'No files were given. Bring a file of images and one of labels, such as "train-images-idx3-ubyte.gz" and "train-labels-idx1-ubyte.gz".',
    );
  const images: Decoded<IdxImages>[] = [];
  const labels: Decoded<IdxLabels>[] = [];
  // The training split is decoded first; a test split beside it is not unpacked at all.
  const hasTraining = files.some(({ name }) => splitOf(name) === 'train');
  const used = files.filter(({ name }) => !hasTraining || splitOf(name) !== 'test');
  for (const { name, bytes } of used) {
    const content = await decodeIdx(name, bytes);
    if (content.type === 'images') images.push({ name, stem: stemOf(name), content });
    else labels.push({ name, stem: stemOf(name), content });
  }
  const chosen = choose(images, labels);
  const found = labelsFor(chosen, labels);
  const { count, height, width, pixels } = chosen.content;
  const name = datasetName(chosen.name, files.length - used.length);
  const base = { type: 'images', name, count, height, width, channels: 1, pixels } as const;
  if (!found) return base;
  const classNames = classNamesFor(chosen.name, found.content.labels);
  return classNames
    ? { ...base, labels: found.content.labels, classNames }
    : { ...base, labels: found.content.labels };
}

function choose(
  images: readonly Decoded<IdxImages>[],
  labels: readonly Decoded<IdxLabels>[],
): Decoded<IdxImages> {
  const [first, second] = images;
  if (!first)
    throw new DataError(
      `Found labels (${labels.map(({ name }) => `"${name}"`).join(', ')}) but no images to go with them. Bring the file of images too, such as "train-images-idx3-ubyte.gz".`,
    );
  if (second)
    throw new DataError(
      `Found two files of images, "${first.name}" and "${second.name}", and cannot tell which to train on. Bring one of them with its labels.`,
    );
  return first;
}

function labelsFor(
  images: Decoded<IdxImages>,
  labels: readonly Decoded<IdxLabels>[],
): Decoded<IdxLabels> | undefined {
  const same = labels.filter(({ stem }) => stem === images.stem);
  const found = same[0] ?? labels[0];
  if (!found) return undefined;
  if (same.length > 1 || (same.length === 0 && labels.length > 1))
    throw new DataError(
      `Found ${labels.length} files of labels for "${images.name}" and cannot tell which belongs to it. Bring one of them.`,
    );
  if (found.content.count !== images.content.count)
    throw new DataError(
      `"${images.name}" holds ${images.content.count.toLocaleString('en-US')} images, but "${found.name}" holds ${found.content.count.toLocaleString('en-US')} labels. They do not belong together; bring the labels of these images.`,
    );
  return found;
}

const baseName = (name: string): string => name.split(/[\\/]/).pop() ?? name;

function splitOf(name: string): 'train' | 'test' | undefined {
  const base = baseName(name).toLowerCase();
  if (/(^|[^a-z])train/.test(base)) return 'train';
  return /(^|[^a-z0-9])(t10k|test|val)/.test(base) ? 'test' : undefined;
}

/** What the files of images and labels of one set have in common: `train` of `train-images-idx3-ubyte.gz`. */
function stemOf(name: string): string {
  return baseName(name)
    .toLowerCase()
    .replace(/\.gz$/, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => !/^(images?|labels?|idx\d?|ubyte)$/.test(word))
    .join('-');
}

function datasetName(name: string, heldBack: number): string {
  const folder = name.split(/[\\/]/).at(-2);
  const stem = stemOf(name) || baseName(name);
  const title = folder ? `${folder} · ${stem}` : stem;
  return heldBack > 0 ? `${title} (test files held back)` : title;
}

const GARMENTS = 'T-shirt,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot'.split(
  ',',
);

/** IDX files carry no class names; those of Fashion-MNIST are known by the name of the folder or file. */
function classNamesFor(name: string, labels: Uint8Array): readonly string[] | undefined {
  if (!/fashion/i.test(name)) return undefined;
  return labels.every((label) => label < GARMENTS.length) ? GARMENTS : undefined;
}

/** What a dataset node takes of the data bound to it: everything, one of two domains, pairs, or two resolutions. */
import { DataError, type ImageDataset, type ItemRange } from './dataset.ts';

/** Equal in structure to the `select` of a feed. */
export type Select = 'all' | 'a' | 'b' | 'pairs' | 'resolutions';

/** The one or two sets of images that a node gives; item i of one belongs to item i of the other. */
export type Selected = readonly [ImageDataset] | readonly [ImageDataset, ImageDataset];

export function selectImages(dataset: ImageDataset, select: Select): Selected {
  switch (select) {
    case 'all':
    case 'resolutions':
      if (dataset.arrangement?.type === 'pairs')
        throw new DataError(
          `The dataset node takes single images, but "${dataset.name}" holds pairs. Set what it takes to "A", "B" or "Pairs", or choose other data.`,
        );
      return [dataset];
    case 'a':
    case 'b':
      return [domain(dataset, select)];
    case 'pairs': {
      if (dataset.arrangement?.type !== 'pairs')
        throw new DataError(
          `The dataset node takes pairs, but "${dataset.name}" holds ${contents(dataset)}. Choose data in which each image has its partner, such as pictures with both side by side.`,
        );
      return [dataset, { ...dataset, pixels: dataset.arrangement.second }];
    }
    default:
      return unreachable(select);
  }
}

function domain(dataset: ImageDataset, name: 'a' | 'b'): ImageDataset {
  const { arrangement } = dataset;
  switch (arrangement?.type) {
    case 'domains':
      return slice(dataset, arrangement[name]);
    case 'pairs':
      return name === 'a' ? dataset : { ...dataset, pixels: arrangement.second };
    default:
      throw new DataError(
        `The dataset node takes domain ${name.toUpperCase()}, but "${dataset.name}" holds ${contents(dataset)}. Choose data with two domains, such as folders "trainA" and "trainB", or set what the node takes to "All".`,
      );
  }
}

function slice(dataset: ImageDataset, { start, end }: ItemRange): ImageDataset {
  const { labels, height, width, channels } = dataset;
  const size = height * width * channels;
  const base = {
    ...dataset,
    count: end - start,
    pixels: dataset.pixels.subarray(start * size, end * size),
  };
  return labels ? { ...base, labels: labels.subarray(start, end) } : base;
}

function contents({ arrangement }: ImageDataset): string {
  if (arrangement?.type === 'domains') return 'two domains that are not paired';
  return arrangement?.type === 'pairs' ? 'pairs' : 'one set of images';
}

function unreachable(value: never): never {
  throw new Error(`internal: a dataset node takes "${value}"`);
}

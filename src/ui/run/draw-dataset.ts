/** Puts some images of a dataset side by side on a canvas, and counts its classes. */
import type { Dataset, ImageDataset } from '../../data/dataset.ts';

/** Large images get fewer columns. An even number, so that pairs stay together. */
const LEAST_COLUMNS = 4;
const MOST_COLUMNS = 12;
const ROWS = 4;
const GAP = 1;
/** The grid is scaled up by whole numbers to about this width. */
const TARGET_WIDTH = 420;

export function pictureGrid({ width, height, count, arrangement }: ImageDataset) {
  const pictures = arrangement?.type === 'pairs' ? 2 * count : count;
  const fitting = 2 * Math.floor(TARGET_WIDTH / (width + GAP) / 2);
  const columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, fitting));
  const rows = Math.max(1, Math.min(ROWS, Math.ceil(pictures / columns)));
  const total = columns * (width + GAP) - GAP;
  return {
    columns,
    shown: Math.min(columns * rows, pictures),
    width: total,
    height: rows * (height + GAP) - GAP,
    scale: Math.max(1, Math.floor(TARGET_WIDTH / total)),
    rows,
  };
}

/** Steps of the golden ratio reach all of the set evenly, whatever order its classes come in. */
const spread = (i: number, count: number) => Math.floor(((i * 0.618_033_988_75) % 1) * count);

interface Picture {
  readonly pixels: Uint8Array;
  readonly index: number;
}

/** Images from all over the set, as files often hold one class after another; of pairs both sides, of domains as many of each. */
function chosen(dataset: ImageDataset, places: number): readonly Picture[] {
  const { count, pixels, arrangement } = dataset;
  const some = (most: number, start: number, end: number): number[] => {
    const shown = Math.min(most, end - start);
    return Array.from(
      { length: shown },
      (_, i) => start + (shown === end - start ? i : spread(i, end - start)),
    );
  };
  switch (arrangement?.type) {
    case 'pairs': {
      const { second } = arrangement;
      return some(places / 2, 0, count).flatMap((index) => [
        { pixels, index },
        { pixels: second, index },
      ]);
    }
    case 'domains':
      return [arrangement.a, arrangement.b]
        .flatMap(({ start, end }) => some(places / 2, start, end))
        .map((index) => ({ pixels, index }));
    default:
      return some(places, 0, count).map((index) => ({ pixels, index }));
  }
}

export function drawPictures(context: CanvasRenderingContext2D, dataset: ImageDataset): void {
  const { width, height, channels } = dataset;
  const { columns, rows } = pictureGrid(dataset);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  for (const [i, { pixels, index }] of chosen(dataset, columns * rows).entries()) {
    const rgba = new ImageData(width, height);
    const first = index * width * height * channels;
    for (let p = 0; p < width * height; p++) {
      const at = first + p * channels;
      const red = pixels[at] ?? 0;
      rgba.data[4 * p] = red;
      rgba.data[4 * p + 1] = channels === 1 ? red : (pixels[at + 1] ?? 0);
      rgba.data[4 * p + 2] = channels === 1 ? red : (pixels[at + 2] ?? 0);
      rgba.data[4 * p + 3] = 255;
    }
    context.putImageData(
      rgba,
      (i % columns) * (width + GAP),
      Math.floor(i / columns) * (height + GAP),
    );
  }
}

export interface ClassCount {
  readonly name: string;
  readonly count: number;
}

/** Empty where the data has no labels. */
export function classCounts(dataset: Dataset): readonly ClassCount[] {
  if (dataset.type !== 'images' || !dataset.labels) return [];
  const counts: number[] = [];
  for (const label of dataset.labels) counts[label] = (counts[label] ?? 0) + 1;
  return Array.from(counts, (count, label) => ({
    name: dataset.classNames?.[label] ?? String(label),
    count: count ?? 0,
  }));
}

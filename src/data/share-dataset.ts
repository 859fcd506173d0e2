/** Data where several threads read the same bytes: in shared memory, which pages have where they are isolated, and Node always. */
import type { Dataset, Labels } from './dataset.ts';

/** A copy in shared memory, for use instead of what was given; the same where there is none, or it is there already. */
export function shareDataset(dataset: Dataset): Dataset {
  if (typeof SharedArrayBuffer === 'undefined' || isShared(dataset)) return dataset;
  // Points are few, and batches of them quickly made.
  if (dataset.type === 'points') return dataset;
  const { pixels, labels, arrangement } = dataset;
  return {
    ...dataset,
    pixels: sharedBytes(pixels),
    ...(labels ? { labels: sharedLabels(labels) } : {}),
    ...(arrangement?.type === 'pairs'
      ? { arrangement: { ...arrangement, second: sharedBytes(arrangement.second) } }
      : {}),
  };
}

export function isShared(dataset: Dataset): boolean {
  if (typeof SharedArrayBuffer === 'undefined') return false;
  return arraysOf(dataset).every(({ buffer }) => buffer instanceof SharedArrayBuffer);
}

export function bytesOf(dataset: Dataset): number {
  return arraysOf(dataset).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function arraysOf(dataset: Dataset): readonly (Float32Array | Labels)[] {
  if (dataset.type === 'points') return [dataset.points];
  const { pixels, labels, arrangement } = dataset;
  const second = arrangement?.type === 'pairs' ? [arrangement.second] : [];
  return [pixels, ...second, ...(labels ? [labels] : [])];
}

function sharedBytes(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

function sharedLabels(labels: Labels): Labels {
  if (labels instanceof Uint8Array) return sharedBytes(labels);
  const copy = new Uint16Array(new SharedArrayBuffer(labels.byteLength));
  copy.set(labels);
  return copy;
}

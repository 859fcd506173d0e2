/** What tells two sets of data apart: equal data has an equal identity on every machine, whatever it is called. */
import type { Dataset } from './dataset.ts';

/** Kind, count, size and a hash of all bytes. It looks at every one: some ten milliseconds for MNIST. */
export function identityOf(dataset: Dataset): string {
  if (dataset.type === 'points') {
    return `points-${dataset.count}-${hashOf(bytesOf(dataset.points))}`;
  }
  const { count, height, width, channels, pixels, labels, arrangement } = dataset;
  const parts = [pixels, labels, arrangement?.type === 'pairs' ? arrangement.second : undefined];
  const hashes = parts.flatMap((part) => (part ? [hashOf(bytesOf(part))] : []));
  const sides =
    arrangement?.type === 'domains' ? [arrangement.a.start, arrangement.b.start].join('-') : '';
  return `images-${count}-${height}-${width}-${channels}-${sides}-${hashes.join('-')}`;
}

/** 64 bits, hexadecimal. */
export const hashOfText = (text: string): string => hashOf(new TextEncoder().encode(text));

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Two FNV-1a hashes, of the bytes in even places and of those in odd ones, with their places mixed in: 64 bits. */
function hashOf(bytes: Uint8Array): string {
  let [even, odd] = [0x811c9dc5, 0x01000193];
  const length = bytes.length & ~1;
  for (let i = 0; i < length; i += 2) {
    even = Math.imul(even ^ (bytes[i] as number), 0x01000193);
    odd = Math.imul(odd ^ (bytes[i + 1] as number) ^ (even >>> 24), 0x01000193);
  }
  if (length < bytes.length) even = Math.imul(even ^ (bytes[length] as number), 0x01000193);
  return [even, odd].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

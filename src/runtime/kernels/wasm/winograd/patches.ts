/** Patches that overlap, of framed images, some at a time, so that what is made of them stays in the second cache. */
import {
  type Frame,
  fillFrames,
  type Images,
  isPlain,
  type Strides,
  stridesOf,
  tableBytes,
  writeTable,
} from '../frames.ts';
import type { Machine } from '../machine.ts';

export interface Patches {
  readonly images: Images;
  readonly frame: Frame;
  /** Patches of each image. */
  readonly tiles: { readonly height: number; readonly width: number };
  /** Pixels from one to the next, both ways. */
  readonly step: number;
}

/** Bytes of frames that are filled at a time. */
const FRAMED = 192 * 1024;

/** Bytes of what is made of some patches. */
const WORKED = 320 * 1024;

/** The least that are worked on at a time: factors that do not stay in the cache are read once for so many. */
const LEAST = 48;

export function framesOf({ images, frame }: Patches): Strides {
  const { height, width } = isPlain(images, frame) ? images : frame;
  return stridesOf(height, width, images.channels);
}

function blockOf(patches: Patches): number {
  return Math.max(1, Math.min(patches.images.count, Math.floor(FRAMED / framesOf(patches).image)));
}

/** How many are worked on at a time, a whole number of tiles of every height, by what each takes. */
export function someOf(patches: Patches, bytesEach: number): number {
  const { height, width } = patches.tiles;
  const all = Math.min(blockOf(patches), patches.images.count) * height * width;
  const some = Math.max(LEAST, Math.floor(WORKED / bytesEach / 12) * 12);
  return Math.min(some, Math.ceil(all / 12) * 12);
}

export function patchBytes(patches: Patches, tables: number): number {
  const { images, frame, tiles } = patches;
  const block = blockOf(patches);
  const frames = isPlain(images, frame) ? 0 : block * framesOf(patches).image + 64;
  return tables * tableBytes({ images: block, ...tiles }) + frames;
}

export interface Some {
  readonly count: number;
  /** The block's images in their frames. */
  readonly from: number;
  /** The first image of the block, and the first of these patches in it. */
  readonly image: number;
  readonly first: number;
  /** Where the tables that were asked for have these patches. */
  readonly tables: readonly number[];
}

/** Tables have two offsets for each patch, by strides of theirs. */
export function forSome(
  machine: Machine,
  scratch: number,
  patches: Patches,
  most: number,
  tables: readonly (readonly [Strides, Strides])[],
  visit: (some: Some) => void,
): void {
  const { images, frame, tiles } = patches;
  const block = blockOf(patches);
  const of = framesOf(patches);
  const perImage = tiles.height * tiles.width;
  const forTable = tableBytes({ images: block, ...tiles });
  const at = tables.map((_, i) => scratch + i * forTable);
  const frames = scratch + tables.length * forTable;
  const isDirect = isPlain(images, frame);
  if (!isDirect) machine.zero(frames, block * of.image + 64);
  tables.forEach(([a, b], i) => {
    writeTable(machine, at[i] ?? 0, { images: block, ...tiles }, a, b);
  });
  for (let image = 0; image < images.count; image += block) {
    const number = Math.min(block, images.count - image);
    if (!isDirect) fillFrames(machine, images, frame, frames, image, number);
    const from = isDirect ? images.at + image * of.image : frames;
    for (let first = 0; first < number * perImage; first += most) {
      const count = Math.min(most, number * perImage - first);
      visit({ count, from, image, first, tables: at.map((table) => table + 8 * first) });
    }
  }
}

/** Strides of patches whose results follow one another, `bytes` each. */
export function inOrder({ tiles }: Patches, bytes: number): Strides {
  return stridesOf(tiles.height, tiles.width, bytes / 4);
}

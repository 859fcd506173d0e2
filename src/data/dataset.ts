/** Decoded data as the rest of Ganvas sees it: bytes and counts, no files, no tensors. */

/** Items from `start` up to, not including, `end`. */
export interface ItemRange {
  readonly start: number;
  readonly end: number;
}

/** Two sets of images in one dataset, and what they are called. */
export type Arrangement =
  /** Unpaired domains: no item of A belongs to one of B. Both lie in `pixels`, one after the other. */
  | {
      readonly type: 'domains';
      readonly a: ItemRange;
      readonly b: ItemRange;
      readonly names?: readonly [string, string];
    }
  /** Item i of `pixels` (A) belongs to item i of `second` (B), which has the same count, size and channels. */
  | {
      readonly type: 'pairs';
      readonly second: Uint8Array;
      readonly names?: readonly [string, string];
    };

/** Labels of up to 256 classes are bytes. */
export type Labels = Uint8Array | Uint16Array;

export interface ImageDataset {
  readonly type: 'images';
  readonly name: string;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** count × height × width × channels, 0–255. */
  readonly pixels: Uint8Array;
  readonly labels?: Labels;
  readonly classNames?: readonly string[];
  /** Absent: one set of images. */
  readonly arrangement?: Arrangement;
}

export interface PointDataset {
  readonly type: 'points';
  readonly name: string;
  readonly count: number;
  readonly dimensions: 2;
  /** count × dimensions. */
  readonly points: Float32Array;
  /** Centres and deviation of the mixture, where the data is one (for mode counting). */
  readonly modes?: {
    readonly centres: readonly (readonly [number, number])[];
    readonly stdDev: number;
  };
}

export type Dataset = ImageDataset | PointDataset;

/** A file that cannot be used: the sentence says what, where and what to do. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

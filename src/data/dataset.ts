/** Decoded data as the rest of Ganvas sees it: bytes and counts, no files, no tensors. */

export interface ImageDataset {
  readonly type: 'images';
  readonly name: string;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** count × height × width × channels, 0–255. */
  readonly pixels: Uint8Array;
  readonly labels?: Uint8Array;
  readonly classNames?: readonly string[];
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

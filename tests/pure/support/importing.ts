/** Files made up for a test, and what an import makes of them. */
import { expect } from 'vitest';
import { createImageDecoder } from '../../../src/cli/train/decode-image.ts';
import { DataError, type ImageDataset } from '../../../src/data/dataset.ts';
import { importFiles } from '../../../src/data/files/import-files.ts';
import type { ImportOptions, ImportReport } from '../../../src/data/files/import-types.ts';
import { preparingWith } from '../../../src/data/files/prepare-image.ts';
import { memoryFile, type SourceFile } from '../../../src/data/files/source-file.ts';
import { encodePng } from '../../../src/data/png.ts';

export const decoder = createImageDecoder();

export interface Read {
  readonly data: ImageDataset;
  readonly report: ImportReport;
}

export async function read(
  files: readonly SourceFile[],
  options: Partial<ImportOptions> = {},
): Promise<Read> {
  const { dataset, report } = await importFiles(files, {
    form: { height: 8, width: 8, channels: 3, fit: 'crop' },
    pairs: 'auto',
    wantsPairs: false,
    background: [255, 255, 255],
    prepareImage: preparingWith(await decoder),
    ...options,
  });
  if (dataset.type !== 'images') throw new Error('expected images');
  return { data: dataset, report };
}

export async function message(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DataError);
  return error instanceof Error ? error.message : '';
}

export type Colour = readonly [number, number, number];

/** One colour on the left half, another on the right. */
export function picture(
  width: number,
  height: number,
  left: Colour,
  right: Colour = left,
): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) pixels.set(i % width < width / 2 ? left : right, i * 3);
  return encodePng(width, height, 3, pixels);
}
export const RED: Colour = [250, 0, 0];
export const BLUE: Colour = [0, 0, 240];
export const red = picture(8, 8, RED);
export const blue = picture(8, 8, BLUE);
export const pixel = ({ pixels }: ImageDataset, index: number): number[] => [
  ...pixels.subarray(index * 192, index * 192 + 3),
];
export const file = (path: string, bytes: Uint8Array): SourceFile => memoryFile(path, bytes);
export const text = (content: string): Uint8Array => new TextEncoder().encode(content);

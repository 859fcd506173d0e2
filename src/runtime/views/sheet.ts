/** The sample sheet as RGBA bytes: images side by side with a transparent gap, one row for each input of the preview. */
import { sheetColumns } from '../../compiler/sheet-columns.ts';
import type { ValueRange } from '../../compiler/value-range.ts';

export interface SheetRow {
  /** count × height × width × channels. */
  readonly values: Float32Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly range: ValueRange;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

export const GAP = 2;

/** `inLine`: samples in a line where there is one row; null: as they fit. */
export function drawSheet(rows: readonly SheetRow[], inLine: number | null = null): Sheet {
  const columns = sheetColumns(
    rows.map(({ count }) => count),
    inLine,
  );
  // Rows may differ in size (a low-resolution input over its enlargement): cells are as large as the largest.
  const cellWidth = Math.max(0, ...rows.map(({ width }) => width));
  const heights = rows.flatMap((row) =>
    Array.from({ length: Math.ceil(row.count / columns) }, () => row.height),
  );
  const width = columns * (cellWidth + GAP) - GAP;
  const height = heights.reduce((sum, line) => sum + line + GAP, -GAP);
  const rgba = new Uint8ClampedArray(width * height * 4);
  let top = 0;
  for (const row of rows) {
    for (let i = 0; i < row.count; i++) {
      const line = Math.floor(i / columns);
      const left = (i % columns) * (cellWidth + GAP);
      drawImage(row, i, rgba, width, left, top + line * (row.height + GAP));
    }
    top += Math.ceil(row.count / columns) * (row.height + GAP);
  }
  return { width, height, rgba };
}

/** One channel is gray, three are red, green, blue; of any other number the first is shown as gray. */
function drawImage(
  { values, height, width, channels, range }: SheetRow,
  index: number,
  rgba: Uint8ClampedArray,
  sheetWidth: number,
  left: number,
  top: number,
): void {
  const [scale, shift] = range === 'symmetric' ? [127.5, 127.5] : [255, 0];
  const start = index * height * width * channels;
  const green = channels === 3 ? 1 : 0;
  const blue = channels === 3 ? 2 : 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = start + (y * width + x) * channels;
      const to = ((top + y) * sheetWidth + left + x) * 4;
      rgba[to] = (values[from] as number) * scale + shift;
      rgba[to + 1] = (values[from + green] as number) * scale + shift;
      rgba[to + 2] = (values[from + blue] as number) * scale + shift;
      rgba[to + 3] = 255;
    }
  }
}

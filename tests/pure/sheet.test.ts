/** Sample sheets, pixel by pixel. */
import { describe, expect, it } from 'vitest';
import { drawSheet, GAP, type SheetRow } from '../../src/runtime/views/sheet.ts';

const gray = (values: number[], range: SheetRow['range'] = 'unit'): SheetRow => ({
  values: Float32Array.from(values),
  count: values.length,
  height: 1,
  width: 1,
  channels: 1,
  range,
});

const pixel = ({ rgba, width }: ReturnType<typeof drawSheet>, x: number, y: number) => [
  ...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

describe('a sample sheet', () => {
  it('has a row for each input and a transparent gap between images', () => {
    const sheet = drawSheet([gray([0, 1]), gray([1, 0.5])]);
    expect([sheet.width, sheet.height]).toEqual([2 + GAP, 2 + GAP]);
    expect(pixel(sheet, 0, 0)).toEqual([0, 0, 0, 255]);
    expect(pixel(sheet, 1 + GAP, 0)).toEqual([255, 255, 255, 255]);
    expect(pixel(sheet, 1, 0)).toEqual([0, 0, 0, 0]);
    expect(pixel(sheet, 1 + GAP, 1 + GAP)).toEqual([128, 128, 128, 255]);
  });

  it('maps −1 to black and 1 to white where the range is symmetric, and holds what lies outside', () => {
    const sheet = drawSheet([gray([-1, 0, 1, 7, -7], 'symmetric')]);
    const shown = [0, 1, 2, 3, 4].map((i) => pixel(sheet, i * (1 + GAP), 0)[0]);
    expect(shown).toEqual([0, 128, 255, 255, 0]);
  });

  it('shows three channels as red, green and blue', () => {
    const row: SheetRow = { ...gray([1, 0, 0.2]), count: 1, channels: 3 };
    expect(pixel(drawSheet([row]), 0, 0)).toEqual([255, 0, 51, 255]);
  });

  it('folds a single long row into a square', () => {
    const sheet = drawSheet([gray(Array.from({ length: 64 }, (_, i) => i / 63))]);
    expect([sheet.width, sheet.height]).toEqual([8 + 7 * GAP, 8 + 7 * GAP]);
    expect(pixel(sheet, 7 * (1 + GAP), 7 * (1 + GAP))[0]).toBe(255);
  });
});

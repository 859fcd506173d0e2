/** Sample sheets, pixel by pixel. */
import { describe, expect, it } from 'vitest';
import { classesShown } from '../../src/compiler/classes-shown.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { ViewProgram } from '../../src/compiler/program.ts';
import { presets } from '../../src/graph/presets.ts';
import { drawSheet, GAP, type SheetRow } from '../../src/runtime/views/sheet.ts';
import { sheetShape } from '../../src/ui/run/sheet-shape.ts';

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

describe('the shape that the page keeps free', () => {
  const sheets = presets.flatMap(({ id, document }) => {
    const { program } = compile(document);
    const views = program?.views.filter(({ spec }) => spec.type === 'preview') ?? [];
    return views.map((view) => [`${id} › ${view.node}`, program, view] as const);
  });

  it.each(sheets)('is that of the sheet which the runtime draws: %s', (_, program, view) => {
    if (!program) throw new Error('no program');
    for (const columns of [3, 10, 11, 24]) {
      const asked = { ...view, spec: { ...view.spec, columns } } as ViewProgram;
      const sheet = drawSheet(rowsOf(asked, columns), classesShown(program, asked));
      expect(sheetShape(program, asked)).toBeCloseTo(shapeWithoutGaps(sheet), 6);
    }
  });

  const rowsOf = ({ values }: ViewProgram, count: number): SheetRow[] =>
    values.map(({ type }) => {
      const [height = 1, width = 1, channels = 1] = type.type === 'tensor' ? type.shape : [];
      const values = new Float32Array(count * height * width * channels);
      return { values, count, height, width, channels, range: 'unit' };
    });

  /** Width by height of what is not transparent. */
  function shapeWithoutGaps({ width, height, rgba }: ReturnType<typeof drawSheet>): number {
    const [columns, lines] = [new Set<number>(), new Set<number>()];
    for (let at = 0; at < width * height; at++) {
      if (rgba[at * 4 + 3] === 0) continue;
      columns.add(at % width);
      lines.add(Math.floor(at / width));
    }
    return columns.size / lines.size;
  }
});

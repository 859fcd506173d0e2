/** Where the rows and columns of a sample sheet lie, as parts of its height and width, and what stands beside them. Pure. */
import { classesShown } from '../../compiler/classes-shown.ts';
import type { Program, ViewProgram } from '../../compiler/program.ts';

export interface SheetLabel {
  readonly text: string;
  /** Of the whole side, between 0 and 1. */
  readonly start: number;
  readonly end: number;
}

export interface SheetLabels {
  readonly rows: readonly SheetLabel[];
  readonly columns: readonly SheetLabel[];
}

export const noLabels: SheetLabels = { rows: [], columns: [] };

/** A sheet of a single row needs no word beside it. The gap between images is too thin to count. */
export function sheetLabels(program: Program, view: ViewProgram): SheetLabels {
  if (view.spec.type !== 'preview') return noLabels;
  const { rows } = view.spec;
  const heights = rows.map((_, i) => heightOf(view.values[i]?.type));
  const classes = classesShown(program, view) ?? 0;
  return {
    rows: rows.length > 1 ? along(rows, heights) : [],
    // Several rows are not folded into lines of one sample for each class.
    columns: rows.length === 1 ? along(numbers(classes), Array(classes).fill(1)) : [],
  };
}

const NAMES = { perLetter: 7, after: 14, most: 116 };

/** Room beside a sheet for the names of its rows, in CSS pixels; a longer name takes a second line. */
export function namesWidth(rows: readonly SheetLabel[]): number {
  if (rows.length === 0) return 0;
  const letters = Math.max(...rows.map(({ text }) => text.length));
  return Math.min(NAMES.most, Math.ceil(letters * NAMES.perLetter) + NAMES.after);
}

/**
 * The part of a panel that a view asks for beside others: more for a broad sheet, which is low, than for a square.
 * Its root keeps the squares large.
 */
export function shareOf(view: ViewProgram): number {
  const { spec, values } = view;
  if (spec.type !== 'preview' || spec.rows.length < 2) return 1;
  const lines = values.map(({ type }) => heightOf(type));
  const height = lines.reduce((sum, line) => sum + line, 0);
  return Math.max(1, Math.sqrt((spec.columns * Math.max(...lines)) / height));
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i));

function heightOf(type: ViewProgram['values'][number]['type'] | undefined): number {
  return type?.type === 'tensor' ? (type.shape[0] ?? 1) : 1;
}

function along(texts: readonly string[], sizes: readonly number[]): SheetLabel[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let at = 0;
  return texts.map((text, i) => {
    const start = at / total;
    at += sizes[i] ?? 0;
    return { text, start, end: at / total };
  });
}

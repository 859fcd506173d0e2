/** The shape of a preview's sheet, width by height, before any is drawn: what `drawSheet` of the runtime will make. Pure. */
import { classesShown } from '../../compiler/classes-shown.ts';
import type { Program, ViewProgram } from '../../compiler/program.ts';

/** As in the runtime: one row with more samples is folded into a square. */
const MOST_IN_LINE = 10;

export function sheetShape(program: Program, view: ViewProgram): number | null {
  const { spec, values } = view;
  if (spec.type !== 'preview') return null;
  const sizes = values.map(({ type }) => (type.type === 'tensor' ? type.shape : []));
  const heights = sizes.map(([height = 1]) => height);
  const width = Math.max(...sizes.map(([, width = 1]) => width));
  const columns = spec.rows.length > 1 ? spec.columns : lineOf(program, view, spec.columns);
  const lines = Math.ceil(spec.columns / columns);
  return (columns * width) / (lines * heights.reduce((sum, height) => sum + height, 0));
}

function lineOf(program: Program, view: ViewProgram, count: number): number {
  const classes = classesShown(program, view);
  if (classes !== null) return Math.min(count, classes);
  return count > MOST_IN_LINE ? Math.ceil(Math.sqrt(count)) : count;
}

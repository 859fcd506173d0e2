/** The shape of a preview's sheet, width by height, before any is drawn: what `drawSheet` of the runtime will make. Pure. */
import { classesShown } from '../../compiler/classes-shown.ts';
import type { Program, ViewProgram } from '../../compiler/program.ts';
import { sheetColumns } from '../../compiler/sheet-columns.ts';

export function sheetShape(program: Program, view: ViewProgram): number | null {
  const { spec, values } = view;
  if (spec.type !== 'preview') return null;
  const sizes = values.map(({ type }) => (type.type === 'tensor' ? type.shape : []));
  const heights = sizes.map(([height = 1]) => height);
  const width = Math.max(...sizes.map(([, width = 1]) => width));
  const counts = values.map(() => spec.columns);
  const columns = sheetColumns(counts, classesShown(program, view));
  const lines = Math.ceil(spec.columns / columns);
  return (columns * width) / (lines * heights.reduce((sum, height) => sum + height, 0));
}

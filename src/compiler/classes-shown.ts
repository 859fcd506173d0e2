/** Which previews have one column for each class, and how many. */
import type { Program, SourceProgram, ViewProgram } from './program.ts';

/** Columns of the sheet: the classes of the first label that the view draws at random; null for other views. */
export function classesShown(program: Program, { spec, steps }: ViewProgram): number | null {
  if (spec.type !== 'preview' || !spec.byClass) return null;
  for (const step of steps) {
    const source = step.type === 'draw' ? program.sources[step.source] : undefined;
    const classes = source && randomClasses(source);
    if (classes) return classes;
  }
  return null;
}

/** Classes of a source of random labels; null for other sources: what data says stays as it is. */
export function randomClasses({ feed, outputs }: SourceProgram): number | null {
  const type = outputs[0]?.type;
  return feed === null && type?.type === 'label' ? type.classes : null;
}

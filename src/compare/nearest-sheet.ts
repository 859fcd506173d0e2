/** Which sheet of a run is shown at a step, and which steps a scrubber stops at. Pure. */
import type { ComparedRun, KeptSheet } from './compared-run.ts';

export interface SheetView {
  readonly view: string;
  readonly title: string;
}

/** Views that any of the runs has kept something of. */
export function viewsOf(runs: readonly ComparedRun[]): SheetView[] {
  const found = new Map<string, SheetView>();
  for (const { sheets } of runs)
    for (const { view, title } of sheets) if (!found.has(view)) found.set(view, { view, title });
  return [...found.values()];
}

/** Steps at which any run has kept a sheet of the view, ascending. */
export function sheetSteps(runs: readonly ComparedRun[], view: string): number[] {
  const steps = new Set(
    runs.flatMap(({ sheets }) => sheets.flatMap((one) => (one.view === view ? [one.step] : []))),
  );
  return [...steps].sort((a, b) => a - b);
}

/** The newest at or before the step; null before the first. */
export function nearestSheet(
  { sheets }: ComparedRun,
  view: string,
  step: number,
): KeptSheet | null {
  let found: KeptSheet | null = null;
  for (const sheet of sheets)
    if (sheet.view === view && sheet.step <= step && (found === null || sheet.step >= found.step))
      found = sheet;
  return found;
}

/** At most `most` of the steps, spread evenly, with the first and the last. */
export function evenSteps(steps: readonly number[], most: number): number[] {
  if (steps.length <= most) return [...steps];
  if (most < 2) return steps.slice(-1);
  return Array.from(
    { length: most },
    (_, i) => steps[Math.round((i * (steps.length - 1)) / (most - 1))] ?? 0,
  );
}

/** A run as the page shows it after a reload: all that storage holds of it, up to its newest checkpoint. */
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import type { PageStorage } from '../worker/storage-types.ts';
import { LossSeries } from './loss-series.ts';
import { noProgress, type RunShown } from './run-reducer.ts';
import { type RunViews, viewsFromStorage } from './run-views.ts';

export type ShownRun = Pick<RunShown, 'run' | 'series' | 'progress' | 'health' | keyof RunViews>;

/** The pictures are the caller's to let go of. */
export async function shownFromStorage(
  record: RunRecord,
  program: Program,
  storage: PageStorage,
): Promise<ShownRun> {
  const { id, name, document, bindings, losses, step, totalSteps, health } = record;
  const history = await storage.historyOf(id, step);
  const views = await viewsFromStorage(history.samples, history.metrics);
  const series = new LossSeries(losses);
  for (const row of history.rows) series.append(row.step, row.values);
  const progress = { ...noProgress, step, totalSteps, savedStep: step };
  return {
    ...views,
    run: { id, name, document, program, bindings, losses },
    series,
    progress,
    health,
  };
}

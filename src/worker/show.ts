/** One thing to look at: kept for the next checkpoint, and the message that shows it now. */
import type { ViewResult } from '../runtime/trainer-types.ts';
import type { CheckpointKeeper } from './checkpoint-keeper.ts';
import type { RunNews } from './protocol.ts';
import type { SessionHost } from './session-types.ts';

export async function show(
  result: ViewResult,
  step: number,
  keeper: CheckpointKeeper,
  paint: SessionHost['paint'],
): Promise<RunNews> {
  const { view, title } = result;
  switch (result.type) {
    case 'preview': {
      const { bitmap, png } = await paint(result);
      keeper.addSample({ type: 'sheet', view, title, step, png });
      return { type: 'samples', view, title, step, bitmap, png };
    }
    case 'scatter': {
      const { real, generated, range } = result;
      const points = { type: 'points', view, title, step, real, generated, range } as const;
      keeper.addSample(points);
      return points;
    }
    case 'metric': {
      const { values, samples, fault } = result;
      const metric = { view, title, step, values, samples, ...(fault ? { fault } : {}) };
      keeper.addMetric(metric);
      return { type: 'metrics', ...metric };
    }
    default:
      return result satisfies never;
  }
}

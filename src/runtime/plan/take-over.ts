/** Fills the state of a new run from the checkpoint of another, as a fork's plan says. */
import * as tf from '@tensorflow/tfjs-core';
import { CheckpointError, type Contents } from '../checkpoint.ts';
import type { ForkState } from '../fork.ts';
import { change } from '../in-place/change.ts';
import { firstScale, writeScale } from './loss-scale.ts';
import type { Counters } from './snapshot.ts';
import type { TrainingState } from './state.ts';

/** Throws CheckpointError, and then nothing has changed. */
export function takeOver(
  { header, values }: Contents,
  { tensors, phases, sources, pools }: ForkState,
  { entries, scales }: Pick<TrainingState, 'entries' | 'scales'>,
): Counters {
  const places = new Map(header.tensors.map(({ name }, i) => [name, i]));
  const filled = entries.flatMap(({ name, tensor }) => {
    const from = tensors[name];
    if (from === undefined) return [];
    const at = places.get(from) ?? -1;
    const saved = values[at];
    if (!saved || header.tensors[at]?.shape.join() !== tensor.shape.join()) {
      throw new CheckpointError(
        `"${name}" was to go on from "${from}", which the checkpoint does not have in this shape: it belongs to other networks than the run that it was stored with. Go on from another checkpoint.`,
      );
    }
    return [{ tensor, saved }];
  });
  for (const { tensor, saved } of filled) {
    const copy = tf.tensor(saved, tensor.shape, 'float32');
    change(tensor, 'copy', [copy]);
    copy.dispose();
  }
  [...scales.values()].forEach((scale, i) => {
    writeScale(scale, header.scales?.[phases[i] ?? -1] ?? firstScale);
  });
  const goOn = (counts: readonly number[]) => (at: number | null) =>
    at === null ? 0 : (counts[at] ?? 0);
  return {
    step: header.step,
    updates: phases.map(goOn(header.updates)),
    cursors: sources.map(goOn(header.cursors)),
    pools: pools.map(goOn(header.pools)),
  };
}

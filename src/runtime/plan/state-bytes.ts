/** Training state as the contents of a checkpoint, and back. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../compiler/program.ts';
import {
  CHECKPOINT_VERSION,
  CheckpointError,
  type Contents,
  fingerprintOf,
} from '../checkpoint.ts';
import { change } from '../in-place/change.ts';
import { firstScale, readScale, writeScale } from './loss-scale.ts';
import type { Counters } from './snapshot.ts';
import type { TrainingState } from './state.ts';

export async function contentsOf(
  program: Program,
  { entries, scales }: TrainingState,
  { step, updates, cursors, pools }: Counters,
): Promise<Contents> {
  const scaled = await Promise.all([...scales.values()].map(readScale));
  const values = await Promise.all(
    entries.map(async ({ tensor }) => (await tensor.data<'float32'>()).slice()),
  );
  return {
    header: {
      version: CHECKPOINT_VERSION,
      fingerprint: fingerprintOf(program),
      seed: program.seed,
      step,
      updates: [...updates],
      cursors: [...cursors],
      pools: [...pools],
      ...(scaled.length > 0 ? { scales: scaled } : {}),
      tensors: entries.map(({ name, tensor }) => ({ name, shape: tensor.shape })),
    },
    values,
  };
}

/** Throws CheckpointError, and then nothing has changed. */
export function putBack(
  { header, values }: Contents,
  program: Program,
  { entries, scales }: TrainingState,
): Counters {
  if (header.fingerprint !== fingerprintOf(program) || !isSame(header.tensors, entries)) {
    throw new CheckpointError(
      'The checkpoint belongs to other networks, losses or optimizers than this document has now. Undo the changes to the document, or start the run anew.',
    );
  }
  if (header.seed !== program.seed) {
    throw new CheckpointError(
      `The checkpoint was made with seed ${header.seed}, but the document has seed ${program.seed}, so the run would not go on as it began. Set the seed back, or start the run anew.`,
    );
  }
  entries.forEach(({ tensor }, i) => {
    const saved = tf.tensor(values[i] ?? [], tensor.shape, 'float32');
    change(tensor, 'copy', [saved]);
    saved.dispose();
  });
  [...scales.values()].forEach((scale, i) => {
    writeScale(scale, header.scales?.[i] ?? firstScale);
  });
  const { step, updates, cursors, pools } = header;
  return { step, updates, cursors, pools };
}

function isSame(
  tensors: Contents['header']['tensors'],
  entries: TrainingState['entries'],
): boolean {
  return (
    tensors.length === entries.length &&
    tensors.every(({ name, shape }, i) => {
      const entry = entries[i];
      return entry?.name === name && entry.tensor.shape.join() === shape.join();
    })
  );
}

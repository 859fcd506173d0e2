/** Draws for a sheet with one column for each class: labels go through the classes, noise stays the same along a line. */
import * as tf from '@tensorflow/tfjs-core';
import { randomClasses } from '../../compiler/classes-shown.ts';
import type { SourceProgram } from '../../compiler/program.ts';

/**
 * `batchSize` samples, the first of which is number `first` of the sheet. `draw` makes so many samples of the source
 * as it usually does.
 */
export function drawByClass(
  source: SourceProgram,
  columns: number,
  first: number,
  batchSize: number,
  draw: (count: number) => readonly tf.Tensor[],
): readonly tf.Tensor[] {
  const positions = Array.from({ length: batchSize }, (_, i) => first + i);
  const classes = randomClasses(source);
  if (classes !== null) {
    return [
      tf.tensor1d(
        positions.map((position) => position % classes),
        'int32',
      ),
    ];
  }
  if (source.feed !== null) return draw(batchSize);
  const lines = positions.map((position) => Math.floor(position / columns));
  const [from = 0, to = 0] = [lines[0], lines.at(-1)];
  const drawn = draw(to - from + 1);
  const line = tf.tensor1d(
    lines.map((number) => number - from),
    'int32',
  );
  return drawn.map((tensor) => tf.gather(tensor, line));
}

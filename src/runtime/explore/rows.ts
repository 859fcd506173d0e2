/** Samples as rows of numbers, one for each, and back. */
import { countOf, type Samples, sizeOfOne } from '../metrics/samples.ts';
import type { Latent } from './latent.ts';

export function joinedRows(rows: readonly Latent[]): Float32Array {
  const length = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * length);
  rows.forEach((row, i) => {
    values.set(row, i * length);
  });
  return values;
}

export function rowsFrom(samples: Samples | undefined): readonly Latent[] {
  if (!samples) throw new Error('internal: nothing was evaluated');
  const size = sizeOfOne(samples);
  return Array.from({ length: countOf(samples) }, (_, i) =>
    samples.values.slice(i * size, (i + 1) * size),
  );
}

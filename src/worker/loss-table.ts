/** Losses of a run as columns, out of the rows that they are stored in. Pure. */
import type { LossTable } from './run-library-types.ts';
import type { LossChunk } from './storage-schemas.ts';

/** @param chunks in order; a value that one lacks is NaN */
export function tableOf(names: readonly string[], chunks: readonly LossChunk[]): LossTable {
  const length = chunks.reduce((sum, { steps }) => sum + steps.length, 0);
  const steps = new Float64Array(length);
  const column = () => new Float32Array(length).fill(Number.NaN);
  const values = names.map(column);
  const taken = { ms: column(), images: column() };
  let at = 0;
  for (const chunk of chunks) {
    const { width } = chunk;
    steps.set(chunk.steps, at);
    if (chunk.ms) taken.ms.set(chunk.ms, at);
    if (chunk.images) taken.images.set(chunk.images, at);
    values.slice(0, width).forEach((column, c) => {
      for (let i = 0; i < chunk.steps.length; i++)
        column[at + i] = chunk.values[i * width + c] ?? Number.NaN;
    });
    at += chunk.steps.length;
  }
  return { names, steps, values, taken };
}

/** Reads what was computed in chunks, and lets go of it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Samples } from '../metrics/samples.ts';

/** Chunk after chunk, of each tensor one after the other. */
export async function readParts(
  parts: readonly (readonly tf.Tensor[])[],
): Promise<readonly Samples[]> {
  const read = await Promise.all(
    parts.map((part) => Promise.all(part.map((tensor) => tensor.data<'float32'>()))),
  );
  const shapes = parts[0]?.map(({ shape }) => shape.slice(1)) ?? [];
  const joined = shapes.map((shape, i): Samples => {
    const chunks = read.map((part) => part[i] ?? new Float32Array());
    const values = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
    let offset = 0;
    for (const chunk of chunks) {
      values.set(chunk, offset);
      offset += chunk.length;
    }
    return { values, shape };
  });
  tf.dispose(parts.flat());
  return joined;
}

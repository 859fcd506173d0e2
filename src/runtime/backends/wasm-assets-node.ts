/** Where the wasm binaries lie in Node. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = dirname(
  createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
);

export const wasmPaths = `${join(root, 'dist')}/`;

/** Stock tf.js starts no threads in Node (tfjs 3830). */
export function prepareThreads(_threads: number): () => void {
  return () => {};
}

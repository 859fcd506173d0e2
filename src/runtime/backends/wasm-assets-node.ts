/** Where the wasm binaries lie in Node. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

const root = dirname(
  createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
);

export const wasmPaths = `${join(root, 'dist')}/`;

/** Stock tf.js starts no threads in Node (tfjs 3830). */
export function prepareThreads(_threads: number): () => void {
  return () => {};
}

/** A function that multiplies and adds with one rounding. */
const fused = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 62, 1, 60, 0],
  ...[1, 2, 3].flatMap(() => [0xfd, 12, ...new Uint8Array(16)]),
  ...[0xfd, 0x85, 2, 0x1a, 0x0b],
]);

// Browsers of this engine have it since 114; Node 20 keeps it behind a flag, which later versions do not know.
if (!WebAssembly.validate(fused)) setFlagsFromString('--experimental-wasm-relaxed-simd');

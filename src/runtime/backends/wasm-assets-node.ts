/** Where the wasm binaries lie in Node. */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { env } from '@tensorflow/tfjs-core';

const root = dirname(
  createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
);

export const wasmPaths = `${join(root, 'dist')}/`;

/** `GANVAS_WASM_THREADS` says how many may be used, for measurements: all without it. */
export const cores = Number(process.env.GANVAS_WASM_THREADS) || availableParallelism();

/** Stock kernels have one thread in Node; ours share its memory. */
export const stockThreads = (_threads: number): number => 1;

/**
 * Call it before the backend starts, and what it returns when it has started.
 *
 * Stock tf.js starts no threads in Node (tfjs 3830): their script has no address that Node takes. Its threaded binary runs there all
 * the same, on memory that our own threads can see; the workers that it asks for are never used by one thread, and need not be.
 */
export function prepareThreads(threads: number): () => void {
  if (threads < 2) return () => {};
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  // Emscripten sets it while it starts.
  Object.defineProperty(globalThis, 'Worker', {
    get: () => Idle,
    set: () => {},
    configurable: true,
  });
  return () => {
    if (before) Object.defineProperty(globalThis, 'Worker', before);
    else Reflect.deleteProperty(globalThis, 'Worker');
  };
}

/** A worker that says it is there, and does nothing. */
class Idle {
  private hear: (message: object) => void = () => {};

  on(event: string, hear: (message: object) => void): void {
    if (event === 'message') this.hear = hear;
  }

  postMessage({ cmd }: { readonly cmd?: string }): void {
    if (cmd === 'load') queueMicrotask(() => this.hear({ cmd: 'loaded' }));
  }

  ref(): void {}

  unref(): void {}

  terminate(): void {}
}

/** A function that multiplies and adds with one rounding. */
const fused = new Uint8Array([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 62, 1, 60, 0],
  ...[1, 2, 3].flatMap(() => [0xfd, 12, ...new Uint8Array(16)]),
  ...[0xfd, 0x85, 2, 0x1a, 0x0b],
]);

// Browsers of this engine have it since 114; Node 20 keeps it behind a flag, which later versions do not know.
if (!WebAssembly.validate(fused)) setFlagsFromString('--experimental-wasm-relaxed-simd');

/** Where the wasm binaries lie in a page that Vite built or serves, and how their threads start there. */

import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as threadedModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import source from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js?raw';

export const cores = globalThis.navigator?.hardwareConcurrency ?? 1;

export const stockThreads = (threads: number): number => threads;

export const wasmPaths = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
};

/**
 * Call it before the backend starts, and what it returns when it has started.
 *
 * tf.js 4.22 starts its threads from `var WasmBackendModuleThreadedSimd = ` + factory.toString(). After a bundler has
 * renamed variables, that text misses one of its surroundings ("e is not defined") and the start hangs. Here the
 * factory answers with the whole file as it was published. The binary also caps its threads at half of the cores that
 * `navigator` tells, one on a machine of two; so it is told twice as many as it may use.
 */
export function prepareThreads(threads: number): () => void {
  const module = threadedModule as { default?: object };
  const factory = module.default ?? module;
  Object.defineProperty(factory, 'toString', {
    value: () => `undefined;\n${source}`,
    configurable: true,
  });
  Object.defineProperty(navigator, 'hardwareConcurrency', {
    value: 2 * threads,
    configurable: true,
  });
  // The browser's own value is on the prototype, and shows again.
  return () => Reflect.deleteProperty(navigator, 'hardwareConcurrency');
}

/** Where the wasm binaries lie in a page that Vite built or serves, and how their threads start there. */

import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as threadedModule from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import source from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js?raw';

export const wasmPaths = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
};

/**
 * tf.js 4.22 starts its threads from `var WasmBackendModuleThreadedSimd = ` + factory.toString(). After a bundler has
 * renamed variables, that text misses one of its surroundings ("e is not defined") and the start hangs. Here the
 * factory answers with the whole file as it was published.
 */
export function prepareThreads(): void {
  const module = threadedModule as { default?: object };
  const factory = module.default ?? module;
  Object.defineProperty(factory, 'toString', {
    value: () => `undefined;\n${source}`,
    configurable: true,
  });
}

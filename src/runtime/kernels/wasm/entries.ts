/**
 * Where stock kernels enter WebAssembly: each function that they took from the module tells the journal of its calls. Arrays
 * among the numbers, which tf.js puts on the stack for the time of a call, are told as they are.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { getKernelsForBackend } from '@tensorflow/tfjs-core';
import { type Journal, journalNow, type Run } from '../../replay/journal.ts';

type Given = number | boolean | Uint8Array | null | undefined;
type Entry = (...given: Given[]) => unknown;

/** What of Emscripten's module makes functions. */
interface Module {
  cwrap(name: string, result: string | null, types?: readonly string[]): Entry;
}

const opened = new WeakSet<object>();

/** Once for each backend, when it has started. */
export function openEntries(backend: BackendWasm): void {
  const module = backend.wasm as unknown as Module;
  if (opened.has(module)) return;
  opened.add(module);
  const { cwrap } = module;
  module.cwrap = (name, result, types = []) => {
    const entry = cwrap(name, result, types);
    return (...given) => {
      const found = entry(...given);
      const journal = journalNow();
      if (journal) {
        if (result !== null) journal.refuse(`the kernel ${name} answers the host`);
        const run = (module as unknown as Record<string, Run>)[`_${name}`] as Run;
        journal.call(
          name,
          run,
          given.map((one) => numberOf(one, journal)),
        );
      }
      return found;
    };
  };
  // Kernels take their functions when they are set up, which tf.js does again whenever the backend is chosen: from now on, these.
  for (const { setupFunc } of getKernelsForBackend('wasm')) setupFunc?.(backend);
}

/** As WebAssembly takes it. */
function numberOf(given: Given, journal: Journal): number {
  return given instanceof Uint8Array ? journal.constant(given) : Number(given);
}

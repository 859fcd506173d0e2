/** `GanvasRandom` with its words from WebAssembly; what they become is of the host. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { randomAttributes } from '../../random/attributes.ts';
import { fillFromWords } from '../../random/distribution.ts';
import { parityOf, type Words } from '../../random/threefry.ts';
import { noted } from '../../replay/journal.ts';
import { placeOf, viewOf } from './heap.ts';
import { type Machine, machineOf } from './machine.ts';

/** Wraps the loops on the host. */
export function drawing(otherwise: KernelConfig): KernelConfig {
  return {
    ...otherwise,
    kernelFunc: (call) => {
      const wasm = call.backend as BackendWasm;
      const machine = machineOf(wasm);
      if (!machine) return otherwise.kernelFunc(call);
      const { key, shape, dtype, request } = randomAttributes(call.attrs);
      const output = wasm.makeOutput(shape, dtype);
      const place = placeOf(wasm, output);
      const act = () => {
        // Making words may grow the heap, so the view comes after.
        const words = wordsOf(machine, key.now, place.size);
        fillFromWords(words, request, viewOf(wasm, place) as Float32Array | Int32Array);
      };
      noted(() => ['random', place, request, key], act);
      return output;
    },
  };
}

/** Good until scratch is used again. */
function wordsOf(machine: Machine, [k0, k1]: Words, count: number): Uint32Array {
  const groups = Math.ceil(count / 8);
  if (groups === 0) return new Uint32Array(0);
  const at = machine.reserve(32 * groups);
  machine.run.randomWords(at, groups, k0, k1, parityOf([k0, k1]));
  return new Uint32Array(machine.ints().buffer, at, 8 * groups);
}

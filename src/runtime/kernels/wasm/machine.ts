/**
 * Our own WebAssembly beside tf.js': a module assembled here, on the memory of its backend, so that tensors are read and
 * written where they lie. Also the scratch memory that our kernels share; none keeps anything in it from call to call.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataId } from '@tensorflow/tfjs-core';
import { journalNow, type Run } from '../../replay/journal.ts';
import { type MultiplyAdd, plainMultiplyAdd, relaxedMultiplyAdd } from './assembler/code.ts';
import { assemble } from './assembler/module.ts';
import { activationLoops } from './emitted/activations.ts';
import { columnLines, columnSums } from './emitted/columns.ts';
import { copyColumns, copyRows } from './emitted/copies.ts';
import { changeLoops, zeroNumbers } from './emitted/elements.ts';
import { outer } from './emitted/outer.ts';
import { overElements } from './emitted/over-elements.ts';
import { product } from './emitted/product.ts';
import { addRow, mix, stamp, sumRows } from './emitted/rows.ts';
import { randomWords } from './emitted/threefry.ts';
import { gather, transform } from './emitted/transforms.ts';
import { MATRICES, type TransformName } from './winograd/algorithms.ts';
import { PARTIAL, type PartialName } from './winograd/lacking.ts';

const NAMES = [
  'product4',
  'product8',
  'product12',
  'outer4x8',
  'outer8x4',
  'gather4',
  'gather8',
  'product4Each',
  'product8Each',
  'product12Each',
  'gather4Each',
  'gather8Each',
  ...(Object.keys(MATRICES) as TransformName[]),
  ...(Object.keys(PARTIAL) as PartialName[]),
  'copyRows',
  'copyColumns',
  'columnSums8',
  'columnSums4',
  'columnLines8',
  'columnLines4',
  'mix',
  'sumRows4',
  'sumRows8',
  'addRow',
  'stamp',
  'zero',
  'relu',
  'leakyRelu',
  'reluGradient',
  'sigmoid',
  'swish',
  'elu',
  'tanhGradient',
  'sigmoidGradient',
  'softplusGradient',
  'eluGradient',
  'swishGradient',
  'randomWords',
  'leakyReluGradient',
  'average',
  'clip',
  'adamMoments',
  'adamStep',
  'rmspropMoments',
  'descend',
] as const;

export interface Machine {
  /** What other threads make the same functions from. */
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly names: readonly string[];
  /** In the order of their names, and telling nobody. */
  readonly functions: readonly Run[];
  readonly run: Readonly<Record<(typeof NAMES)[number], Run>>;
  /** Scratch of at least `bytes`, by address. May grow the memory, which detaches all views; the last call's is lost. */
  reserve(bytes: number): number;
  /** Where the scratch is now, which stays there until `release` is called. */
  hold(): { readonly at: number; release(): void };
  zero(at: number, bytes: number): void;
  /** All of the memory, as it is now. Who writes to it notes so in the journal. */
  ints(): Int32Array;
  floats(): Float32Array;
  /** Where a tensor lies. */
  at(info: { readonly dataId: DataId }): number;
}

const machines = new WeakMap<BackendWasm, Machine | null>();

/** Null where the engine has no SIMD: stock kernels serve there. */
export function machineOf(backend: BackendWasm): Machine | null {
  const known = machines.get(backend);
  if (known !== undefined) return known;
  const made = make(backend);
  machines.set(backend, made);
  return made;
}

/** What Emscripten's modules of tf.js 4.22 have besides their types. */
interface Internals {
  readonly wasmMemory?: WebAssembly.Memory;
  readonly asm?: { readonly memory?: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(at: number): void;
}

function make(backend: BackendWasm): Machine | null {
  const wasm = backend.wasm as unknown as Internals;
  const memory = wasm.wasmMemory ?? wasm.asm?.memory;
  if (!memory) return null;
  const isShared =
    typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const bytes = assembled(isShared);
  if (!bytes) return null;
  const module = new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const own = NAMES.map((name) => exports[name] as Run);
  const plain = Object.fromEntries(NAMES.map((name) => [name, exports[name] as Run]));
  const telling = Object.fromEntries(
    NAMES.map((name) => {
      const run = exports[name] as Run;
      const tell = (...numbers: number[]) => {
        run(...numbers);
        journalNow()?.call(name, run, numbers);
      };
      return [name, tell];
    }),
  );
  /** Scratch that recordings go on using, by address. */
  const held = new Map<number, number>();
  let [scratch, size] = [0, 0];
  let ints = new Int32Array(memory.buffer);
  let floats = new Float32Array(memory.buffer);
  const isHeld = (at: number) => (held.get(at) ?? 0) > 0;
  const machine: Machine = {
    ...{ module, memory, names: NAMES, functions: own },
    get run() {
      return (journalNow() ? telling : plain) as Machine['run'];
    },
    hold() {
      const at = scratch;
      held.set(at, (held.get(at) ?? 0) + 1);
      const release = () => {
        held.set(at, (held.get(at) ?? 0) - 1);
        if (at && at !== scratch && !isHeld(at)) wasm._free(at);
      };
      return { at, release };
    },
    zero(at, bytes) {
      machine.run.zero(at, bytes / 4);
    },
    reserve(bytes) {
      if (bytes <= size) return scratch;
      if (scratch && !isHeld(scratch)) wasm._free(scratch);
      scratch = wasm._malloc(bytes) >>> 0;
      size = scratch ? bytes : 0;
      if (!scratch) throw new Error(`There is no room for ${bytes} bytes more in WebAssembly.`);
      return scratch;
    },
    ints() {
      if (ints.buffer !== memory.buffer) ints = new Int32Array(memory.buffer);
      return ints;
    },
    floats() {
      if (floats.buffer !== memory.buffer) floats = new Float32Array(memory.buffer);
      return floats;
    },
    at: ({ dataId }) => backend.getMemoryOffset(dataId),
  };
  return machine;
}

/** With fused multiply-add where the engine takes it; the other module is made only where it does not. */
function assembled(isShared: boolean): Uint8Array<ArrayBuffer> | undefined {
  for (const fma of [relaxedMultiplyAdd, plainMultiplyAdd]) {
    const bytes = assemble(functions(fma), isShared);
    if (WebAssembly.validate(bytes)) return bytes;
  }
  return undefined;
}

function functions(fma: MultiplyAdd) {
  const products = [
    product(6, 1, fma),
    product(4, 2, fma),
    // A product apart from its sum needs a register more.
    product(fma === relaxedMultiplyAdd ? 3 : 2, 3, fma),
  ];
  const gathers = [gather(1, fma), gather(2, fma)];
  return [
    ...products,
    ...gathers,
    ...products.map((one, i) => overElements(one, i, [2, 6, 7])),
    ...gathers.map((one, i) => overElements(one, products.length + i, [3, 4, 6])),
    outer(4, 2, fma),
    outer(8, 1, fma),
    ...Object.entries(MATRICES).map(([name, matrix]) => transform(name, fma, matrix)),
    ...Object.entries(PARTIAL).map(([name, [down, across]]) => transform(name, fma, down, across)),
    copyRows,
    copyColumns,
    ...[2, 1].flatMap((vectors) => [columnSums(vectors), columnLines(vectors)]),
    mix(fma),
    sumRows(1),
    sumRows(2),
    addRow,
    stamp,
    zeroNumbers,
    randomWords,
    ...activationLoops,
    ...changeLoops,
  ];
}

/** Tensors as they lie on the heap of tf.js' WebAssembly. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core';

/** Good for as long as the tensor lives. */
export interface Place {
  readonly at: number;
  readonly size: number;
  readonly dtype: DataType;
}

export type View = Float32Array | Int32Array | Uint8Array;

export function placeOf(wasm: BackendWasm, { dataId, shape, dtype }: TensorInfo): Place {
  return { at: wasm.getMemoryOffset(dataId), size: util.sizeFromShape(shape), dtype };
}

/** Good until the heap grows. */
export function viewOf(wasm: BackendWasm, { at, size, dtype }: Place): View {
  const { buffer } = bytesOf(wasm);
  if (dtype === 'float32') return new Float32Array(buffer, at, size);
  return dtype === 'int32' ? new Int32Array(buffer, at, size) : new Uint8Array(buffer, at, size);
}

/** All of the heap, as it is now. */
export function bytesOf({ wasm }: BackendWasm): Uint8Array {
  return (wasm as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;
}

/**
 * How much memory the backend holds, and how much there is. The heap of WebAssembly has a known limit, which other
 * programs may keep it from. Of a GPU every browser tells how large one array may be, and few how much memory there is:
 * where none tells, it is taken to be what the whole machine has if that is told and small, since small machines share
 * one memory.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, getBackend } from '@tensorflow/tfjs-core';
import type { MemoryLimits } from '../../compiler/memory-fit.ts';
import { memoryOnWebGpu } from '../../compiler/memory-webgpu.ts';

export interface MemoryUse {
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** Of all memory, or of the largest array alone. */
  readonly of: 'all' | 'array';
}

/** As tf.js builds its modules: 4 GiB less one page. */
const WASM_LIMIT_BYTES = 4_294_901_760;

/** `navigator.deviceMemory` in GiB from which on browsers may mean "or more". */
const UNTOLD_GIB = 8;

/** What is nearest to its limit; null where no limit is known. */
export function memoryUse(): MemoryUse | null {
  switch (getBackend()) {
    case 'wasm': {
      // The heap grows and never shrinks: what it has, not what of it is in use, meets the limit.
      const { wasm } = backend() as unknown as { readonly wasm: { readonly HEAPU8: Uint8Array } };
      const usedBytes = wasm.HEAPU8.buffer.byteLength;
      return { usedBytes, limitBytes: WASM_LIMIT_BYTES, of: 'all' };
    }
    case 'webgpu':
      return gpuUse(backend() as WebGPUBackend);
    default:
      return null;
  }
}

/** What is known before anything is made. Of a GPU only what it tells itself: the machine's memory says little of it. */
export function memoryLimits(): MemoryLimits {
  switch (getBackend()) {
    case 'wasm':
      return { all: WASM_LIMIT_BYTES, array: null };
    case 'webgpu': {
      const { device } = backend() as WebGPUBackend;
      return { all: heapBytes(device), array: arrayLimit(device), estimate: memoryOnWebGpu };
    }
    default:
      return { all: null, array: null };
  }
}

function arrayLimit({ limits }: GPUDevice): number {
  return Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
}

function gpuUse({ device, bufferManager }: WebGPUBackend): MemoryUse {
  const array: MemoryUse = {
    usedBytes: largestOf(bufferManager as unknown as Buffers),
    limitBytes: arrayLimit(device),
    of: 'array',
  };
  const limitBytes = heapBytes(device) ?? machineBytes();
  if (limitBytes === null) return array;
  const all = { usedBytes: bufferManager.numBytesAllocated, limitBytes, of: 'all' } as const;
  return shareOf(all) >= shareOf(array) ? all : array;
}

const shareOf = ({ usedBytes, limitBytes }: MemoryUse): number => usedBytes / limitBytes;

/** What the manager of buffers has made, by `size_usage`. */
interface Buffers {
  readonly usedBuffers: ReadonlyMap<string, readonly unknown[]>;
  readonly freeBuffers: ReadonlyMap<string, readonly unknown[]>;
}

/** Those that wait to be used again, too: between two steps the largest do. */
function largestOf({ usedBuffers, freeBuffers }: Buffers): number {
  let largest = 0;
  for (const [key, list] of [...usedBuffers, ...freeBuffers])
    if (list.length > 0) largest = Math.max(largest, Number.parseInt(key, 10));
  return largest;
}

/** `GPUHeapProperty.DEVICE_LOCAL`. */
const DEVICE_LOCAL = 1;

/** Chromium tells them where its flag "WebGPU Developer Features" is set. */
function heapBytes({ adapterInfo }: GPUDevice): number | null {
  const { memoryHeaps = [] } = (adapterInfo ?? {}) as {
    readonly memoryHeaps?: Iterable<{ readonly size: number; readonly properties: number }>;
  };
  let bytes = 0;
  for (const { size, properties } of memoryHeaps) if (properties & DEVICE_LOCAL) bytes += size;
  return bytes > 0 ? bytes : null;
}

function machineBytes(): number | null {
  const { deviceMemory } = (globalThis.navigator ?? {}) as { readonly deviceMemory?: number };
  return deviceMemory === undefined || deviceMemory >= UNTOLD_GIB ? null : deviceMemory * 2 ** 30;
}

/**
 * How much memory the backend holds, and how much there is. The heap of WebAssembly has a known limit, which other
 * programs may keep it from. How much memory a GPU has no browser tells: it is taken to be what the whole machine has where
 * that is told and small, since small machines share one memory, and is unknown otherwise.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, getBackend } from '@tensorflow/tfjs-core';

export interface MemoryUse {
  readonly usedBytes: number;
  readonly limitBytes: number;
}

/** As tf.js builds its modules: 4 GiB less one page. */
const WASM_LIMIT_BYTES = 4_294_901_760;

/** `navigator.deviceMemory` in GiB from which on browsers may mean "or more". */
const UNTOLD_GIB = 8;

/** Null where the limit is unknown. */
export function memoryUse(): MemoryUse | null {
  switch (getBackend()) {
    case 'wasm': {
      // The heap grows and never shrinks: what it has, not what of it is in use, meets the limit.
      const { wasm } = backend() as unknown as { readonly wasm: { readonly HEAPU8: Uint8Array } };
      const usedBytes = wasm.HEAPU8.buffer.byteLength;
      return { usedBytes, limitBytes: WASM_LIMIT_BYTES };
    }
    case 'webgpu': {
      const limitBytes = machineBytes();
      const usedBytes = (backend() as WebGPUBackend).bufferManager.numBytesAllocated;
      return limitBytes === null ? null : { usedBytes, limitBytes };
    }
    default:
      return null;
  }
}

function machineBytes(): number | null {
  const { deviceMemory } = (globalThis.navigator ?? {}) as { readonly deviceMemory?: number };
  return deviceMemory === undefined || deviceMemory >= UNTOLD_GIB ? null : deviceMemory * 2 ** 30;
}

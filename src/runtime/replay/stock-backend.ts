/** What a replay does to tf.js' WebGPU backend: puts work in order with its own, and takes and gives back memory through it. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

interface Waiting {
  readonly commandEncoder: GPUCommandEncoder | null;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

interface Pool {
  readonly freeBuffers: ReadonlyMap<string, GPUBuffer[]>;
  numFreeBuffers: number;
  numBytesAllocated: number;
}

/** What tf.js has encoded so far runs before what is submitted next. */
export function submitWaiting(backend: WebGPUBackend): void {
  const waiting = backend as unknown as Waiting;
  if (!waiting.commandEncoder) return;
  waiting.endComputePassEncoder();
  waiting.submitQueue();
}

/** A buffer that the pool counts but hands to nobody else. */
export function ownBuffer(backend: WebGPUBackend, bytes: number): GPUBuffer {
  const usage =
    GPUBufferUsage.STORAGE |
    GPUBufferUsage.UNIFORM |
    GPUBufferUsage.COPY_SRC |
    GPUBufferUsage.COPY_DST;
  return backend.bufferManager.acquireBuffer(Math.max(bytes, 16), usage, false, false);
}

export function giveBack(backend: WebGPUBackend, buffers: readonly GPUBuffer[]): void {
  for (const buffer of buffers) backend.bufferManager.releaseBuffer(buffer, false);
}

/** The pool never lets go of a buffer by itself; those of interpreted steps are not needed while a replay has its own. */
export function dropSpareBuffers(backend: WebGPUBackend): void {
  submitWaiting(backend);
  dropFree(backend, Number.POSITIVE_INFINITY);
}

/** Lets go of free buffers until so many bytes are gone; nothing that waits to be submitted uses them. */
export function dropFree(backend: WebGPUBackend, bytes: number): void {
  const pool = backend.bufferManager as unknown as Pool;
  let gone = 0;
  for (const buffers of pool.freeBuffers.values()) {
    while (buffers.length > 0 && gone < bytes) {
      const buffer = buffers.pop();
      if (!buffer) break;
      pool.numFreeBuffers -= 1;
      pool.numBytesAllocated -= buffer.size;
      gone += buffer.size;
      buffer.destroy();
    }
  }
}

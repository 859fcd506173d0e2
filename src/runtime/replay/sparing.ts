/**
 * Interprets a step with little memory. tf.js frees a tensor's buffer when what uses it has been submitted, many dispatches
 * later, and keeps it for tensors of just its size; here every dispatch is submitted at once, and buffers nobody uses make
 * way for others, as the room of replays does. For the few steps that are recorded: a replay plans its memory.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env } from '@tensorflow/tfjs-core';
import { dropFree, dropSpareBuffers, submitWaiting } from './stock-backend.ts';
import { releaseWorkspaces } from './workspace.ts';

const BATCH = 'WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE';

export function sparingly<T>(backend: WebGPUBackend, run: () => T): T {
  const batch = env().getNumber(BATCH);
  const { bufferManager } = backend;
  const { acquireBuffer } = bufferManager;
  // Those of the dry run, too.
  dropSpareBuffers(backend);
  releaseWorkspaces(backend);
  let mostUsed = bufferManager.numBytesUsed;
  env().set(BATCH, 1);
  bufferManager.acquireBuffer = (...given) => {
    const [size] = given;
    mostUsed = Math.max(mostUsed, bufferManager.numBytesUsed + size);
    const over = bufferManager.numBytesAllocated + size - mostUsed;
    if (over > 0 && !hasFree(given[0], given[1])) {
      // What was uploaded and let go of unread may wait yet.
      submitWaiting(backend);
      dropFree(backend, over);
    }
    return acquireBuffer.apply(bufferManager, given);
  };
  const hasFree = (size: number, usage: number): boolean => {
    const { freeBuffers } = bufferManager as unknown as {
      readonly freeBuffers: ReadonlyMap<string, readonly unknown[]>;
    };
    return (freeBuffers.get(`${size}_${usage}`)?.length ?? 0) > 0;
  };
  try {
    return run();
  } finally {
    bufferManager.acquireBuffer = acquireBuffer;
    env().set(BATCH, batch);
  }
}

/**
 * The most bytes that tensors and kernels' own workspace took at once, since a watch began. Seen where the backend takes and
 * gives back memory: between two steps all of it is gone again, and `tf.memory()` would not know.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type DataType, engine, getBackend, util } from '@tensorflow/tfjs-core';
import { isRecorded, recordedBytes } from '../replay/heap-space.ts';
import { dropSpareBuffers, submitWaiting } from '../replay/stock-backend.ts';

export interface PeakWatch {
  readonly peakBytes: number;
  /** Now. */
  readonly heldBytes: number;
  /** Submits what waits, frees what waits for that, and tells what is in use then: buffers that may be used again are not. */
  settle(): number;
  /** From now on. */
  reset(): void;
  /** Lets go of buffers that nobody uses. */
  giveBackSpare(): void;
  stop(): void;
}

const watches = new WeakMap<object, PeakWatch | null>();

/** The same watch for as long as the backend is there; to be called before anything is made on it. Null before one is started. */
export function backendWatch(): PeakWatch | null {
  const started = startedBackend();
  if (!started) return null;
  const known = watches.get(started);
  if (known !== undefined) return known;
  const watch = watchPeak();
  watches.set(started, watch);
  return watch;
}

/** Undefined while the one that was chosen is on its way, as a run may be opened then: tf.js throws where it is asked for. */
function startedBackend(): object | undefined {
  return engine().registry[getBackend()];
}

type DataId = object;

/** What the backend of WebAssembly does with memory; all of it goes through these two. */
interface Heap {
  readonly dataIdMap: { get(id: DataId): { readonly memoryOffset: number } };
  move(id: DataId, values: unknown, shape: number[], dtype: DataType, references: number): void;
  disposeData(id: DataId, force?: boolean): boolean;
}

/** Null where memory cannot be watched. One watch at a time. */
export function watchPeak(): PeakWatch | null {
  const started = startedBackend();
  switch (started && getBackend()) {
    case 'wasm':
      return watchHeap(started as Heap);
    case 'webgpu':
      return watchBuffers(started as WebGPUBackend);
    default:
      return null;
  }
}

function watchHeap(heap: Heap): PeakWatch {
  const sizes = new Map<DataId, number>();
  const { move, disposeData } = heap;
  let held = 0;
  let peakBytes = held;
  heap.move = (id, values, shape, dtype, references) => {
    move.call(heap, id, values, shape, dtype, references);
    if (dtype === 'string' || isRecorded(heap.dataIdMap.get(id).memoryOffset)) return;
    const bytes = util.sizeFromShape(shape) * util.bytesPerElement(dtype);
    sizes.set(id, bytes);
    held += bytes;
    peakBytes = Math.max(peakBytes, held + recordedBytes());
  };
  heap.disposeData = (id, force) => {
    const isGone = disposeData.call(heap, id, force);
    if (isGone) {
      held -= sizes.get(id) ?? 0;
      sizes.delete(id);
    }
    return isGone;
  };
  return {
    get peakBytes() {
      peakBytes = Math.max(peakBytes, held + recordedBytes());
      return peakBytes;
    },
    get heldBytes() {
      return held + recordedBytes();
    },
    settle: () => held + recordedBytes(),
    reset: () => {
      peakBytes = held + recordedBytes();
    },
    giveBackSpare: () => {},
    stop: () => Object.assign(heap, { move, disposeData }),
  };
}

/** Buffers in use and those that wait to be used again: both lie on the device. */
function watchBuffers(gpu: WebGPUBackend): PeakWatch {
  const { bufferManager: buffers } = gpu;
  const { acquireBuffer } = buffers;
  let peakBytes = buffers.numBytesAllocated;
  buffers.acquireBuffer = (...given) => {
    const buffer = acquireBuffer.apply(buffers, given);
    peakBytes = Math.max(peakBytes, buffers.numBytesAllocated);
    return buffer;
  };
  return {
    get peakBytes() {
      return peakBytes;
    },
    get heldBytes() {
      return buffers.numBytesAllocated;
    },
    settle: () => {
      submitWaiting(gpu);
      return buffers.numBytesUsed;
    },
    reset: () => {
      peakBytes = buffers.numBytesAllocated;
    },
    giveBackSpare: () => dropSpareBuffers(gpu),
    stop: () => {
      buffers.acquireBuffer = acquireBuffer;
    },
  };
}

/** Recording and replay on WebAssembly. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { heapDifference } from './heap-compare.ts';
import { HeapPlayer } from './heap-player.ts';
import { type Numbers, recordHeap } from './heap-recorder.ts';
import type { HeapRecording } from './heap-recording.ts';
import { HeapSpace } from './heap-space.ts';
import { holdThreads } from './lanes/threads.ts';
import type { Tape } from './replays.ts';

/** Numbers of tensors of one kind of step. */
const COUNT = 2 ** 18;
/** tf.js counts up from 1, and does not come as far. */
const FIRST = 2 ** 28;
const RANGES = 2 ** 31 / COUNT - FIRST / COUNT;

/** Of all runs: by position, whether some kind of step has these numbers. */
const taken = new Set<number>();

/** On one thread, or on as many as there are. */
export function wasmTape(
  backend: BackendWasm,
  threads: 'auto' | 'one' = 'auto',
): Tape<HeapRecording> {
  const held = threads === 'one' ? null : holdThreads(backend);
  const space = new HeapSpace(backend);
  const ranges = new Map<string, number>();
  const numbersOf = (key: string): Numbers => {
    let range = ranges.get(key);
    if (range === undefined) {
      range = firstFree();
      taken.add(range);
      ranges.set(key, range);
    }
    return { from: FIRST + range * COUNT, count: COUNT };
  };
  return {
    record: (key, last, run) =>
      recordHeap(backend, space, numbersOf(key), last, held?.count ?? 1, run),
    difference: heapDifference,
    play: (recording) => new HeapPlayer(backend, space, recording, held),
    get bytes() {
      return space.bytes;
    },
    dispose() {
      for (const range of ranges.values()) taken.delete(range);
      ranges.clear();
      space.dispose();
      held?.release();
    },
  };
}

function firstFree(): number {
  for (let range = 0; range < RANGES; range += 1) if (!taken.has(range)) return range;
  throw new Error('internal: too many runs are recorded at once');
}

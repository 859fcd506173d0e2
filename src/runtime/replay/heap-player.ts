/** Replays a step that was recorded on WebAssembly: its live values are made anew, then its calls are made again as they were. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { bytesOf } from '../kernels/wasm/heap.ts';
import { machineOf } from '../kernels/wasm/machine.ts';
import type { HeapRecording } from './heap-recording.ts';
import type { HeapSpace } from './heap-space.ts';
import { runOf, type SharedOut, shareOut } from './lanes/share-out.ts';
import type { Threads } from './lanes/threads.ts';
import type { Played, Room } from './replays.ts';

export class HeapPlayer implements Played {
  private readonly operations: readonly (() => unknown)[];
  private readonly scratch: { release(): void } | null;
  private readonly shared: SharedOut | null;
  readonly calls: number;

  constructor(
    private readonly backend: BackendWasm,
    private readonly space: HeapSpace,
    private readonly recording: HeapRecording,
    threads: Threads | null,
  ) {
    const { tfjs } = backend.wasm;
    for (const { id, size, at } of recording.registered) tfjs.registerTensor(id, size, at);
    this.scratch = machineOf(backend)?.hold() ?? null;
    this.shared = threads && shareOut(backend, threads, recording.operations);
    this.operations = this.shared?.operations ?? recording.operations.map(runOf);
    this.calls = recording.operations.length;
  }

  /** False where the arena or a tensor that was there before the recording has moved since. */
  get isSound(): boolean {
    const { dataIdMap } = this.backend;
    return (
      this.recording.arena === this.space.arena &&
      this.recording.lasting.every(
        ({ data, at }) => dataIdMap.has(data) && dataIdMap.get(data).memoryOffset === at,
      )
    );
  }

  run(step: number, room: () => Room): void {
    const { backend, recording, operations } = this;
    for (const act of recording.acts) act.again(step);
    for (const operation of operations) operation();
    const { at: from, bytes } = recording.result;
    const { tensor, at } = room();
    const to = backend.getMemoryOffset(tensor.dataId) + 4 * at;
    bytesOf(backend).copyWithin(to, from, from + bytes);
  }

  dispose(): void {
    this.scratch?.release();
    this.shared?.dispose();
    for (const { id } of this.recording.registered) this.backend.wasm.tfjs.disposeData(id);
  }
}

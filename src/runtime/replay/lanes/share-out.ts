/** The operations of a recording with its groups for threads: what lanes run lies on the heap for as long as it is replayed. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { bytesOf } from '../../kernels/wasm/heap.ts';
import { machineOf } from '../../kernels/wasm/machine.ts';
import type { Operation } from '../heap-recording.ts';
import { allocate } from '../heap-space.ts';
import { encodeLanes } from './lane-program.ts';
import { type LaneCall, planLanes } from './plan-lanes.ts';
import type { Threads } from './threads.ts';

export interface SharedOut {
  readonly operations: readonly (() => unknown)[];
  dispose(): void;
}

interface Memory {
  _malloc(bytes: number): number;
  _free(at: number): void;
}

export function runOf(operation: Operation): () => unknown {
  if (operation.type === 'act') return operation.act;
  return operation.run.bind(null, ...operation.numbers);
}

/** Null where nothing is worth it. */
export function shareOut(
  backend: BackendWasm,
  threads: Threads,
  operations: readonly Operation[],
): SharedOut | null {
  const machine = machineOf(backend);
  const segments = planLanes(operations, threads.count);
  const groups = segments.flatMap((segment) => (segment.type === 'shared' ? [segment.lanes] : []));
  if (!machine || groups.length === 0) return null;
  const program = encodeLanes(groups, threads.count);
  const memory = backend.wasm as unknown as Memory;
  const block = allocate((bytes) => memory._malloc(bytes), program.byteLength + 8);
  const at = Math.ceil(block / 8);
  new Float64Array(bytesOf(backend).buffer, 8 * at, program.length).set(program);
  const listOf = (calls: readonly LaneCall[]) =>
    calls.map(
      ({ index, numbers }) => machine.functions[index]?.bind(null, ...numbers) ?? missing(index),
    );
  let group = 0;
  return {
    operations: segments.flatMap((segment) => {
      if (segment.type === 'alone') return segment.operations.map(runOf);
      const [number, lists] = [group++, segment.lanes.map(listOf)];
      return [() => threads.run(at, number, lists)];
    }),
    dispose: () => memory._free(block),
  };
}

function missing(index: number): never {
  throw new Error(`internal: there is no function ${index}`);
}

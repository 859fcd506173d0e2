/**
 * Records one step on WebAssembly while it is interpreted. The first time of a kind it only learns how much is alive when;
 * then the step's tensors lie where a plan puts them in an arena of the recordings, and its calls can be made again as they are.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type Tensor, util } from '@tensorflow/tfjs-core';
import { bytesOf } from '../kernels/wasm/heap.ts';
import { machineOf } from '../kernels/wasm/machine.ts';
import { ArenaUse } from './arena-use.ts';
import type { HeapRecording, Lasting, Operation, Registered } from './heap-recording.ts';
import { allocate, type HeapSpace } from './heap-space.ts';
import { type Journal, journalNow, type Run, type Span, withJournal } from './journal.ts';
import { piece } from './lanes/boxes.ts';
import { divide } from './lanes/divide.ts';
import type { Divided } from './lanes/divided.ts';
import { type Act, type Listener, type Live, listen, uploadNow } from './live.ts';
import { placeInArena } from './place-in-arena.ts';
import type { Lifetime } from './share-buffers.ts';

/** What tf.js keeps of a tensor. */
interface Data {
  id: number;
  memoryOffset: number;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
}

type Values = Uint8Array | Float32Array | Int32Array;

/** What of the backend is stood between; not all of it is public. */
interface Stock {
  dataIdNextNumber: number;
  readonly dataIdMap: { get(dataId: object): Data; has(dataId: object): boolean };
  readonly wasm: {
    _malloc(bytes: number): number;
    _free(at: number): void;
    readonly tfjs: {
      registerTensor(id: number, size: number, at: number): void;
      disposeData(id: number): void;
    };
  };
  move(id: object, values: Values | null, shape: number[], dtype: string, references: number): void;
}

/** What a step must not do: what is read decides what comes next, and a replay never reads. */
const READS = ['readSync', 'typedArrayFromHeap'] as const;

export type HeapRecorded =
  | { readonly type: 'recording'; readonly recording: HeapRecording }
  | { readonly type: 'refused'; readonly reason: string };

/** Numbers under which stock kernels know the tensors of a kind of step: out of reach of those that tf.js counts up to. */
export interface Numbers {
  readonly from: number;
  readonly count: number;
}

/** `last` is what the try before found; `lanes` how many threads may share its calls; `run` runs the step and gives the tensor of its result. */
export function recordHeap(
  backend: BackendWasm,
  space: HeapSpace,
  numbers: Numbers,
  last: HeapRecording | null,
  lanes: number,
  run: () => Tensor,
): { readonly result: Tensor; readonly recorded: HeapRecorded } {
  const recorder = new HeapRecorder(backend, space, numbers, last, lanes);
  return recorder.record(run);
}

class HeapRecorder implements Listener, Journal {
  private readonly stock: Stock;
  private readonly acts: Act[] = [];
  private readonly places = new Map<Live<unknown>, number>();
  private readonly operations: Operation[] = [];
  private readonly lasting = new Map<object, number>();
  private readonly made = new Set<object>();
  private readonly registered: Registered[] = [];
  /** Registered for a few calls, which are noted with them. */
  private readonly passing = new Set<number>();
  private readonly lifetimes: { bytes: number; first: number; last: number }[] = [];
  /** By address: which of the lifetimes, and whether it lies in the arena. */
  private readonly alive = new Map<number, { readonly index: number; readonly isOwn: boolean }>();
  private readonly plan: readonly number[] | null;
  private readonly base: number;
  private readonly use: ArenaUse;
  private isPlanned: boolean;
  private clock = 0;
  private reason: string | null = null;
  /** Of the tensor that the backend makes room for at this moment. */
  private making: { readonly values: Values | null } | null = null;

  constructor(
    private readonly backend: BackendWasm,
    private readonly space: HeapSpace,
    private readonly numbers: Numbers,
    private readonly last: HeapRecording | null,
    private readonly lanes: number,
  ) {
    this.stock = backend as unknown as Stock;
    const placed = last && placeInArena(last.lifetimes);
    this.plan = placed?.offsets ?? null;
    this.isPlanned = placed !== null;
    if (placed) space.reserve(placed.bytes);
    this.base = space.room.at;
    this.use = new ArenaUse(space.room.bytes);
  }

  record(run: () => Tensor): { readonly result: Tensor; readonly recorded: HeapRecorded } {
    const { stock } = this;
    const scratch = this.scratch();
    const next = stock.dataIdNextNumber;
    const { from, count } = this.numbers;
    stock.dataIdNextNumber = from;
    let result: Tensor;
    let place: HeapRecording['result'];
    try {
      [result, place] = this.during(() => {
        const result = withJournal(this, () => listen(this, run));
        return [result, { at: this.addressOf(result.dataId), bytes: 4 * result.size }];
      });
    } finally {
      if (stock.dataIdNextNumber > from + count) {
        this.refuse('it makes more tensors than there are numbers for');
      }
      stock.dataIdNextNumber = next;
      this.moveOut();
    }
    const { acts, operations, registered, space } = this;
    const lifetimes: readonly Lifetime[] = this.lifetimes;
    const lasting: Lasting[] = [...this.lasting].map(([data, at]) => ({ data, at }));
    const isSettled = this.isPlanned && scratch === this.scratch();
    const recording: HeapRecording = {
      ...{ acts, operations, registered, lifetimes, lasting, scratch, result: place },
      arena: isSettled ? space.arena : null,
    };
    return {
      result,
      recorded:
        this.reason === null
          ? { type: 'recording', recording }
          : { type: 'refused', reason: this.reason },
    };
  }

  hear(value: Live<unknown>, act: Act): void {
    this.places.set(value, this.acts.length);
    this.acts.push(act);
  }

  refuse(reason: string): void {
    this.reason ??= reason;
  }

  call(name: string, run: Run, numbers: readonly number[]): void {
    this.operations.push({
      type: 'call',
      name,
      run,
      numbers,
      divided: this.divided(name, run, numbers),
    });
  }

  act(key: string, act: () => void, writes?: Span): void {
    const where = writes ? [piece(writes.at, writes.bytes)] : null;
    this.operations.push({ type: 'act', key, act, writes: where });
  }

  register(id: number): void {
    const at = this.registered.findLastIndex((one) => one.id === id);
    const [found] = at < 0 ? [] : this.registered.splice(at, 1);
    if (!found) return;
    this.passing.add(id);
    this.call('register', this.native('_register_tensor'), [id, found.size, found.at]);
  }

  constant(bytes: Uint8Array): number {
    return this.space.constant(bytes);
  }

  changes(dataId: object): void {
    const data = this.stock.dataIdMap.get(dataId);
    if (!this.space.isConstant(data.memoryOffset)) return;
    // Others have the same values in the same place.
    this.refuse('it changes a tensor that it uploads');
    this.moveOne(data);
  }

  nameOf(value: Live<unknown>): string {
    const place = this.places.get(value);
    if (place === undefined) this.refuse('it uses a number that was made before');
    return `live ${place}`;
  }

  /** What stood on these objects before comes back afterwards. */
  private during<T>(run: () => T): T {
    const { stock } = this;
    const patches: [object, Record<string, unknown>][] = [
      [stock, { ...this.refusing(), move: this.moving(stock.move) }],
      [stock.wasm, this.allocating()],
      [stock.wasm.tfjs, this.registering()],
      [stock.dataIdMap, { get: this.getting() }],
    ];
    const before = patches.map(([on, by]) =>
      Object.keys(by).map((name) => [name, Object.getOwnPropertyDescriptor(on, name)] as const),
    );
    try {
      for (const [on, by] of patches) Object.assign(on, by);
      return run();
    } finally {
      patches.forEach(([on], i) => {
        for (const [name, descriptor] of before[i] ?? []) {
          if (descriptor) Object.defineProperty(on, name, descriptor);
          else Reflect.deleteProperty(on, name);
        }
      });
    }
  }

  private refusing(): Record<string, unknown> {
    const stock = this.stock as unknown as Record<string, (...given: unknown[]) => unknown>;
    const reads = READS.map((name) => {
      const read = stock[name];
      const refusing = (...given: unknown[]) => {
        if (journalNow()) this.refuse('it reads a tensor back in the middle');
        return read?.apply(stock, given);
      };
      return [name, refusing];
    });
    return Object.fromEntries(reads);
  }

  private moving(move: Stock['move']): Stock['move'] {
    return (dataId, values, shape, dtype, references) => {
      this.made.add(dataId);
      const live = values && uploadNow();
      this.making = { values: live ? null : values };
      try {
        move.call(this.stock, dataId, values, shape, dtype, references);
      } finally {
        this.making = null;
      }
      if (!live) return;
      const from = this.places.get(live.from);
      if (from === undefined) this.refuse('it uploads a batch that was taken before');
      const at = this.addressOf(dataId);
      const { backend } = this;
      this.act(JSON.stringify(['upload', at, from]), () => {
        const now = live.read();
        bytesOf(backend).set(new Uint8Array(now.buffer, now.byteOffset, now.byteLength), at);
      });
    };
  }

  private allocating(): Record<string, unknown> {
    const { wasm } = this.stock;
    const { _malloc: malloc, _free: free } = wasm;
    return {
      _malloc: (bytes: number): number => {
        const { making } = this;
        if (!making) return malloc.call(wasm, bytes);
        const { values } = making;
        if (values) {
          return this.space.constant(new Uint8Array(values.buffer, values.byteOffset, bytes));
        }
        const index =
          this.lifetimes.push({ bytes, first: this.clock, last: Number.MAX_SAFE_INTEGER }) - 1;
        this.clock += 1;
        const offset = this.take(index, bytes);
        const at = offset === null ? malloc.call(wasm, bytes) >>> 0 : this.base + offset;
        this.alive.set(at, { index, isOwn: offset !== null });
        return at;
      },
      _free: (given: number): void => {
        const at = given >>> 0;
        if (this.space.isConstant(at)) return;
        const known = this.alive.get(at);
        if (!known) {
          free.call(wasm, given);
          return;
        }
        this.alive.delete(at);
        const lifetime = this.lifetimes[known.index];
        if (lifetime) lifetime.last = this.clock;
        this.clock += 1;
        if (known.isOwn) this.use.release(at - this.base);
        else free.call(wasm, given);
      },
    };
  }

  /** Null where it finds no place in the arena. */
  private take(index: number, bytes: number): number | null {
    if (this.isPlanned && this.last?.lifetimes[index]?.bytes === bytes) {
      const offset = this.plan?.[index] ?? 0;
      if (this.use.take(offset, bytes)) return offset;
    }
    this.isPlanned = false;
    return this.use.takeAny(bytes);
  }

  private registering(): Record<string, unknown> {
    const { tfjs } = this.stock.wasm;
    const { registerTensor, disposeData } = tfjs;
    return {
      registerTensor: (id: number, size: number, at: number) => {
        registerTensor(id, size, at);
        this.registered.push({ id, size, at });
      },
      disposeData: (id: number) => {
        disposeData(id);
        if (this.passing.delete(id)) this.call('forget', this.native('_dispose_data'), [id]);
      },
    };
  }

  private getting(): (dataId: object) => Data {
    const { dataIdMap } = this.stock;
    const { get } = dataIdMap;
    return (dataId) => {
      const data = get.call(dataIdMap, dataId);
      // What the step makes is numbered from there on.
      if (data.id < this.numbers.from && !this.lasting.has(dataId)) {
        this.lasting.set(dataId, data.memoryOffset);
      }
      return data;
    };
  }

  /** What outlives the step gets memory of its own. */
  private moveOut(): void {
    const { stock, made, space } = this;
    const { wasm, dataIdMap } = stock;
    for (const dataId of made) {
      if (!dataIdMap.has(dataId)) continue;
      const data = dataIdMap.get(dataId);
      wasm.tfjs.disposeData(data.id);
      data.id = stock.dataIdNextNumber++;
      if (space.owns(data.memoryOffset)) this.moveOne(data);
      wasm.tfjs.registerTensor(data.id, util.sizeFromShape(data.shape), data.memoryOffset);
    }
  }

  private moveOne(data: Data): void {
    const bytes = util.sizeFromShape(data.shape) * util.bytesPerElement(data.dtype);
    const from = data.memoryOffset;
    data.memoryOffset = allocate((size) => this.stock.wasm._malloc(size), bytes);
    bytesOf(this.backend).copyWithin(data.memoryOffset, from, from + bytes);
  }

  private divided(name: string, run: Run, numbers: readonly number[]): Divided | null {
    const machine = this.lanes > 1 && this.last ? machineOf(this.backend) : null;
    const index = machine?.functions.indexOf(run) ?? -1;
    return machine && index >= 0 ? divide(name, index, numbers, machine.ints(), this.lanes) : null;
  }

  private addressOf(dataId: object): number {
    return this.stock.dataIdMap.get(dataId).memoryOffset;
  }

  private scratch(): number {
    const held = machineOf(this.backend)?.hold();
    held?.release();
    return held?.at ?? 0;
  }

  private native(name: string): Run {
    return (this.stock.wasm as unknown as Record<string, Run>)[name] as Run;
  }
}

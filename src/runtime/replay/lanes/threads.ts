/**
 * The threads that help with replays on WebAssembly, shared by all runs on a backend. Whoever trains opens a group of lanes, takes
 * lanes itself like all others, and goes on when every lane is done: where threads are busy, asleep or gone it does all of
 * it alone, in the same order.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type Machine, machineOf } from '../../kernels/wasm/machine.ts';
import { kernelThreads } from '../../kernels/wasm/thread-count.ts';
import { startThread } from './start-thread.ts';

/** Words of the control block, as `lane-thread.mjs` has them; those that are written often lie in lines of the cache of their own. */
const [CLAIMED, DONE, SLEEPING, WAITING, FAILED, QUIT, PROGRAM, GROUP, BACK] = [
  0, 16, 32, 48, 50, 51, 52, 53, 54,
] as const;
const WORDS = 64;

/** Looks before it sleeps: a fraction of a millisecond, as waking takes tens of microseconds. */
const LOOKS = 20_000;

/** No group takes as long as all of these; a machine that was asleep takes one of them, whatever its clock says then. */
const PATIENCE_MS = 10_000;
const MOST_WAITS = 6;

const all = new WeakMap<BackendWasm, Threads>();

/** Those of a backend, or null where there can be none. Whoever gets them releases them. */
export function holdThreads(backend: BackendWasm): Threads | null {
  const known = all.get(backend);
  if (known) return known.hold();
  const machine = machineOf(backend);
  const count = kernelThreads();
  if (!machine || count < 2 || !isShared(machine.memory) || !canWait()) return null;
  const threads = new Threads(machine, count, () => all.delete(backend));
  all.set(backend, threads);
  return threads.hold();
}

function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
}

/** A page's own thread must not. */
function canWait(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1);
    return true;
  } catch {
    return false;
  }
}

/** A list of calls for each lane. */
export type Lists = readonly (readonly (() => unknown)[])[];

export class Threads {
  private readonly control = new Int32Array(new SharedArrayBuffer(4 * WORDS));
  private readonly ends: (() => void)[] = [];
  private holders = 0;
  /** Lanes that others than whoever trains have run so far. */
  helped = 0;
  private epoch = 0;
  /** Whoever trains runs all lanes from then on. */
  isBroken = false;

  constructor(
    machine: Machine,
    /** Lanes: of the threads, and of whoever trains. */
    readonly count: number,
    private readonly gone: () => void,
  ) {
    const { module, memory, names } = machine;
    // No lane is open yet.
    this.control[CLAIMED] = allOf(count);
    const data = { module, memory, names, control: this.control, lanes: count };
    for (let own = 1; own < count; own += 1) {
      void startThread({ ...data, own }).then(
        (end) => {
          if (this.holders > 0) this.ends.push(end);
          else end();
        },
        () => {},
      );
    }
  }

  hold(): this {
    this.holders += 1;
    return this;
  }

  release(): void {
    this.holders -= 1;
    if (this.holders > 0) return;
    this.gone();
    Atomics.store(this.control, QUIT, 1);
    Atomics.notify(this.control, CLAIMED);
    for (const end of this.ends.splice(0)) end();
  }

  /** `program` is counted in doubles; `lists` are its lists of the group. */
  run(program: number, group: number, lists: Lists): void {
    const { control, count } = this;
    if (this.isBroken) {
      for (const list of lists) runAll(list);
      return;
    }
    control[PROGRAM] = program;
    control[GROUP] = group;
    Atomics.store(control, DONE, 0);
    this.epoch = (this.epoch + 1) & 0x3fff;
    Atomics.store(control, CLAIMED, this.epoch << 16);
    if (Atomics.load(control, SLEEPING) > 0) Atomics.notify(control, CLAIMED);
    const done = this.take(lists);
    this.wait(count - done);
    this.helped += count - done;
    if (Atomics.load(control, FAILED)) this.mend(lists);
  }

  /** How many lanes were left to take: its own, whose data is near, and what others did not come to. */
  private take(lists: Lists): number {
    let done = 0;
    try {
      for (let lane = 0; lane < this.count; lane += 1) {
        if (!this.claim(1 << lane)) continue;
        runAll(lists[lane] ?? []);
        done += 1;
      }
      return done;
    } catch (error) {
      // Others may still be at theirs: nobody could tell those from lanes of the next group.
      this.isBroken = true;
      throw error;
    }
  }

  private claim(lane: number): boolean {
    return (Atomics.or(this.control, CLAIMED, lane) & lane) === 0;
  }

  private wait(others: number): void {
    const { control } = this;
    for (let looks = 0; looks < LOOKS; looks += 1) {
      if (Atomics.load(control, DONE) >= others) return;
    }
    Atomics.store(control, WAITING, 1);
    let waits = 0;
    for (;;) {
      const done = Atomics.load(control, DONE);
      if (done >= others) break;
      if (Atomics.wait(control, DONE, done, PATIENCE_MS) !== 'timed-out') continue;
      waits += 1;
      if (waits === MOST_WAITS) {
        this.isBroken = true;
        throw new Error(
          'A thread that computes a part of the step does not answer. Start the run again.',
        );
      }
    }
    Atomics.store(control, WAITING, 0);
  }

  /** A thread gave its lane back, unrun. */
  private mend(lists: Lists): void {
    this.isBroken = true;
    if (Atomics.load(this.control, FAILED) === 2) {
      throw new Error('internal: a thread failed in the middle of a step');
    }
    const back = Atomics.load(this.control, BACK);
    lists.forEach((list, lane) => {
      if (back & (1 << lane)) runAll(list);
    });
    Atomics.store(this.control, QUIT, 1);
    Atomics.notify(this.control, CLAIMED);
  }
}

function runAll(calls: readonly (() => unknown)[]): void {
  for (const call of calls) call();
}

/** A bit for each lane. */
function allOf(count: number): number {
  return (1 << count) - 1;
}

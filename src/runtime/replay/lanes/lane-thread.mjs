/**
 * A thread that runs lists of calls of our own functions on the memory of tf.js (`threads.ts` says when; `lane-program.ts` how they are
 * written). Read as text: it runs as it stands here, in a worker of a page and in one of Node.
 */
const [CLAIMED, DONE, SLEEPING, WAITING, READY, FAILED, QUIT, PROGRAM, GROUP, BACK] = [
  0, 16, 32, 48, 49, 50, 51, 52, 53, 54,
];
/** Looks before it sleeps: a fraction of a millisecond, so mostly between two steps. */
const LOOKS = 20_000;
/** Calls that are kept ready. */
const MOST_KEPT = 400_000;

function serve({ module, memory, names, control, lanes, own }) {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const functions = names.map((name) => exports[name]);
  let heap = new Float64Array(memory.buffer);
  let kept = new Map();
  let keptCalls = 0;
  const number = (at) => {
    if (at >= heap.length) heap = new Float64Array(memory.buffer);
    if (at >= heap.length) throw new Error('the memory ends before the program');
    return heap[at];
  };
  const listOf = (program, group, lane) => {
    const id = number(program);
    if (keptCalls > MOST_KEPT) [kept, keptCalls] = [new Map(), 0];
    const lists = kept.get(id) ?? [];
    kept.set(id, lists);
    const place = group * lanes + lane;
    if (lists[place]) return lists[place];
    let at = program + number(program + 3 + place);
    const calls = [];
    for (let left = number(at++); left > 0; left -= 1) {
      const run = functions[number(at++)];
      const numbers = [];
      for (let rest = number(at++); rest > 0; rest -= 1) numbers.push(number(at++));
      calls.push(run.bind(null, ...numbers));
    }
    keptCalls += calls.length;
    lists[place] = calls;
    return calls;
  };
  const all = (1 << lanes) - 1;
  /** Its own lane, or the last that is open; −1 where another was faster. Above the lanes' bits `claimed` tells groups apart. */
  const take = (claimed) => {
    const open = ~claimed & all;
    const lane = open & (1 << own) ? own : 31 - Math.clz32(open);
    const now = claimed | (1 << lane);
    return Atomics.compareExchange(control, CLAIMED, claimed, now) === claimed ? lane : -1;
  };
  const finish = () => {
    Atomics.add(control, DONE, 1);
    if (Atomics.load(control, WAITING)) Atomics.notify(control, DONE);
  };
  Atomics.add(control, READY, 1);
  for (let looks = 0; ; looks += 1) {
    const claimed = Atomics.load(control, CLAIMED);
    if (Atomics.load(control, QUIT)) return;
    if ((claimed & all) === all) {
      if (looks < LOOKS) continue;
      Atomics.add(control, SLEEPING, 1);
      Atomics.wait(control, CLAIMED, claimed);
      Atomics.sub(control, SLEEPING, 1);
      looks = 0;
      continue;
    }
    const lane = take(claimed);
    if (lane < 0) continue;
    looks = 0;
    let calls;
    try {
      const program = control[PROGRAM] >>> 0;
      calls = listOf(program, control[GROUP], lane);
    } catch {
      // Nothing of it was run: whoever trains runs it.
      Atomics.or(control, BACK, 1 << lane);
      Atomics.store(control, FAILED, 1);
      finish();
      return;
    }
    try {
      for (let i = 0; i < calls.length; i += 1) calls[i]();
    } catch {
      Atomics.store(control, FAILED, 2);
      finish();
      return;
    }
    finish();
  }
}

if (typeof process === 'object' && process.versions?.node) {
  serve(require('node:worker_threads').workerData);
} else {
  self.onmessage = ({ data }) => {
    serve(data);
    self.close();
  };
}

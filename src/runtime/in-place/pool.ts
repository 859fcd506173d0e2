/**
 * A history buffer (`image-pool`): samples go through it one after the other. While it is not full, sample `n` is stored
 * in the next free slot; later it changes places with the one in slot `slots[n]` where `dice[n]` is under the
 * probability. Two samples of a batch may meet in one slot: the later one gets the earlier one. On the GPU every sample
 * looks back for the one before it in its slot, so that all go at once; `poolTake` must run before `poolStore`.
 */
import type { InPlaceRule } from './rules.ts';

/** `filled` slots are in use before this batch; `length` elements make a sample. */
const numbers = ['filled', 'size', 'probability', 'length'];

const wgslFunctions = `
  // The slot that sample k goes to, or −1.
  fn slotOf(k : i32) -> i32 {
    let next = i32(c.filled) + k;
    if (next < i32(c.size)) { return next; }
    return select(-1, slots[k], dice[k] < c.probability);
  }`;

/** Body for element `e` of sample `k`. */
const wgslElement = `
  let length = i32(c.length);
  let k = i / length;
  let e = i % length;
  let slot = slotOf(k);`;

/** The samples that come out. Target: a copy of the samples [batch, …shape], which are `samples`. */
export const poolTake: InPlaceRule = {
  inputs: ['samples', 'pool', 'dice', 'slots'],
  numbers,
  over: 'samples',
  run: (
    given,
    [samples, pool, dice, slots],
    [filled = 0, size = 0, probability = 0, length = 0],
  ) => {
    if (!samples || !pool || !dice || !slots) return;
    const placed: number[] = [];
    const row = (from: Float32Array, k: number) => from.subarray(k * length, (k + 1) * length);
    for (let k = 0; k < dice.length; k++) {
      const isFree = filled + k < size;
      const isSwapped = !isFree && (dice[k] as number) < probability;
      const slot = isFree ? filled + k : isSwapped ? (slots[k] as number) : -1;
      const before = placed.lastIndexOf(slot);
      placed.push(slot);
      if (isSwapped) given.set(before < 0 ? row(pool, slot) : row(samples, before), k * length);
    }
  },
  wgsl: `${wgslElement}
    if (slot >= 0 && i32(c.filled) + k >= i32(c.size)) {
      var found = pool[slot * length + e];
      for (var before = k - 1; before >= 0; before--) {
        if (slotOf(before) == slot) {
          found = samples[before * length + e];
          break;
        }
      }
      result[i] = found;
    }`,
  wgslFunctions,
};

/** What stays in the buffer. Target: the buffer [size, …shape]. */
export const poolStore: InPlaceRule = {
  inputs: ['samples', 'dice', 'slots'],
  numbers,
  over: 'samples',
  run: (pool, [samples, dice, slots], [filled = 0, size = 0, probability = 0, length = 0]) => {
    if (!samples || !dice || !slots) return;
    for (let k = 0; k < dice.length; k++) {
      const isFree = filled + k < size;
      if (!isFree && !((dice[k] as number) < probability)) continue;
      const slot = isFree ? filled + k : (slots[k] as number);
      pool.set(samples.subarray(k * length, (k + 1) * length), slot * length);
    }
  },
  wgsl: `${wgslElement}
    var isLast = slot >= 0;
    for (var after = k + 1; after < n / length; after++) {
      if (slotOf(after) == slot) { isLast = false; }
    }
    if (isLast) { result[slot * length + e] = samples[i]; }`,
  wgslFunctions,
};

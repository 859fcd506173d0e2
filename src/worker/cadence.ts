/** When a run reads its losses, shows samples and saves: pure decisions, so that they can be tested without a clock. */

/** Losses are read about this often: each reading waits for the device. */
const READ_EVERY_MS = 200;
const MOST_STEPS_PER_READ = 500;

/** A checkpoint is written at least this often while training. */
const SAVE_EVERY_MS = 20_000;
/** Where steps are slow, samples are shown at least this often, so that a person sees the run learn. */
const SAMPLE_EVERY_MS = 10_000;

/** Saving takes at most a tenth of the time, and so do samples that no step asks for. */
const REST_PER_COST = 10;

/**
 * How many steps to run before the next reading, from how long the last window took. Steps are queued on the
 * device without waiting, so this also bounds how far the queue runs ahead and how late a pause can be.
 */
export function stepsPerRead(steps: number, elapsedMs: number): number {
  if (elapsedMs <= 0) return Math.min(MOST_STEPS_PER_READ, steps * 2);
  const fitting = Math.round((steps * READ_EVERY_MS) / elapsedMs);
  return Math.max(1, Math.min(MOST_STEPS_PER_READ, steps * 2, fitting));
}

/** Whether something that happens every so many steps falls on this one. */
export const isDue = (step: number, every: number) => every > 0 && step % every === 0;

/** When something was done last, and how long it took. */
export interface LastTime {
  readonly step: number;
  readonly at: number;
  readonly costMs: number;
}

/** A multiple of `every` was passed, or it has been long; unless saving would then take too much of the time. */
export function isSaveDue(step: number, now: number, every: number, last: LastTime): boolean {
  const rest = now - last.at;
  if (step <= last.step || rest < last.costMs * REST_PER_COST) return false;
  const hasPassed = every > 0 && Math.floor(step / every) > Math.floor(last.step / every);
  return hasPassed || rest >= SAVE_EVERY_MS;
}

/** The step is one that the document asks for, or it has been long since the last sheet. */
export function isSampleDue(step: number, now: number, every: number, last: LastTime): boolean {
  if (isDue(step, every)) return true;
  const rest = now - last.at;
  const isLong = rest >= Math.max(SAMPLE_EVERY_MS, last.costMs * REST_PER_COST);
  return every > 0 && step > last.step && isLong;
}

/** Between two looks at layers. Someone who watches sees change; training hardly notices. */
const PROBE_EVERY_MS = 1500;
/** Looks take at most this share of the time. */
const PROBE_SHARE = 0.05;

/** `at` and `costMs` are those of the last look. */
export function isProbeDue(now: number, { at, costMs }: Pick<LastTime, 'at' | 'costMs'>): boolean {
  return now - at >= Math.max(PROBE_EVERY_MS, costMs / PROBE_SHARE);
}

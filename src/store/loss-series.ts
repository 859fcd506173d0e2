/**
 * The losses of a run, in typed buffers that grow, outside of React. Charts ask for a window of so many
 * points: the lowest and highest value of every stretch, so that no spike is lost in drawing.
 */

/** Columns for a chart: steps, then one column per loss; null where a loss was not taken. */
export interface LossWindow {
  readonly steps: readonly number[];
  readonly columns: readonly (readonly (number | null)[])[];
  /** What a trend is drawn from: the mean of the stretch that each point stands for, so that lows and highs do not skew it. */
  readonly means: readonly (readonly (number | null)[])[];
}

const FIRST_CAPACITY = 1024;
const FULL_RESOLUTION = 1_000_000;

export class LossSeries {
  private steps = new Float64Array(FIRST_CAPACITY);
  private columns: Float32Array[];
  private count = 0;

  /** @param limit rows kept; beyond it, every second row of the older half is dropped. */
  constructor(
    readonly names: readonly string[],
    private readonly limit = FULL_RESOLUTION,
  ) {
    this.columns = names.map(() => new Float32Array(FIRST_CAPACITY));
  }

  get length(): number {
    return this.count;
  }

  get lastStep(): number | null {
    return this.count === 0 ? null : (this.steps[this.count - 1] ?? null);
  }

  /** The newest value of every loss that is a number; null where there is none yet. */
  get latest(): readonly (number | null)[] {
    return this.columns.map((column) => {
      for (let i = this.count - 1; i >= 0 && i >= this.count - 1000; i--) {
        const value = column[i] ?? Number.NaN;
        if (Number.isFinite(value)) return value;
      }
      return null;
    });
  }

  /** Adds a row. A step that is there already was run again: it and all after it are replaced. */
  append(step: number, values: readonly number[]): void {
    if (this.lastStep !== null && step <= this.lastStep) this.truncateAfter(step - 1);
    if (this.count >= this.limit) this.thinOlderHalf();
    if (this.count === this.steps.length) this.grow();
    this.steps[this.count] = step;
    this.columns.forEach((column, i) => {
      column[this.count] = values[i] ?? Number.NaN;
    });
    this.count += 1;
  }

  /** Forgets all rows after `step`: the run went back to a checkpoint. */
  truncateAfter(step: number): void {
    this.count = this.firstAfter(step);
  }

  /** At most about `points` points of the steps from `from` to `to` (both included). */
  window(
    points: number,
    from = Number.NEGATIVE_INFINITY,
    to = Number.POSITIVE_INFINITY,
  ): LossWindow {
    const start = Number.isFinite(from) ? this.firstAfter(from - 1) : 0;
    const end = Number.isFinite(to) ? this.firstAfter(to) : this.count;
    const rows = end - start;
    if (rows <= Math.max(2, points)) {
      const columns = this.columns.map((column) => Array.from(column.subarray(start, end), orNull));
      return { steps: Array.from(this.steps.subarray(start, end)), columns, means: columns };
    }
    const stretches = Math.max(1, Math.floor(points / 2));
    const steps: number[] = [];
    const columns: (number | null)[][] = this.columns.map(() => []);
    const means: (number | null)[][] = this.columns.map(() => []);
    for (let i = 0; i < stretches; i++) {
      const first = start + Math.floor((i * rows) / stretches);
      const end = start + Math.floor(((i + 1) * rows) / stretches);
      steps.push(this.steps[first] ?? 0, this.steps[end - 1] ?? 0);
      this.columns.forEach((column, c) => {
        columns[c]?.push(...extremes(column, first, end));
        const mean = meanOf(column, first, end);
        means[c]?.push(mean, mean);
      });
    }
    return { steps, columns, means };
  }

  private firstAfter(step: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.steps[middle] ?? 0) <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private grow(): void {
    const capacity = this.steps.length * 2;
    const steps = new Float64Array(capacity);
    steps.set(this.steps);
    this.steps = steps;
    this.columns = this.columns.map((column) => {
      const larger = new Float32Array(capacity);
      larger.set(column);
      return larger;
    });
  }

  private thinOlderHalf(): void {
    const half = this.count >>> 1;
    const kept = (half + 1) >>> 1;
    for (const buffer of [this.steps, ...this.columns]) {
      for (let i = 1; i < kept; i++) buffer[i] = buffer[i * 2] ?? 0;
      buffer.copyWithin(kept, half, this.count);
    }
    this.count = kept + this.count - half;
  }
}

const orNull = (value: number) => (Number.isFinite(value) ? value : null);

/** Lowest and highest number of a stretch, in the order in which they stand. */
function extremes(
  column: Float32Array,
  first: number,
  end: number,
): readonly [number | null, number | null] {
  let low = -1;
  let high = -1;
  for (let i = first; i < end; i++) {
    const value = column[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (low < 0 || value < (column[low] ?? 0)) low = i;
    if (high < 0 || value > (column[high] ?? 0)) high = i;
  }
  if (low < 0) return [null, null];
  const [a, b] = low <= high ? [low, high] : [high, low];
  return [column[a] ?? null, column[b] ?? null];
}

/** Mean of the numbers of a stretch. */
function meanOf(column: Float32Array, first: number, end: number): number | null {
  let sum = 0;
  let count = 0;
  for (let i = first; i < end; i++) {
    const value = column[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    sum += value;
    count += 1;
  }
  return count > 0 ? sum / count : null;
}

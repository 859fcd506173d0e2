/** The latest so many numbers, and what a rule asks of them. */

export class Recent {
  private readonly values: number[] = [];

  constructor(private readonly most: number) {}

  add(value: number): void {
    this.values.push(value);
    // Dropped in bulk: taking one from the front moves all others.
    if (this.values.length >= this.most * 2) this.values.splice(0, this.values.length - this.most);
  }

  get isFull(): boolean {
    return this.values.length >= this.most;
  }

  /** Oldest first, at most as many as asked for at the beginning. */
  get latest(): readonly number[] {
    return this.values.slice(-this.most);
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Work beside training that may take a fixed share of the time: when the next piece is due, as the last one cost. */

/** Longer gaps between steps are pauses, in which nothing is saved up. */
const LONGEST_GAP_MS = 30_000;

export class Budget {
  private elapsedMs = 0;
  private steps = 0;
  private spentMs = 0;
  private costMs = 0;
  private seenAt: number | null = null;
  private lastAt: number | null = null;
  private isFirst = true;

  constructor(
    /** Of the time, at most. */
    private readonly share: number,
    private readonly everyMs: number,
  ) {}

  /** Time goes by: to be called after every step. */
  pass(now: number): void {
    this.lastAt ??= now;
    this.elapsedMs += Math.min(LONGEST_GAP_MS, now - (this.seenAt ?? now));
    this.seenAt = now;
    this.steps += 1;
  }

  /** Time that others had. */
  leaveOut(ms: number): void {
    if (this.seenAt !== null) this.seenAt += ms;
  }

  /** With all that was done beside it. */
  get msPerStep(): number {
    return this.elapsedMs / Math.max(1, this.steps - 1);
  }

  /** @param guessMs what the first piece may cost */
  isDue(now: number, guessMs = 0): boolean {
    const isTime = now - (this.lastAt ?? now) >= this.everyMs;
    const costMs = this.isFirst ? guessMs : this.costMs;
    return isTime && this.spentMs + costMs <= this.share * this.elapsedMs;
  }

  async spend<T>(now: () => number, act: () => Promise<T>): Promise<T> {
    const startedAt = now();
    try {
      return await act();
    } finally {
      this.lastAt = now();
      const took = this.lastAt - startedAt;
      // The first compiles pipelines: no later one costs as much.
      this.costMs = this.isFirst ? 0 : took;
      if (!this.isFirst) this.spentMs += took;
      this.isFirst = false;
    }
  }
}

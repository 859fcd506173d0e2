/** Work on many items, a few at a time, with a bound on the memory that those few take together. */

/** Runs `work` on every item, at most `most` at once; rejects with the first failure, or when the signal says so. */
export async function forEachLimited<T>(
  items: readonly T[],
  most: number,
  signal: AbortSignal | undefined,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let isFailed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !isFailed) {
      signal?.throwIfAborted();
      const index = next++;
      const item = items[index];
      try {
        if (item !== undefined) await work(item, index);
      } catch (error) {
        isFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, lane));
}

/** Hands out up to `total` units; whoever asks for more than are left waits, in order. */
export class Budget {
  private left: number;
  private readonly waiting: { readonly amount: number; readonly start: () => void }[] = [];

  constructor(private readonly total: number) {
    this.left = total;
  }

  async spend<T>(wanted: number, work: () => Promise<T>): Promise<T> {
    const amount = Math.min(wanted, this.total);
    if (this.waiting.length > 0 || amount > this.left)
      await new Promise<void>((start) => this.waiting.push({ amount, start }));
    else this.left -= amount;
    try {
      return await work();
    } finally {
      this.left += amount;
      for (
        let first = this.waiting[0];
        first && first.amount <= this.left;
        first = this.waiting[0]
      ) {
        this.waiting.shift();
        this.left -= first.amount;
        first.start();
      }
    }
  }
}

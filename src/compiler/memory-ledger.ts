/** Counts what is held while a step is walked through, and the most that was held at once. In elements. */

/** Memory that several values share, as gradients that are handed on do. */
export interface Held {
  readonly size: number;
  users: number;
}

export class Ledger {
  live: number;
  peak: number;
  /** All that was ever taken. */
  made = 0;
  /** Of weights: they stay until they are used. */
  gradients = 0;

  /** `share`: of what is taken, so much is held; weights' gradients wholly. */
  constructor(
    live: number,
    private readonly share = 1,
  ) {
    this.live = live;
    this.peak = live;
  }

  take(size: number): void {
    this.live += this.share * size;
    this.made += size;
    this.pass(0);
  }

  keepGradients(size: number): void {
    this.gradients += size;
    this.live += size;
    this.pass(0);
  }

  free(size: number): void {
    this.live -= this.share * size;
  }

  /** There and gone again. */
  pass(size: number): void {
    this.peak = Math.max(this.peak, this.live + this.share * size);
  }

  hold(size: number): Held {
    this.take(size);
    return { size, users: 1 };
  }

  release(held: Held): void {
    held.users -= 1;
    if (held.users === 0) this.free(held.size);
  }
}

/** Gradients on their way back, by what they are gradients of. */
export class Gradients {
  private readonly found = new Map<string, Held>();

  constructor(private readonly ledger: Ledger) {}

  has(of: string): boolean {
    return this.found.has(of);
  }

  get(of: string): Held | undefined {
    return this.found.get(of);
  }

  /** Added to one that is there. `held` is the caller's until now. */
  give(of: string, held: Held): void {
    const before = this.found.get(of);
    if (!before) {
      this.found.set(of, held);
      return;
    }
    this.found.set(of, this.ledger.hold(Math.max(held.size, before.size)));
    this.ledger.release(before);
    this.ledger.release(held);
  }

  drop(of: string): void {
    const held = this.found.get(of);
    if (!held) return;
    this.found.delete(of);
    this.ledger.release(held);
  }
}

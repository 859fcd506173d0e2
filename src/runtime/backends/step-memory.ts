/**
 * The most memory that a step of one run takes, as it was estimated: with what the run itself keeps, without what sheets,
 * metrics and checkpoints leave behind, which gives back its spare buffers, and without what others hold.
 */
import type { PeakWatch } from './peak-memory.ts';

export class StepMemory {
  /** In use by the run between two steps. */
  private own = 0;
  private stepBytes: number | null = null;
  private allBytes: number | null = null;

  /** `watchNow`: null or undefined where memory cannot be watched. `isAlone`: where others compute meanwhile, what is seen says nothing. */
  constructor(
    private readonly watchNow: () => PeakWatch | null | undefined,
    private readonly isAlone: () => boolean = () => true,
  ) {}

  /** Bytes; null before the first step, or where steps cannot be watched. */
  get ofStep(): number | null {
    return this.stepBytes;
  }

  /** Everything that lay on the device at once while the run had it, sheets and metrics included. */
  get inAll(): number | null {
    return this.allBytes;
  }

  /** `make` makes the run's trainer, the first or another in its place. */
  async open<T>(make: () => Promise<T>): Promise<T> {
    const before = this.watchNow();
    before?.giveBackSpare();
    const usedBefore = before?.settle() ?? 0;
    const made = await make();
    const watch = this.watchNow();
    watch?.giveBackSpare();
    // Another backend was empty.
    this.own = (watch?.settle() ?? 0) - (watch === before ? usedBefore : 0);
    return made;
  }

  async step(take: () => Promise<unknown>): Promise<void> {
    const watch = this.watchNow();
    if (!watch) {
      await take();
      return;
    }
    const before = watch.settle();
    const own = this.own;
    watch.reset();
    try {
      await take();
    } finally {
      this.own += watch.settle() - before;
    }
    if (this.isAlone())
      this.stepBytes = Math.max(this.stepBytes ?? 0, own + watch.peakBytes - before);
    this.seeAll(watch);
  }

  /** What belongs to steps and is done between two of them, as reading their losses. */
  async between<T>(work: () => Promise<T>): Promise<T> {
    const watch = this.watchNow();
    const before = watch?.settle() ?? 0;
    try {
      return await work();
    } finally {
      if (watch) this.own += watch.settle() - before;
    }
  }

  /** What is no part of a step. */
  async apart<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      const watch = this.watchNow();
      if (watch) {
        this.seeAll(watch);
        watch.giveBackSpare();
      }
    }
  }

  private seeAll({ peakBytes }: PeakWatch): void {
    if (this.isAlone()) this.allBytes = Math.max(this.allBytes ?? 0, peakBytes);
  }
}

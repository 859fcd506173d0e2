/**
 * How fast a run goes: the steps since losses were read last and the time that they took, without the time
 * for samples and saving; and from that, when to read again.
 */
import { stepsPerRead } from './cadence.ts';

/** How much of the figure a new measurement makes up. */
const NEWEST_SHARE = 0.4;

export class Pace {
  /** Smoothed; 0 while nothing was measured. */
  msPerStep = 0;
  private steps = 0;
  private stepsToRun = 1;
  private startedAt = 0;

  get hasUnread(): boolean {
    return this.steps > 0;
  }

  get isReadDue(): boolean {
    return this.steps >= this.stepsToRun;
  }

  countStep(): void {
    this.steps += 1;
  }

  /** Counts from now on; what was not read is not measured. */
  startOver(now: number): void {
    this.steps = 0;
    this.startedAt = now;
  }

  /** A new trainer: its first step is slow, and is read at once. */
  startAnew(now: number): void {
    this.startOver(now);
    this.stepsToRun = 1;
  }

  /** Time that no step has taken. */
  leaveOut(ms: number): void {
    this.startedAt += ms;
  }

  /** Losses are read. The time that the steps since the last reading took. */
  measure(now: number): number {
    const elapsedMs = now - this.startedAt;
    this.stepsToRun = stepsPerRead(Math.max(1, this.steps), elapsedMs);
    if (this.steps > 0 && elapsedMs > 0) {
      const measured = elapsedMs / this.steps;
      this.msPerStep += (measured - this.msPerStep) * (this.msPerStep > 0 ? NEWEST_SHARE : 1);
    }
    this.startOver(now);
    return Math.max(0, elapsedMs);
  }
}

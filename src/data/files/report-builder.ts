/** Gathers what becomes of each file while a set is read. */
import { DataError } from '../dataset.ts';
import type { ImportReport } from './import-types.ts';

const LISTED = 100;

export class ReportBuilder {
  private isFitted = false;
  private heldBack = 0;
  private skippedCount = 0;
  private readonly skipped: string[] = [];
  private readonly notes: string[] = [];

  skip(path: string, reason: string): void {
    this.list(`"${path}" was left out: ${reason}.`);
  }

  /** A file that turned out broken. What is no trouble with the file is thrown on. */
  skipBroken(error: unknown): void {
    if (!(error instanceof DataError)) throw error;
    this.list(error.message);
  }

  holdBack(count: number): void {
    this.heldBack += count;
  }

  fitted(): void {
    this.isFitted = true;
  }

  note(...sentences: readonly string[]): void {
    this.notes.push(...sentences);
  }

  finish(): ImportReport {
    const { isFitted, heldBack, skippedCount, skipped, notes } = this;
    return { isFitted, heldBack, skippedCount, skipped, notes };
  }

  /** The first reasons, for an error that says why nothing could be used. */
  reasons(most: number): string {
    const more = this.skippedCount - most;
    const rest = more > 0 ? ` And ${more.toLocaleString('en-US')} more.` : '';
    return `${this.skipped.slice(0, most).join(' ')}${rest}`;
  }

  private list(sentence: string): void {
    this.skippedCount += 1;
    if (this.skipped.length < LISTED) this.skipped.push(sentence);
  }
}

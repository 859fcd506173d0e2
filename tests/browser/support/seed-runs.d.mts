import type { Page } from 'playwright-core';
import type { Document } from '../../../graph-schemas/document.ts';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';

export interface SeededRun {
  readonly id: string;
  readonly name: string;
  readonly document: Document;
  /** One row of losses each. */
  readonly steps: number;
  readonly losses: readonly string[];
  /** How many, spread evenly; metrics are measured with them. */
  readonly sheets?: number;
  /** By view, what it measures. */
  readonly metrics?: Readonly<Record<string, readonly string[]>>;
  /** Added to every value, so that runs can be told apart. */
  readonly lead?: number;
  readonly record?: Partial<RunRecord>;
}

/** The page has to be open, so that its database exists. */
export function seedRuns(page: Page, runs: readonly SeededRun[]): Promise<void>;

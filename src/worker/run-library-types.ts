/**
 * All runs that this browser keeps, for whoever lists, compares, explores or takes them away. `run-library.ts` does it in
 * IndexedDB and the origin-private file system; tests in memory.
 */
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Checkpoint } from '../runtime/trainer-types.ts';
import type { MetricRecord, SampleRecord } from './storage-types.ts';

/** What a person may change of a run that is kept. */
export type RunNote = Partial<
  Pick<RunRecord, 'name' | 'notes' | 'tags' | 'isPinned' | 'deletedAt' | 'group'>
>;

/** A checkpoint without its bytes. */
export interface CheckpointNote {
  readonly step: number;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A sheet or scatter plot without its content. */
export interface SampleNote {
  readonly view: string;
  readonly title: string;
  readonly step: number;
  readonly type: SampleRecord['type'];
}

/** Losses by column; never thinned. */
export interface LossTable {
  /** In the order of `values`. */
  readonly names: readonly string[];
  readonly steps: Float64Array;
  /** One column for each loss, as long as `steps`. */
  readonly values: readonly Float32Array[];
  /** What each step took, NaN where it was not kept; absent out of a file that does not say. */
  readonly taken?: { readonly ms: Float32Array; readonly images: Float32Array };
}

/** Where a run stands, for a table of many. */
export interface RunEnd {
  /** Of the newest row; NaN where a loss was not a number. */
  readonly losses: readonly { readonly name: string; readonly value: number }[];
  /** Of the newest step that was measured. */
  readonly metrics: readonly MetricRecord[];
}

export interface Usage {
  /** Bytes of this origin, as the browser estimates; null where it does not tell. */
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
  /** The browser does not clear it when the disk runs short. */
  readonly isPersistent: boolean;
  /** Bytes of checkpoints and of sheets by run. */
  readonly runs: Readonly<
    Record<string, { readonly checkpoints: number; readonly sheets: number }>
  >;
}

/** What is removed first when room is short: the oldest checkpoints of runs that are not pinned, never a run's newest of an open document. */
export interface Removable {
  readonly runId: string;
  readonly name: string;
  readonly step: number;
  readonly bytes: number;
  /** Of its run, which then cannot go on. */
  readonly isLast: boolean;
}

/** Everything rejects with a sentence. A record that cannot be read counts as absent and is left where it is. */
export interface RunLibrary {
  /** The latest first; deleted ones only where asked for. */
  list(options?: { readonly withDeleted?: boolean }): Promise<readonly RunRecord[]>;
  /** How many records cannot be read; they stay where they are. */
  unreadable(): Promise<number>;
  read(runId: string): Promise<RunRecord | null>;
  /** A new run beside the others: a fork, a variant that waits, one out of a file. */
  add(record: RunRecord): Promise<void>;
  note(runId: string, note: RunNote): Promise<void>;
  /** For good, with all that belongs to it. */
  remove(runIds: readonly string[]): Promise<void>;
  losses(runId: string): Promise<LossTable>;
  end(runId: string): Promise<RunEnd>;
  metrics(runId: string): Promise<readonly MetricRecord[]>;
  samples(runId: string): Promise<readonly SampleNote[]>;
  sample(runId: string, view: string, step: number): Promise<SampleRecord | null>;
  checkpoints(runId: string): Promise<readonly CheckpointNote[]>;
  checkpoint(runId: string, step: number): Promise<Checkpoint | null>;
  putCheckpoint(runId: string, checkpoint: Checkpoint): Promise<void>;
  removeCheckpoints(runId: string, steps: readonly number[]): Promise<void>;
  usage(): Promise<Usage>;
  /** What could go, the first to go first. */
  removable(): Promise<readonly Removable[]>;
  /** Losses, samples and metrics of a run out of a file, after `add`. */
  putHistory(
    runId: string,
    history: {
      readonly losses: LossTable;
      readonly samples: readonly SampleRecord[];
      readonly metrics: readonly MetricRecord[];
    },
  ): Promise<void>;
  /** Once in a visit: runs that were deleted and not taken back, and what a page that was closed in mid-write left. */
  clearAway(): Promise<void>;
  /** Hears of every change by this or another tab. The answer ends it. */
  subscribe(listener: () => void): () => void;
}

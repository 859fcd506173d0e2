/** What is kept between visits, and the operations on it. `run-storage.ts` does them in IndexedDB; tests in memory. */
import type {
  DataIdentity,
  RanOn,
  RunRecord,
  StoredBinding,
} from '../../graph-schemas/run-record.ts';
import type { Dataset } from '../data/dataset.ts';
import type { ImportReport } from '../data/files/import-types.ts';
import type { Checkpoint } from '../runtime/trainer-types.ts';
import type { LossRow } from './protocol.ts';

export type SampleRecord = {
  readonly view: string;
  readonly title: string;
  readonly step: number;
} & (
  | { readonly type: 'sheet'; readonly png: Blob }
  | {
      readonly type: 'points';
      readonly real: Float32Array;
      readonly generated: Float32Array;
      readonly range: number;
    }
);

export interface MetricRecord {
  readonly view: string;
  readonly title: string;
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
  /** Of each kind; absent in runs of before it was kept. */
  readonly samples?: number;
  /** Why there are no values. */
  readonly fault?: string;
}

/** All that a run has shown up to a step. */
export interface RunHistory {
  readonly rows: readonly LossRow[];
  readonly samples: readonly SampleRecord[];
  readonly metrics: readonly MetricRecord[];
}

/** A checkpoint and what was shown since the one before: written together or not at all. */
export interface RunAdvance extends RunHistory {
  readonly checkpoint: Checkpoint;
  /** Spent training since the one before. */
  readonly trainedMs: number;
  /** The most memory that a step took. */
  readonly peakBytes?: number | null;
}

/** What is known of a run once it is open, and not before. */
export interface RunOpening {
  readonly ran: RanOn;
  readonly data: Readonly<Record<string, DataIdentity>>;
}

/** What the worker needs of storage. */
export interface RunStorage {
  /** Keeps this checkpoint and the one before it. Forgets what was shown after its step by an earlier attempt. */
  advance(runId: string, advance: RunAdvance): Promise<void>;
  newestCheckpoint(runId: string): Promise<Checkpoint | null>;
  checkpointAt(runId: string, step: number): Promise<Checkpoint | null>;
  historyOf(runId: string, upToStep: number): Promise<RunHistory>;
  hasMetricsAt(runId: string, step: number): Promise<boolean>;
  /**
   * What was noted of openings at this step or after is forgotten: none of it is in the run's state. Waits for the page to keep the
   * record of a run that begins.
   */
  describe(runId: string, opening: RunOpening): Promise<void>;
}

export interface BoundDataset {
  readonly binding: Extract<StoredBinding, { type: 'stored' }>;
  readonly dataset: Dataset;
  readonly report?: ImportReport;
}

export type RunChange = Partial<
  Pick<RunRecord, 'end' | 'losses' | 'totalSteps' | 'documentId' | 'weights' | 'health'>
>;

/** What the page needs of storage. */
export interface PageStorage extends DataStorage {
  putRun(record: RunRecord): Promise<void>;
  changeRun(runId: string, change: RunChange): Promise<void>;
  /** False where its checkpoints were removed, or it never had one. */
  hasCheckpoint(runId: string): Promise<boolean>;
  /** The run that was touched last, of a document or of all, or null. */
  latestRun(documentId?: string): Promise<RunRecord | null>;
  historyOf(runId: string, upToStep: number): Promise<RunHistory>;
}

/** Data of the person's own, and which nodes read it. */
export interface DataStorage {
  loadDataset(id: string): Promise<Dataset | null>;
  /** Binds new data to nodes of a document: both are kept, or neither, and what was bound before stays. */
  bindDataset(document: string, nodes: readonly string[], bound: BoundDataset): Promise<void>;
  /** With what became of the files, to be shown again after a reload. */
  putBinding(
    document: string,
    node: string,
    binding: StoredBinding | null,
    report?: ImportReport,
  ): Promise<void>;
  loadBindings(document: string): Promise<Readonly<Record<string, StoredBinding>>>;
  loadReport(document: string, node: string): Promise<ImportReport | null>;
}

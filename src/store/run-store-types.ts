/** What the run store holds and can do, and what it is made of. */
import type { StoreApi, UseBoundStore } from 'zustand';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import type { ProbeKind } from '../runtime/trainer-types.ts';
import type { TrainingClient } from '../worker/client.ts';
import type { BackendChoice, ForkFrom } from '../worker/protocol.ts';
import type { PageStorage } from '../worker/storage-types.ts';
import type { DataStore } from './data-store-types.ts';
import type { DocumentNews } from './document-news.ts';
import type { DocumentStore } from './document-store.ts';
import type { Schedule } from './frame-queue.ts';
import type { RunShown } from './run-reducer.ts';

/** The run of one document. */
export interface DocumentRun extends Omit<RunShown, 'notices'> {
  /** The document now compiles to another program than the run's. */
  readonly isStale: boolean;
}

/** A run at work for a document that is not on show. */
export interface RunElsewhere {
  readonly documentId: string;
  readonly type: 'preparing' | 'training' | 'pausing' | 'stopping';
  readonly step: number;
}

/** Of the document on show; another document's run goes on behind it. */
export interface RunStoreState extends RunShown, DocumentRun {
  readonly documentId: string;
  readonly elsewhere: RunElsewhere | null;
  /** Starts a new run of the document as it stands. */
  train(): void;
  pause(): void;
  /** Goes on where the run is: after a pause, a reload, a stop or a failure. */
  resume(): void;
  /** One iteration, then pause; starts a run where there is none. */
  stepOnce(): void;
  /** Ends the run; its last checkpoint is kept. */
  stop(): void;
  /** For the next time that a run is opened. Resuming a paused run opens it on the new backend. */
  setBackend(choice: BackendChoice): void;
  dismissNotice(id: number): void;
  /** Of findings, by `keyOfFinding`: those that the run is to show no more. */
  dismissFindings(keys: readonly string[]): void;
  /** Another document is on show. */
  show(documentId: string): void;
  /** A document is being closed: its run pauses, and keeps what it has learned. The step, where it was at work. */
  leave(documentId: string): number | null;
  /** Lets go of a closed document; its run stays stored. */
  forget(documentId: string): void;
  /** A document goes on under another id, and its run with it. */
  follow(from: string, to: string): void;
  /** Whether a document has a run, of whatever state. */
  hasRun(documentId: string): boolean;
  /** What to see of layers while runs train, from now on; null for nothing. */
  watch(what: ProbeKind | null): void;
  /** Shows a stored run with its document, paused where its checkpoint is. */
  restore(record: RunRecord): Promise<void>;
  /** Shows a run that was stored just now, of this program, in place of the one on show, which ends with a checkpoint. */
  adopt(record: RunRecord, program: Program): Promise<void>;
  /**
   * A run that takes over another's state, in place of the one of its document, which ends with a checkpoint; trains.
   * Rejects with a sentence where its data is gone or storage refuses, and then nothing has changed.
   */
  branch(record: RunRecord, program: Program, fork: ForkFrom): Promise<void>;
  /** Shows what went wrong with storage as a notice. */
  complain(error: unknown): void;
  /** Has a checkpoint written soon, as the page may be about to close. */
  saveSoon(): void;
}

export type RunStore = UseBoundStore<StoreApi<RunStoreState>>;

export interface RunStoreParts {
  readonly client: TrainingClient;
  readonly storage: PageStorage;
  readonly documents: DocumentStore;
  readonly data: DataStore;
  readonly backend: { get(): BackendChoice; set(choice: BackendChoice): void };
  readonly schedule: Schedule;
  /** What happens to runs without being asked for. */
  tell?(news: DocumentNews): void;
}

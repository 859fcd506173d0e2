/**
 * What training offers to whoever trains runs that no document shows, a queue of variants above all: several in the one
 * worker, which alternate strictly step by step. `side-runs.ts` does it.
 */
import type { Document } from '../../graph-schemas/document.ts';
import type { RunGroup, RunRecord, StoredBinding } from '../../graph-schemas/run-record.ts';
import type { BackendChoice } from '../worker/protocol.ts';
import type { RunShown } from './run-reducer.ts';

/** A run beside those of the documents: its state, progress, curves, newest pictures, and what went wrong with it. */
export type SideRun = Omit<RunShown, 'probe'>;

/** A run that is to be made; what it does not say is as for a run that the Train button begins. */
export interface NewRun {
  readonly name: string;
  readonly document: Document;
  /** By dataset node; nodes that are left out get what the document on show has bound to them, or generated data. */
  readonly bindings?: Readonly<Record<string, StoredBinding>>;
  /** Of the open document that it is a variant of. */
  readonly documentId?: string;
  readonly backend?: BackendChoice;
  readonly group?: RunGroup;
}

export interface SideRuns {
  /** By run; those that were opened here and not forgotten. */
  readonly runs: Readonly<Record<string, SideRun>>;
  /** A record that waits at step 0, stored. Rejects with a sentence where the document has errors or storage refuses. */
  make(run: NewRun): Promise<RunRecord>;
  /**
   * Opens a stored run beside whatever is open, at its newest checkpoint, else at step 0, and trains it at once or waits.
   * Ended runs go on. Resolves when the worker was asked; rejects with a sentence where it cannot begin.
   */
  open(record: RunRecord, wish: 'train' | 'stay'): Promise<void>;
  /** Takes effect between two steps; of a run that is not open, nothing. */
  ask(runId: string, wish: 'train' | 'pause' | 'step'): void;
  /** Saves it and frees what it holds; `open` goes on from there. Resolves when that is done. A finished run is freed by itself. */
  close(runId: string): Promise<void>;
  /** Lets go of the curves and pictures of a run that is not open. What is stored stays. */
  forget(runId: string): void;
}

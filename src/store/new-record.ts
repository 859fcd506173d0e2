/** The record of a run that has not begun. */
import type { Document } from '../../graph-schemas/document.ts';
import { plainRun, type RunRecord, type StoredBinding } from '../../graph-schemas/run-record.ts';
import type { BackendChoice } from '../worker/protocol.ts';

export interface FreshRun {
  readonly id: string;
  readonly name: string;
  readonly document: Document;
  readonly documentId?: string;
  readonly bindings: Readonly<Record<string, StoredBinding>>;
  readonly backend: BackendChoice;
}

export function newRecord({ bindings, ...run }: FreshRun): RunRecord {
  const now = Date.now();
  return {
    ...plainRun,
    ...run,
    bindings: { ...bindings },
    ...{ step: 0, totalSteps: 0, losses: [], end: 'none', createdAt: now, updatedAt: now },
  };
}

/** Messages between the page and the worker that writes exports and reads weights: one question, one answer. */
import type { Document } from '../../graph-schemas/document.ts';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';

export type ExportTarget = 'pytorch' | 'tfjs' | 'safetensors';

export type ToExchange =
  /** With the weights of the newest checkpoint of `runId`, where they fit the program. */
  | {
      readonly type: 'export';
      readonly target: ExportTarget;
      readonly document: Document;
      readonly program: Program;
      readonly runId: string | null;
    }
  /** Stores `record` as a run that stands where the file does. */
  | {
      readonly type: 'import';
      readonly document: Document;
      readonly program: Program;
      readonly file: File;
      readonly record: RunRecord;
    };

/** Whose weights an export has: a run's at a step, or first ones, and then why. */
export type Origin =
  | { readonly type: 'run'; readonly step: number }
  | { readonly type: 'first'; readonly why: 'no-checkpoint' | 'unfit' };

export type FromExchange =
  | {
      readonly type: 'exported';
      readonly name: string;
      readonly blob: Blob;
      readonly origin: Origin;
    }
  | { readonly type: 'imported'; readonly step: number; readonly notes: readonly string[] }
  /** A sentence about what the person gave or asked for. */
  | { readonly type: 'refused'; readonly message: string };

/**
 * Messages between the page and the worker that writes exports and reads weights: one question, one answer, and word of
 * progress before it.
 */
import type { Document } from '../../graph-schemas/document.ts';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';

export type ExportTarget = 'pytorch' | 'tfjs' | 'safetensors' | 'archive' | 'film' | 'card';

export interface ExportOptions {
  /** Of an archive. */
  readonly checkpoints: 'all' | 'newest';
  /** Of a film strip: the view that is shown; null is the first that there is. */
  readonly view: string | null;
}

export type ToExchange =
  /** With the weights of the newest checkpoint of `runId`, where they fit the program. */
  | {
      readonly type: 'export';
      readonly target: ExportTarget;
      readonly document: Document;
      readonly program: Program;
      readonly runId: string | null;
      readonly options: ExportOptions;
    }
  /** Stores `record` as a run that stands where the file does. */
  | {
      readonly type: 'import';
      readonly document: Document;
      readonly program: Program;
      readonly file: File;
      readonly record: RunRecord;
    }
  /** Stores the run of an archive under a new id: all of it or nothing. */
  | { readonly type: 'restore'; readonly file: File; readonly runId: string };

/** Of a film strip: what became of the sheets that there were. */
export interface FilmFacts {
  readonly frames: number;
  readonly sheets: number;
  readonly width: number;
  readonly height: number;
  readonly shrunk: number;
}

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
      readonly film?: FilmFacts;
    }
  | { readonly type: 'imported'; readonly step: number; readonly notes: readonly string[] }
  | { readonly type: 'restored'; readonly record: RunRecord }
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  /** A sentence about what the person gave or asked for. */
  | { readonly type: 'refused'; readonly message: string };

/** What `ganvas export --to NAME` needs of a target: one file beside this one for each, listed in `targets.ts`. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { Program } from '../../compiler/program.ts';
import type { Contents } from '../../runtime/checkpoint.ts';
import type { StoredRun } from '../train/run-folder.ts';

export interface ExportSource {
  readonly document: Document;
  readonly program: Program;
  /** The last checkpoint of the run that was given, if one was. */
  readonly run: Contents | null;
  /** Its folder, with what else is kept of it. */
  readonly stored: (StoredRun & { readonly path: string }) | null;
  /** Moving averages in place of weights, where the target asks. */
  readonly isAveraged: boolean;
}

export interface ExportFile {
  /** Within the folder, with slashes. */
  readonly path: string;
  /** Parts of a large file need not be joined. */
  readonly content: string | Uint8Array | readonly Uint8Array[];
}

export interface ExportTarget {
  readonly name: string;
  /** One line for help. */
  readonly help: string;
  files(source: ExportSource): readonly ExportFile[] | Promise<readonly ExportFile[]>;
  /** What to do next, printed after the list of files. */
  next(source: ExportSource, folder: string): string;
}

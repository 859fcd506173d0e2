/** What reading a person's files takes and gives. */
import type { Dataset } from '../dataset.ts';
import type { StoredForm } from './fit-image.ts';
import type { Colour } from './image-decoder.ts';
import type { PrepareImage } from './prepare-image.ts';

/** Whether pictures are pairs that lie side by side (left A, right B): by their look, always, or never. */
export type PairChoice = 'auto' | 'split' | 'whole';

export interface ImportOptions {
  /** The form in which images are stored; files that have one of their own (IDX, CIFAR-10, sprites) keep it. */
  readonly form: StoredForm;
  readonly pairs: PairChoice;
  /** Who asked for the data takes pairs, or sides of them: `auto` then needs no folder `train` to see them. */
  readonly wantsPairs: boolean;
  /** Shows through transparent images, and fills the margin of `pad`. */
  readonly background: Colour;
  readonly prepareImage: PrepareImage;
  /** How many images are prepared at the same time. */
  readonly atOnce?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** What became of the files. */
export interface ImportReport {
  /** The images were brought to the form that was asked for; files with a form of their own keep it. */
  readonly isFitted: boolean;
  /** Images of test and validation folders, which training never sees. */
  readonly heldBack: number;
  readonly skippedCount: number;
  /** The first of the files that were skipped: for each a sentence that names it and says why. */
  readonly skipped: readonly string[];
  /** Sentences about the whole. */
  readonly notes: readonly string[];
}

export interface Imported {
  readonly dataset: Dataset;
  readonly report: ImportReport;
}

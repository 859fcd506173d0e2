/** What the page asks of the worker when files are dropped. */
import type { Colour } from '../data/files/image-decoder.ts';
import type { PairChoice } from '../data/files/import-types.ts';
import type { ImageTransform } from '../data/transform.ts';

/** A file and the folders that it came in. */
export interface DroppedFile {
  readonly path: string;
  readonly file: File;
  /** Why the browser does not give it; it is then left out, and `file` is empty. */
  readonly fault?: string;
}

/** Up to the person, for each drop. */
export interface ImportChoices {
  readonly pairs: PairChoice;
  readonly background: Colour;
}

/** What decides the form in which images are stored. */
export type WantedForm = Pick<ImageTransform, 'height' | 'width' | 'channels' | 'fit' | 'resize'>;

export interface DecodeRequest extends ImportChoices {
  readonly files: readonly DroppedFile[];
  readonly wanted: WantedForm;
  readonly wantsPairs: boolean;
}

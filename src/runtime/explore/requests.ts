/** What can be asked of an explored checkpoint, and what comes back: pictures of one size, with the latents behind them. */

import type { LayerPlace } from './explorer.ts';
import type { Latent, Way } from './latent.ts';
import type { Subject } from './subjects.ts';
import type { Tiles } from './tiles.ts';
import type { Filters } from './weight-tiles.ts';

/** Holds for all that is asked of a subject. */
export interface Setting {
  /** `value` of the subject. */
  readonly subject: string;
  /** Keys samples, and all that is drawn beside latents. */
  readonly seed: number;
  /** ψ; null: as the document has it, without truncation where it has none. */
  readonly psi: number | null;
  readonly hasNoise: boolean;
  /** Of all that is shown; null: drawn, and each sample that was drawn keeps its own. */
  readonly label: number | null;
}

/** Classes of latents, in their order; empty where the network takes none. A latent without one is shown in the first class. */
export type Labels = readonly (number | null)[];

/** An image of a person: RGBA of the size that the subject's image source has. */
export type Pixels = Uint8ClampedArray;

export type Ask =
  /** From latents, or from images of the data where the subject has no latent. */
  | { readonly type: 'sample'; readonly count: number }
  | { readonly type: 'draw'; readonly latents: readonly Latent[]; readonly labels: Labels }
  /** Between stops of different classes the class is on its way, too. */
  | {
      readonly type: 'walk';
      readonly stops: readonly Latent[];
      readonly labels: Labels;
      readonly way: Way;
      readonly count: number;
    }
  /** Nine: mean(a) − mean(b) + mean(c) in the middle, and its neighbours. */
  | {
      readonly type: 'combine';
      readonly a: readonly Latent[];
      readonly b: readonly Latent[];
      readonly c: readonly Latent[];
      readonly label: number | null;
    }
  /** A line for each latent, a column for each class. */
  | { readonly type: 'classes'; readonly latents: readonly Latent[]; readonly most: number }
  /** From one class to another, with one latent. */
  | {
      readonly type: 'between';
      readonly latents: readonly Latent[];
      readonly from: number;
      readonly to: number;
      readonly count: number;
    }
  /**
   * A line for each of `rows`, with the styles of each of `columns` in layers for images whose height lies from `low` to
   * `high`; what they are made from stands above and to the left.
   */
  | {
      readonly type: 'mix';
      readonly rows: readonly Latent[];
      readonly columns: readonly Latent[];
      readonly low: number;
      readonly high: number;
    }
  /** The image, and every subject that is made of it. */
  | { readonly type: 'translate'; readonly pixels: Pixels }
  /** The image as the latent that an encoder makes of it, and the subject from that. */
  | { readonly type: 'encode'; readonly pixels: Pixels }
  /** What a layer gives for a sample; without a latent for what its seed draws, or for a person's image. */
  | {
      readonly type: 'layer';
      readonly place: LayerPlace;
      readonly latent: Latent | null;
      readonly label: number | null;
      readonly pixels: Pixels | null;
    };

export interface Pictures {
  readonly tiles: Tiles;
  /** Null: as fits. */
  readonly columns: number | null;
  /** Behind each picture; empty where there are none. */
  readonly latents: readonly Latent[];
  /** Behind each latent. */
  readonly labels: Labels;
  /** What a network says of each: one number, or the mean over patches; null of what it is not asked about. */
  readonly verdicts: readonly (number | null)[] | null;
  /** What it says of each patch, from dark to light over all of them; transparent where it is not asked. */
  readonly patches: Tiles | null;
  /** Values of the objective that are shown, where they are several. */
  readonly values: readonly string[];
  /** Filters of the layer that was asked for, a line for each output; or its weights as one matrix, a line for each input. */
  readonly filters: Filters | null;
}

/** What there is to ask for. */
export interface Contents {
  readonly step: number;
  /** Of the document: the first sheet's noise. */
  readonly seed: number;
  readonly subjects: readonly Subject[];
  readonly networks: readonly {
    readonly name: string;
    readonly layers: readonly { readonly id: string; readonly kind: string }[];
  }[];
}

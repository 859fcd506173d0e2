/** What the worker and the terminal see of a run: `Trainer` in `trainer.ts` implements this. */
import type { Precision } from '../../graph-schemas/document.ts';
import type { Program } from '../compiler/program.ts';
import type { Feeder } from '../data/batch-feeder.ts';
import type { Dataset } from '../data/dataset.ts';
import type { ForkState } from './fork.ts';
import type { MetricStore } from './metrics/metric-store.ts';
import type { ScaleState } from './plan/loss-scale.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** The backend in use, and why it and not a faster one. */
export interface BackendInfo {
  readonly backend: BackendName;
  /** Adapter, SIMD, threads: for the badge. */
  readonly device: string;
  readonly reason: string;
}

export type Sharing = 'none' | 'phases' | 'all';

export interface TrainerOptions {
  readonly program: Program;
  /** By dataset node. */
  readonly data: Readonly<Record<string, Dataset>>;
  /** What metrics keep beyond the run; without it nothing. */
  readonly metricStore?: MetricStore;
  /** Makes batches on another thread; taken over. Without it they are made between steps. */
  readonly feeder?: Feeder;
  readonly onProgress?: (stage: 'weights' | 'pipelines', done: number, total: number) => void;
  /** Iterations are recorded and replayed where that is possible; `off` interprets all. `auto` by default. */
  readonly replay?: 'auto' | 'off';
  /** Whether threads share the calls of replays on WebAssembly, where there can be any: `auto` by default. Results are the same to the bit. */
  readonly threads?: 'auto' | 'one';
  /**
   * What of an iteration is computed once: `none` of it, so that it runs as it is printed; what `phases` have in common; `all`,
   * with calls of a network joined too. By default `all` on WebGPU, where a pass has a price of its own, elsewhere `phases`.
   */
  readonly sharing?: Sharing;
}

/** In what a run computes. */
export interface PrecisionFact {
  readonly used: Precision;
  /** Why it is not what the document asks for, and what to do; null where it is. */
  readonly reason: string | null;
}

/** The scale of a phase's loss in mixed precision. */
export interface LossScaleFact extends ScaleState {
  /** Of the phase. */
  readonly node: string;
}

export interface Losses {
  readonly step: number;
  /** In the order of `Trainer.losses`. */
  readonly values: readonly number[];
}

export type ViewResult =
  /** RGBA bytes of a whole sheet, `width` × `height`. */
  | {
      readonly type: 'preview';
      readonly view: string;
      readonly title: string;
      readonly width: number;
      readonly height: number;
      readonly rgba: Uint8ClampedArray;
    }
  | {
      readonly type: 'scatter';
      readonly view: string;
      readonly title: string;
      readonly real: Float32Array;
      readonly generated: Float32Array;
      readonly range: number;
    }
  | {
      readonly type: 'metric';
      readonly view: string;
      readonly title: string;
      readonly values: Readonly<Record<string, number>>;
      /** Of each kind, that were measured. */
      readonly samples: number;
      /** Why there are no values. */
      readonly fault?: string;
    };

/** What a look at a run in training finds: sizes of what layers give, or of the gradients by their weights. */
export type ProbeKind = 'activations' | 'gradients';

export interface LayerProbe {
  /** Root of the mean square; NaN or infinite where some element is. */
  readonly rms: number;
  /** Share of elements that are exactly zero; 0 for gradients. */
  readonly zeros: number;
  /** Share of channels that are zero everywhere, in every sample; 0 for gradients. */
  readonly dead: number;
  /** Elements looked at. */
  readonly count: number;
}

export interface Probe {
  readonly what: ProbeKind;
  /** Iterations done. */
  readonly step: number;
  /** By node of the objective. */
  readonly nodes: Readonly<Record<string, LayerProbe>>;
  /** By network and layer, over all its uses. */
  readonly networks: Readonly<Record<string, Readonly<Record<string, LayerProbe>>>>;
}

/** Of each kind. Two thousand pairs: their mean is known to a few per cent. */
export const SPREAD_SAMPLES = 64;

/** How far apart the samples of a generator lie, against those of the data. */
export interface Spread {
  /** The node of the objective whose samples these are. */
  readonly node: string;
  /** Mean distance of pairs of generated samples over that of real ones; 1 is as varied as the data. */
  readonly ratio: number;
  /** Of each kind. */
  readonly samples: number;
}

/** A tensor of an iteration: what a layer or node gave, the gradient of a weight, or the weight after its update. */
export type Sight =
  | { readonly type: 'layer'; readonly network: string; readonly layer: string }
  | { readonly type: 'value'; readonly node: string }
  | {
      readonly type: 'gradient' | 'weight';
      readonly network: string;
      /** `layer/weight`. */
      readonly weight: string;
      /** The optimizer step. */
      readonly by: string;
    };

/** Everything that a run needs to go on exactly: weights, averages, optimizer state, counters, data cursors. One buffer. */
export interface Checkpoint {
  readonly step: number;
  readonly bytes: Uint8Array;
}

/** A loss or weight stopped being a number; the trainer still holds its last good state. */
export class NotFiniteError extends Error {
  override readonly name = 'NotFiniteError';
  constructor(
    readonly node: string,
    readonly step: number,
    message: string,
    /** The first tensor that went bad, and in which iteration; null where it was not found again. */
    readonly first: { readonly sight: Sight; readonly step: number } | null = null,
  ) {
    super(message);
  }
}

/** The GPU went away; a new trainer on a new device, restored from the last checkpoint, goes on. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

/** The device has less memory than training is estimated to need. The message says what would make it fit. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';
}

/** A state to measure later, while training has gone on. It lies on the device until it is disposed of. */
export interface HeldState {
  readonly step: number;
  /** As `view('metrics')` at that step; nothing may train meanwhile. */
  measure(signal?: AbortSignal): Promise<readonly ViewResult[]>;
  dispose(): void;
}

/** How batches came to the steps of a run, since it was opened. */
export interface Feeding {
  /** Batches that were made on another thread, and on the one that trains. */
  readonly elsewhere: number;
  readonly here: number;
  /** Steps that waited for a batch on its way, and how long. */
  readonly waits: number;
  readonly waitedMs: number;
}

export interface TrainerLike {
  readonly program: Program;
  /** Names of the loss nodes, in the order of every row. */
  readonly losses: readonly string[];
  /** Iterations done. */
  readonly step: number;
  readonly totalSteps: number;
  /** Runs one iteration. Never reads back. */
  trainStep(): Promise<void>;
  /** Why iterations are interpreted that could have been replayed; none where all are replayed, or none can be. */
  readonly unreplayed?: readonly string[];
  readonly precision?: PrecisionFact;
  /** Of every phase in mixed precision; none in float32. */
  lossScales?(): Promise<readonly LossScaleFact[]>;
  readonly feeding?: Feeding;
  /** Reads all pending losses at once. Throws NotFiniteError or DeviceLostError. */
  takeLosses(): Promise<readonly Losses[]>;
  /**
   * Evaluates the views that are due, or all. Metrics stop where the signal is aborted, with its reason; asked for again at
   * the same step, they are the same.
   */
  view(which: 'samples' | 'metrics' | 'all', signal?: AbortSignal): Promise<readonly ViewResult[]>;
  /** Holds the state of now for its metrics; null where there is no room for it. */
  hold?(): HeldState | null;
  /** Looks at activations or gradients on a small batch of its own; training goes on as if it had not. */
  probe(what: ProbeKind): Promise<Probe>;
  /** Of each optimizer step that clips weights: the share of its weights that lie at the bound. */
  atBound(): Promise<Readonly<Record<string, number>>>;
  /** Of each generator whose samples some view shows. The noise is the same at every call. */
  spread(): Promise<readonly Spread[]>;
  save(): Promise<Checkpoint>;
  restore(checkpoint: Checkpoint): Promise<void>;
  /** Goes on from another run's checkpoint with all that `planFork` found to fit; the rest stays as the seed made it. */
  adopt(checkpoint: Checkpoint, fork: ForkState): Promise<void>;
  dispose(): void;
}

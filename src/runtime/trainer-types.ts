/** What the worker and the terminal see of a run: `Trainer` in `trainer.ts` implements this. */
import type { Program } from '../compiler/program.ts';
import type { Dataset } from '../data/dataset.ts';
import type { MetricStore } from './metrics/metric-store.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** The backend in use, and why it and not a faster one. */
export interface BackendInfo {
  readonly backend: BackendName;
  /** Adapter, SIMD, threads: for the badge. */
  readonly device: string;
  readonly reason: string;
}

export interface TrainerOptions {
  readonly program: Program;
  /** By dataset node. */
  readonly data: Readonly<Record<string, Dataset>>;
  /** What metrics keep beyond the run; without it nothing. */
  readonly metricStore?: MetricStore;
  readonly onProgress?: (stage: 'weights' | 'pipelines', done: number, total: number) => void;
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
  ) {
    super(message);
  }
}

/** The GPU went away; a new trainer on a new device, restored from the last checkpoint, goes on. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
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
  /** Reads all pending losses at once. Throws NotFiniteError or DeviceLostError. */
  takeLosses(): Promise<readonly Losses[]>;
  /** Evaluates the views that are due, or all. */
  view(which: 'samples' | 'metrics' | 'all'): Promise<readonly ViewResult[]>;
  /** Looks at activations or gradients on a small batch of its own; training goes on as if it had not. */
  probe(what: ProbeKind): Promise<Probe>;
  save(): Promise<Checkpoint>;
  restore(checkpoint: Checkpoint): Promise<void>;
  dispose(): void;
}

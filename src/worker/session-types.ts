/** What a session needs of its surroundings, what it is opened with, and what the page may wish of it. */
import type { Program } from '../compiler/program.ts';
import type { Feeder } from '../data/batch-feeder.ts';
import type { Dataset } from '../data/dataset.ts';
import type { MemoryUse } from '../runtime/backends/memory-use.ts';
import type { PeakWatch } from '../runtime/backends/peak-memory.ts';
import type {
  BackendInfo,
  TrainerLike,
  TrainerOptions,
  ViewResult,
} from '../runtime/trainer-types.ts';
import type { Baton } from './baton.ts';
import type { BackendChoice, Binding, ForkFrom, FromRun, RunNews } from './protocol.ts';

export interface SessionHost {
  post(message: FromRun): void;
  /** A turn of one run, in which nothing happens to another's tensors. */
  readonly baton: Baton;
  startBackend(choice: BackendChoice): Promise<BackendInfo>;
  createTrainer(options: TrainerOptions): Promise<TrainerLike>;
  loadData(binding: Binding, seed: number): Promise<Dataset>;
  /** A thread that makes batches for one run; null where this machine has no core for it. */
  createFeeder(): Feeder | null;
  /** By name, of all that has a part in the numbers: `ganvas`, `tfjs`, the browser. */
  readonly versions: Readonly<Record<string, string>>;
  paint(
    sheet: Extract<ViewResult, { type: 'preview' }>,
  ): Promise<{ readonly bitmap: ImageBitmap; readonly png: Blob }>;
  /** Live tensors, for the page to watch. */
  countTensors(): number;
  /** Null where its limit is unknown. */
  memoryUse(): MemoryUse | null;
  /** Of the backend that is started; absent or null where memory cannot be watched. */
  peakWatch?(): PeakWatch | null;
  /** No other run holds tensors. */
  isAlone?(): boolean;
  now(): number;
  /** Lets messages of the page be handled; resolves right after. */
  yieldToMessages(): Promise<void>;
}

export interface Opening {
  readonly runId: string;
  readonly program: Program;
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly backend: BackendChoice;
  readonly resume: boolean;
  /** The step that a resumed run stood at; a checkpoint is looked for before it begins at 0. */
  readonly from?: number;
  /** One of several: it is closed, and what it holds is freed, as soon as it has ended. */
  readonly beside?: boolean;
  readonly fork?: ForkFrom;
}

/** A run that is to go on has no checkpoint left: beginning it anew would overwrite what it has shown. */
export class WeightsGoneError extends Error {
  override readonly name = 'WeightsGoneError';
}

export type Wish = 'train' | 'pause' | 'step' | 'close';

export type Stage = Extract<RunNews, { type: 'progress' }>['stage'];
export type Phase = Extract<RunNews, { type: 'phase' }>['phase'];
export type TroubleCode = Extract<RunNews, { type: 'trouble' }>['code'];

/** What a session needs of its surroundings, what it is opened with, and what the page may wish of it. */
import type { Program } from '../compiler/program.ts';
import type { Dataset } from '../data/dataset.ts';
import type {
  BackendInfo,
  TrainerLike,
  TrainerOptions,
  ViewResult,
} from '../runtime/trainer-types.ts';
import type { BackendChoice, Binding, FromWorker } from './protocol.ts';

export interface SessionHost {
  post(message: FromWorker): void;
  startBackend(choice: BackendChoice): Promise<BackendInfo>;
  createTrainer(options: TrainerOptions): Promise<TrainerLike>;
  loadData(binding: Binding, seed: number): Promise<Dataset>;
  paint(
    sheet: Extract<ViewResult, { type: 'preview' }>,
  ): Promise<{ readonly bitmap: ImageBitmap; readonly png: Blob }>;
  /** Live tensors, for the page to watch. */
  countTensors(): number;
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
}

/** A run that is to go on has no checkpoint left: beginning it anew would overwrite what it has shown. */
export class WeightsGoneError extends Error {
  override readonly name = 'WeightsGoneError';
}

export type Wish = 'train' | 'pause' | 'step' | 'close';

export type Stage = Extract<FromWorker, { type: 'progress' }>['stage'];
export type Phase = Extract<FromWorker, { type: 'phase' }>['phase'];
export type TroubleCode = Extract<FromWorker, { type: 'trouble' }>['code'];

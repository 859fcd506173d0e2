/**
 * One run in the worker: prepares it, then runs step after step, looking at what the page wishes between any
 * two. Reads losses in batches, shows samples and saves when due. What goes wrong ends in a sentence and a
 * run that stands at its last good state; a device that goes away is replaced and the run goes on.
 */
import type { Program } from '../compiler/program.ts';
import { DataError, type Dataset } from '../data/dataset.ts';
import {
  type BackendInfo,
  DeviceLostError,
  NotFiniteError,
  type TrainerLike,
  type TrainerOptions,
  type ViewResult,
} from '../runtime/trainer-types.ts';
import { isDue, isSampleDue, isSaveDue, type LastTime, stepsPerRead } from './cadence.ts';
import type { CheckpointKeeper } from './checkpoint-keeper.ts';
import type { BackendChoice, Binding, FromWorker } from './protocol.ts';

/** All that a session needs of its surroundings. */
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
}

export type Wish = 'train' | 'pause' | 'step' | 'close';

/** A run that fails more often than this without a checkpoint in between is given up. */
const MOST_FAILURES_IN_A_ROW = 3;

const TOO_OFTEN_LOST =
  'The GPU went away several times in a row, so training stopped. Close other pages that use the GPU, choose a smaller profile, or choose the WebAssembly backend; then press Resume. The run is kept at its last checkpoint.';

type Stage = Extract<FromWorker, { type: 'progress' }>['stage'];
type Phase = Extract<FromWorker, { type: 'phase' }>['phase'];
type TroubleCode = Extract<FromWorker, { type: 'trouble' }>['code'];

export class Session {
  private wish: Wish = 'pause';
  private wake: () => void = () => {};
  private isMuted = false;
  private isSaveWanted = false;
  private phase: Phase | null = null;
  private stage: Stage = 'backend';
  private data: Readonly<Record<string, Dataset>> | null = null;
  private failures = 0;
  private hasRun = false;
  private lastSave: LastTime = { step: 0, at: 0, costMs: 0 };
  private lastSample: LastTime = { step: 0, at: 0, costMs: 0 };
  /** Steps run and time gone since losses were read last, without time for samples and saving. */
  private window = { steps: 0, startedAt: 0, toRun: 1 };
  private msPerStep = 0;

  constructor(
    private readonly host: SessionHost,
    private readonly opening: Opening,
    private readonly keeper: CheckpointKeeper,
  ) {}

  /** Takes effect between two steps. */
  ask(wish: Wish): void {
    if (this.wish === 'close') return;
    this.wish = wish;
    this.wake();
  }

  saveSoon(): void {
    this.isSaveWanted = true;
  }

  /** Says nothing more: another run has taken its place. */
  mute(): void {
    this.isMuted = true;
  }

  /** Resolves when the run is closed or given up. Never rejects. */
  async run(): Promise<void> {
    let trainer: TrainerLike | null = null;
    let isResumed = this.opening.resume;
    while (this.wish !== 'close') {
      try {
        trainer ??= await this.prepare(isResumed);
        await this.live(trainer);
      } catch (error) {
        const next = this.judge(error, trainer);
        if (next === 'keep') continue;
        letGo(trainer);
        trainer = null;
        if (next === 'give-up') return;
        isResumed = true;
      }
    }
    letGo(trainer);
    this.tell('closed', this.lastSave.step);
  }

  /** Everything before the first step. */
  private async prepare(isResumed: boolean): Promise<TrainerLike> {
    const { host, opening, keeper } = this;
    const { program, runId } = opening;
    this.phase = null;
    this.progress('backend', 0, 1);
    const backend = await host.startBackend(opening.backend);
    this.progress('backend', 1, 1);
    this.data ??= await this.loadData();
    this.progress('weights', 0, 1);
    const trainer = await host.createTrainer({
      program,
      data: this.data,
      onProgress: (stage, done, total) => this.progress(stage, done, total),
    });
    try {
      const checkpoint = isResumed ? await keeper.newest() : null;
      if (checkpoint) await trainer.restore(checkpoint);
      keeper.goBackTo(trainer.step);
      this.lastSave = { step: trainer.step, at: host.now(), costMs: this.lastSave.costMs };
      this.lastSample = { step: trainer.step, at: host.now(), costMs: 0 };
      this.window = { steps: 0, startedAt: host.now(), toRun: 1 };
      this.post({
        type: 'opened',
        runId,
        step: trainer.step,
        totalSteps: trainer.totalSteps,
        ...backend,
        losses: trainer.losses,
      });
      if (trainer.step === 0) await this.show(trainer, 'all');
      return trainer;
    } catch (error) {
      letGo(trainer);
      throw error;
    }
  }

  private async loadData(): Promise<Readonly<Record<string, Dataset>>> {
    const { bindings, program } = this.opening;
    const entries = Object.entries(bindings);
    const data: Record<string, Dataset> = {};
    for (const [index, [node, binding]] of entries.entries()) {
      this.progress('data', index, entries.length);
      data[node] = await this.host.loadData(binding, program.seed);
    }
    this.progress('data', entries.length, entries.length);
    return data;
  }

  /** Follows the page's wishes until it closes the run. */
  private async live(trainer: TrainerLike): Promise<void> {
    while (this.wish !== 'close') {
      if (this.wish === 'pause' || trainer.step >= trainer.totalSteps) {
        await this.rest(trainer);
      } else {
        await this.step(trainer);
        await this.host.yieldToMessages();
      }
    }
    if (this.window.steps > 0) await this.readLosses(trainer);
    if (trainer.step > this.lastSave.step) await this.save(trainer);
  }

  private async step(trainer: TrainerLike): Promise<void> {
    const { host, opening } = this;
    const { sampleEvery, measureEvery, checkpointEvery } = opening.program;
    if (this.wish === 'train' && this.phase !== 'training') this.tell('training', trainer.step);
    await trainer.trainStep();
    this.hasRun = true;
    this.window.steps += 1;
    if (this.wish === 'step') this.wish = 'pause';
    const { step } = trainer;
    const isShowing = isSampleDue(step, host.now(), sampleEvery, this.lastSample);
    const isMeasureDue = isDue(step, measureEvery);
    const isSaving =
      this.isSaveWanted || isSaveDue(step, host.now(), checkpointEvery, this.lastSave);
    const isReading = this.window.steps >= this.window.toRun;
    if (isReading || isShowing || isMeasureDue || isSaving) await this.readLosses(trainer);
    if (isShowing) await this.show(trainer, 'samples');
    if (isMeasureDue) await this.show(trainer, 'metrics');
    if (isSaving) await this.save(trainer);
  }

  /** Stands still, saved, until the page wishes otherwise. */
  private async rest(trainer: TrainerLike): Promise<void> {
    const isAtEnd = trainer.step >= trainer.totalSteps;
    const { measureEvery } = this.opening.program;
    if (this.window.steps > 0) await this.readLosses(trainer);
    if (isAtEnd && this.hasRun) {
      if (trainer.step > this.lastSample.step) await this.show(trainer, 'samples');
      if (!isDue(trainer.step, measureEvery)) await this.show(trainer, 'metrics');
      this.hasRun = false;
    }
    if (trainer.step > this.lastSave.step) await this.save(trainer);
    // The page may have changed its mind meanwhile.
    if (this.wish === 'close' || (!isAtEnd && this.wish !== 'pause')) return;
    this.wish = 'pause';
    this.failures = 0;
    this.tell(isAtEnd ? 'finished' : 'paused', trainer.step);
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    this.wake = () => {};
    this.window = { ...this.window, steps: 0, startedAt: this.host.now() };
  }

  private async readLosses(trainer: TrainerLike): Promise<void> {
    const taken = await trainer.takeLosses();
    // Rows are numbered by the iterations done after them, whether the trainer counts from 0 or 1.
    const shift = trainer.step - (taken[taken.length - 1]?.step ?? trainer.step);
    const rows = taken.map(({ step, values }) => ({ step: step + shift, values }));
    const { steps, startedAt } = this.window;
    const now = this.host.now();
    const elapsed = now - startedAt;
    this.window = { steps: 0, startedAt: now, toRun: stepsPerRead(Math.max(1, steps), elapsed) };
    if (rows.length === 0) return;
    if (steps > 0 && elapsed > 0) {
      const measured = elapsed / steps;
      this.msPerStep = this.msPerStep > 0 ? this.msPerStep * 0.6 + measured * 0.4 : measured;
    }
    this.keeper.addRows(rows);
    const { msPerStep } = this;
    this.post({
      type: 'losses',
      rows,
      msPerStep,
      imagesPerSecond: msPerStep > 0 ? (this.opening.program.batchSize * 1000) / msPerStep : 0,
      tensors: this.host.countTensors(),
    });
  }

  private async show(trainer: TrainerLike, which: 'samples' | 'metrics' | 'all'): Promise<void> {
    const startedAt = this.host.now();
    const { step } = trainer;
    for (const result of await trainer.view(which)) {
      const { view, title } = result;
      switch (result.type) {
        case 'preview': {
          const { bitmap, png } = await this.host.paint(result);
          this.keeper.addSample({ type: 'sheet', view, title, step, png });
          this.post({ type: 'samples', view, title, step, bitmap, png });
          break;
        }
        case 'scatter': {
          const { real, generated, range } = result;
          this.keeper.addSample({ type: 'points', view, title, step, real, generated, range });
          this.post({ type: 'points', view, title, step, real, generated, range });
          break;
        }
        case 'metric': {
          const { values } = result;
          this.keeper.addMetric({ view, title, step, values });
          this.post({ type: 'metrics', view, title, step, values });
          break;
        }
        default:
          unreachable(result);
      }
    }
    const at = this.host.now();
    this.window.startedAt += at - startedAt;
    if (which !== 'metrics') this.lastSample = { step, at, costMs: at - startedAt };
  }

  private async save(trainer: TrainerLike): Promise<void> {
    const startedAt = this.host.now();
    this.isSaveWanted = false;
    const checkpoint = await trainer.save();
    await this.keeper.keep(checkpoint);
    const now = this.host.now();
    this.failures = 0;
    this.lastSave = { step: checkpoint.step, at: now, costMs: now - startedAt };
    this.window.startedAt += now - startedAt;
    this.post({ type: 'saved', step: checkpoint.step, bytes: checkpoint.bytes.byteLength });
  }

  /** What to do after an error: keep the trainer, build another from the last checkpoint, or give the run up. */
  private judge(error: unknown, trainer: TrainerLike | null): 'keep' | 'rebuild' | 'give-up' {
    // A run that is being closed has its last checkpoint, which is all that closing promises.
    if (this.wish === 'close') return 'rebuild';
    this.failures += 1;
    if (error instanceof NotFiniteError && trainer && this.failures === 1) {
      this.wish = 'pause';
      this.window.steps = 0;
      this.keeper.goBackTo(trainer.step);
      this.trouble('not-finite', error.message);
      return 'keep';
    }
    const isLost = error instanceof DeviceLostError;
    const hasMoved = trainer !== null && trainer.step > this.lastSave.step;
    if ((isLost || hasMoved) && this.failures <= MOST_FAILURES_IN_A_ROW) {
      const where = trainer ? ` at step ${trainer.step}` : '';
      const what = isLost
        ? `The GPU went away${where}.`
        : `${sentence(error)} This happened${where}.`;
      const next = ` Training goes on from step ${this.lastSave.step}, its last checkpoint${isLost ? ', on a new device' : ''}.`;
      this.trouble(isLost ? 'device-lost' : 'internal', what + next);
      return 'rebuild';
    }
    this.trouble(this.codeOf(error), isLost ? TOO_OFTEN_LOST : sentence(error), true);
    return 'give-up';
  }

  private codeOf(error: unknown): TroubleCode {
    if (error instanceof DataError) return 'data';
    if (error instanceof DeviceLostError) return 'device-lost';
    if (error instanceof NotFiniteError) return 'not-finite';
    if (this.phase !== null) return 'internal';
    if (this.stage === 'data') return 'data';
    return this.stage === 'backend' ? 'backend' : 'internal';
  }

  private progress(stage: Stage, done: number, total: number): void {
    this.stage = stage;
    this.post({ type: 'progress', runId: this.opening.runId, stage, done, total });
  }

  private tell(phase: Phase, step: number): void {
    this.phase = phase;
    this.post({ type: 'phase', phase, step });
  }

  private trouble(code: TroubleCode, message: string, isFatal = false): void {
    this.post({ type: 'trouble', code, message, isFatal });
  }

  private post(message: FromWorker): void {
    if (!this.isMuted) this.host.post(message);
  }
}

/** A trainer on a device that is gone may fail even at this. */
function letGo(trainer: TrainerLike | null): void {
  try {
    trainer?.dispose();
  } catch {
    // Nothing of it is used again.
  }
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function unreachable(value: never): never {
  throw new Error(`internal: no case for ${JSON.stringify(value)}`);
}

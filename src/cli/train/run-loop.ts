/**
 * Trains until the end, a stop, or trouble: reads losses in windows, writes metrics, samples and checkpoints when they
 * are due. Losses are numbered by their iteration, from 0; samples and metrics by the iterations done before them.
 */
import { memory } from '@tensorflow/tfjs-core';
import { encodePng } from '../../data/png.ts';
import { drawScatter } from '../../exchange/scatter-image.ts';
import { memoryUse } from '../../runtime/backends/memory-use.ts';
import type { StepMemory } from '../../runtime/backends/step-memory.ts';
import type { Finding } from '../../runtime/health/health-types.ts';
import type { Losses, TrainerLike, ViewResult } from '../../runtime/trainer-types.ts';
import { isDue, isSaveDue, type LastTime, stepsPerRead } from '../../worker/cadence.ts';
import { Checkup } from '../../worker/checkup.ts';
import { lossLine } from './loss-line.ts';
import type { Progress } from './progress.ts';
import type { RunFolder } from './run-folder.ts';

export interface LoopResult {
  readonly steps: number;
  readonly losses: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Time in training steps alone, without samples and saving. */
  readonly msPerStep: number;
  /** Live tensors after the first step, when all state exists, and at the end. */
  readonly tensorsStart: number;
  readonly tensorsEnd: number;
}

export interface LoopOptions {
  readonly trainer: TrainerLike;
  readonly folder: RunFolder;
  /** The trainer was opened with it. */
  readonly memory: StepMemory;
  readonly isStopped: () => boolean;
  readonly onProgress: (progress: Progress) => void;
  /** All that is found of its health, where that has changed. */
  readonly onHealth: (findings: readonly Finding[]) => void;
}

export async function runLoop(options: LoopOptions): Promise<LoopResult> {
  const loop = new Loop(options);
  await loop.run();
  return loop.result();
}

class Loop {
  private readonly trainer: TrainerLike;
  private readonly folder: RunFolder;
  private losses: Readonly<Record<string, number>> = {};
  private metrics: Record<string, Readonly<Record<string, number>>> = {};
  private window = { steps: 0, ms: 0, toRun: 1 };
  private stepsRun = 0;
  private msRun = 0;
  private lastSave: LastTime;
  private tensorsStart: number | undefined;
  private readonly checkup: Checkup;

  constructor(private readonly options: LoopOptions) {
    this.trainer = options.trainer;
    this.folder = options.folder;
    this.checkup = new Checkup(this.trainer.program, {
      now: () => performance.now(),
      memory: memoryUse,
      tell: options.onHealth,
      apart: (look) => options.memory.apart(look),
    });
    this.lastSave = { step: this.trainer.step, at: performance.now(), costMs: 0 };
  }

  async run(): Promise<void> {
    const { trainer } = this;
    if (trainer.step === 0) await this.view('all');
    while (trainer.step < trainer.totalSteps && !this.options.isStopped()) {
      await this.step();
      // A signal is only heard between two turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await this.read();
    const { sampleEvery, measureEvery } = trainer.program;
    if (this.stepsRun > 0 && !isDue(trainer.step, sampleEvery)) await this.view('samples');
    if (this.stepsRun > 0 && !isDue(trainer.step, measureEvery)) await this.view('metrics');
    await this.save();
  }

  result(): LoopResult {
    const tensorsEnd = memory().numTensors;
    return {
      steps: this.trainer.step,
      losses: this.losses,
      metrics: this.metrics,
      msPerStep: this.stepsRun > 0 ? this.msRun / this.stepsRun : 0,
      tensorsStart: this.tensorsStart ?? tensorsEnd,
      tensorsEnd,
    };
  }

  private async step(): Promise<void> {
    const { trainer, window } = this;
    const { sampleEvery, measureEvery, checkpointEvery } = trainer.program;
    const start = performance.now();
    await this.options.memory.step(() => trainer.trainStep());
    window.steps += 1;
    window.ms += performance.now() - start;
    const isSampleDue = isDue(trainer.step, sampleEvery);
    const isMeasureDue = isDue(trainer.step, measureEvery);
    const isSaving = isSaveDue(trainer.step, performance.now(), checkpointEvery, this.lastSave);
    if (window.steps >= window.toRun || isSampleDue || isMeasureDue || isSaving) await this.read();
    if (isSampleDue) await this.view('samples');
    if (isMeasureDue) await this.view('metrics');
    if (isSaving) await this.save();
    await this.checkup.afterStep(trainer, isSampleDue);
  }

  /** Reads the losses of all steps since the last reading; the wait for the device counts as training. */
  private async read(): Promise<void> {
    const { trainer, window } = this;
    if (window.steps === 0) return;
    const start = performance.now();
    const rows = await this.options.memory.between(() => trainer.takeLosses());
    // Rows count from 0, and what is found is told by the iterations done.
    this.checkup.addRows(rows.map(({ step, values }) => ({ step: step + 1, values })));
    const ms = window.ms + performance.now() - start;
    const imagesPerSecond = (1000 * window.steps * trainer.program.batchSize) / ms;
    const time = { ms: ms / window.steps, images: trainer.program.batchSize };
    const lines = rows.map((row) => lossLine(row.step, this.named(row), time));
    const last = rows.at(-1);
    if (last) this.losses = this.named(last);
    await this.folder.addMetrics(lines);
    this.tensorsStart ??= memory().numTensors;
    this.stepsRun += window.steps;
    this.msRun += ms;
    const msPerStep = this.msRun / this.stepsRun;
    this.window = { steps: 0, ms: 0, toRun: stepsPerRead(window.steps, ms) };
    const { step, totalSteps } = trainer;
    this.options.onProgress({ step, totalSteps, losses: this.losses, imagesPerSecond, msPerStep });
  }

  private named({ values }: Losses): Readonly<Record<string, number>> {
    return Object.fromEntries(
      this.trainer.losses.map((name, k) => [name, values[k] ?? Number.NaN]),
    );
  }

  private async view(which: 'samples' | 'metrics' | 'all'): Promise<void> {
    for (const result of await this.trainer.view(which)) await this.keep(result);
  }

  private async keep(result: ViewResult): Promise<void> {
    const { step } = this.trainer;
    switch (result.type) {
      case 'preview': {
        const { width, height, rgba } = result;
        await this.folder.addSample(step, result.view, encodePng(width, height, 4, rgba));
        return;
      }
      case 'scatter': {
        const { width, height, rgb } = drawScatter(result.real, result.generated, result.range);
        await this.folder.addSample(step, result.view, encodePng(width, height, 3, rgb));
        return;
      }
      case 'metric': {
        const { view, values, samples, fault } = result;
        this.metrics[view] = values;
        const why = fault === undefined ? {} : { faults: { [view]: fault } };
        const row = { step, metrics: { [view]: values }, samples: { [view]: samples }, ...why };
        await this.folder.addMetrics([row]);
        return;
      }
      default:
        result satisfies never;
    }
  }

  private async save(): Promise<void> {
    const { trainer } = this;
    if (trainer.step <= this.lastSave.step && trainer.step > 0) return;
    const start = performance.now();
    await this.folder.saveCheckpoint(await trainer.save());
    const at = performance.now();
    this.lastSave = { step: trainer.step, at, costMs: at - start };
  }
}

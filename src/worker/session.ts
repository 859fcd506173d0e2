/**
 * One run in the worker: prepares it, then runs step after step, looking at what the page wishes between any
 * two. Reads losses in batches, shows samples and saves when due. What goes wrong ends in a sentence and a
 * run that stands at its last good state; a device that goes away is replaced and the run goes on.
 */
import type { Dataset } from '../data/dataset.ts';
import type { ProbeKind, TrainerLike } from '../runtime/trainer-types.ts';
import { isDue, isProbeDue, isSampleDue, isSaveDue, type LastTime } from './cadence.ts';
import type { CheckpointKeeper } from './checkpoint-keeper.ts';
import { Pace } from './pace.ts';
import type { FromWorker } from './protocol.ts';
import type { Opening, Phase, SessionHost, Stage, Wish } from './session-types.ts';
import { show } from './show.ts';
import { judge } from './verdict.ts';

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
  private watched: ProbeKind | null = null;
  private lastProbe = { at: Number.NEGATIVE_INFINITY, costMs: 0 };
  private readonly pace = new Pace();

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

  /** What to look at between steps, from now on; a run that stands still is looked at once. */
  watch(what: ProbeKind | null): void {
    this.watched = what;
    this.lastProbe = { at: Number.NEGATIVE_INFINITY, costMs: 0 };
    this.wake();
  }

  /** Says nothing more: another run has taken its place. */
  mute(): void {
    this.isMuted = true;
  }

  /** Resolves when the run is closed or given up. Never rejects. */
  async run(): Promise<void> {
    let trainer: TrainerLike | null = null;
    let isResumed = this.opening.resume;
    // Whose words these are, also where it is closed before it could begin.
    this.progress('backend', 0, 1);
    while (this.wish !== 'close') {
      try {
        trainer ??= await this.prepare(isResumed);
        await this.live(trainer);
      } catch (error) {
        const next = this.judge(error, trainer?.step ?? null);
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
      this.pace.startAnew(host.now());
      this.post({
        type: 'opened',
        runId,
        step: trainer.step,
        totalSteps: trainer.totalSteps,
        ...backend,
        losses: trainer.losses,
      });
      if (trainer.step === 0) {
        // Metrics may take seconds the first time: the sheets do not wait for them.
        this.progress('sheets', 0, 1);
        await this.show(trainer, 'samples');
        if (this.opening.program.views.some(({ spec }) => spec.type === 'metric')) {
          this.progress('metrics', 0, 1);
          await this.show(trainer, 'metrics');
        }
      }
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
    // Two nodes that take domains A and B read one set.
    const generated = new Map<string, Dataset>();
    for (const [index, [node, binding]] of entries.entries()) {
      this.progress('data', index, entries.length);
      const known = binding.type === 'builtin' ? generated.get(binding.name) : undefined;
      const dataset = known ?? (await this.host.loadData(binding, program.seed));
      if (binding.type === 'builtin') generated.set(binding.name, dataset);
      data[node] = dataset;
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
    if (this.pace.hasUnread) await this.readLosses(trainer);
    if (trainer.step > this.lastSave.step) await this.save(trainer);
  }

  private async step(trainer: TrainerLike): Promise<void> {
    const { host, opening } = this;
    const { sampleEvery, measureEvery, checkpointEvery } = opening.program;
    if (this.wish === 'train' && this.phase !== 'training') this.tell('training', trainer.step);
    await trainer.trainStep();
    this.hasRun = true;
    this.pace.countStep();
    if (this.wish === 'step') this.wish = 'pause';
    const { step } = trainer;
    const isShowing = isSampleDue(step, host.now(), sampleEvery, this.lastSample);
    const isMeasureDue = isDue(step, measureEvery);
    const isSaving =
      this.isSaveWanted || isSaveDue(step, host.now(), checkpointEvery, this.lastSave);
    if (this.pace.isReadDue || isShowing || isMeasureDue || isSaving)
      await this.readLosses(trainer);
    if (isShowing) await this.show(trainer, 'samples');
    if (isMeasureDue) await this.show(trainer, 'metrics');
    if (isSaving) await this.save(trainer);
    if (isProbeDue(host.now(), this.lastProbe)) await this.probe(trainer);
  }

  /** Stands still, saved, until the page wishes otherwise. */
  private async rest(trainer: TrainerLike): Promise<void> {
    const isAtEnd = trainer.step >= trainer.totalSteps;
    const { measureEvery } = this.opening.program;
    if (this.pace.hasUnread) await this.readLosses(trainer);
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
    await this.waitForWish(trainer);
    this.pace.startOver(this.host.now());
  }

  private async waitForWish(trainer: TrainerLike): Promise<void> {
    const isAsleep = () => this.wish === 'pause';
    let looked: ProbeKind | null = null;
    while (isAsleep()) {
      if (this.watched === looked) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      } else {
        looked = this.watched;
        await this.probe(trainer);
      }
    }
    this.wake = () => {};
  }

  private async readLosses(trainer: TrainerLike): Promise<void> {
    const taken = await trainer.takeLosses();
    // Rows are numbered by the iterations done after them, whether the trainer counts from 0 or 1.
    const shift = trainer.step - (taken[taken.length - 1]?.step ?? trainer.step);
    const rows = taken.map(({ step, values }) => ({ step: step + shift, values }));
    this.pace.measure(this.host.now());
    if (rows.length === 0) return;
    this.keeper.addRows(rows);
    const { msPerStep } = this.pace;
    this.post({
      type: 'losses',
      rows,
      msPerStep,
      imagesPerSecond: msPerStep > 0 ? (this.opening.program.batchSize * 1000) / msPerStep : 0,
      tensors: this.host.countTensors(),
    });
  }

  private async show(trainer: TrainerLike, which: 'samples' | 'metrics'): Promise<void> {
    const startedAt = this.host.now();
    const { step } = trainer;
    for (const result of await trainer.view(which)) {
      this.post(await show(result, step, this.keeper, this.host.paint));
    }
    const at = this.host.now();
    this.pace.leaveOut(at - startedAt);
    // The first sheet compiles its pipelines: no later one costs as much.
    const costMs = step === 0 ? 0 : at - startedAt;
    if (which === 'samples') this.lastSample = { step, at, costMs };
  }

  private async probe(trainer: TrainerLike): Promise<void> {
    if (this.watched === null) return;
    const startedAt = this.host.now();
    this.post({ type: 'probe', probe: await trainer.probe(this.watched) });
    const at = this.host.now();
    this.pace.leaveOut(at - startedAt);
    // The first look compiles pipelines: no later one costs as much.
    const isFirst = this.lastProbe.at === Number.NEGATIVE_INFINITY;
    this.lastProbe = { at, costMs: isFirst ? 0 : at - startedAt };
  }

  private async save(trainer: TrainerLike): Promise<void> {
    const startedAt = this.host.now();
    this.isSaveWanted = false;
    const checkpoint = await trainer.save();
    await this.keeper.keep(checkpoint);
    const now = this.host.now();
    this.failures = 0;
    this.lastSave = { step: checkpoint.step, at: now, costMs: now - startedAt };
    this.pace.leaveOut(now - startedAt);
    this.post({ type: 'saved', step: checkpoint.step, bytes: checkpoint.bytes.byteLength });
  }

  /** Says what went wrong, and answers what to do about it. */
  private judge(error: unknown, step: number | null): 'keep' | 'rebuild' | 'give-up' {
    // A run that is being closed has its last checkpoint, which is all that closing promises.
    if (this.wish === 'close') return 'rebuild';
    this.failures += 1;
    const stage = this.phase === null ? this.stage : null;
    const { failures, lastSave } = this;
    const savedStep = lastSave.step;
    const { next, code, message } = judge({ error, step, savedStep, failures, stage });
    this.post({ type: 'trouble', code, message, isFatal: next === 'give-up' });
    if (next === 'keep') {
      this.wish = 'pause';
      this.pace.startOver(this.host.now());
      this.keeper.goBackTo(step ?? savedStep);
    }
    return next;
  }

  private progress(stage: Stage, done: number, total: number): void {
    this.stage = stage;
    this.post({ type: 'progress', runId: this.opening.runId, stage, done, total });
  }

  private tell(phase: Phase, step: number): void {
    this.phase = phase;
    this.post({ type: 'phase', phase, step });
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

/**
 * What a run tells and keeps while it trains: losses in batches, sheets and metrics, looks at layers, checkpoints; each when
 * `cadence.ts` says that it is due. None of it counts as training time.
 */
import type { Program } from '../compiler/program.ts';
import type { HeldState, ProbeKind, TrainerLike, ViewResult } from '../runtime/trainer-types.ts';
import { isDue, isProbeDue, isSampleDue, isSaveDue, type LastTime } from './cadence.ts';
import type { CheckpointKeeper } from './checkpoint-keeper.ts';
import { Checkup } from './checkup.ts';
import { Measured } from './measured.ts';
import { Pace } from './pace.ts';
import type { RunNews } from './protocol.ts';
import type { SessionHost } from './session-types.ts';
import { show } from './show.ts';

const never = { at: Number.NEGATIVE_INFINITY, costMs: 0 };

export class RunReports {
  private isSaveWanted = false;
  private lastSave: LastTime = { step: 0, at: 0, costMs: 0 };
  private lastSample: LastTime = { step: 0, at: 0, costMs: 0 };
  private lastProbe = never;
  private watched: ProbeKind | null = null;
  /** Steps were taken since the run began, was resumed or ended. */
  private hasRun = false;
  /** Metrics of the step at which the trainer stands are due, and gave way. */
  private isOwing = false;
  /** The start of a run, whose metrics are owed: training does not wait for them. */
  private start: HeldState | null = null;
  private measuring: AbortController | null = null;
  private readonly pace = new Pace();
  private readonly checkup: Checkup;
  readonly measured: Measured;

  constructor(
    private readonly host: SessionHost,
    private readonly program: Program,
    private readonly keeper: CheckpointKeeper,
    private readonly post: (message: RunNews) => void,
    /** The page waits for an answer: nothing long may be begun. */
    private readonly isHurried: () => boolean,
  ) {
    this.measured = new Measured(host, program);
    this.checkup = new Checkup(program, {
      now: () => host.now(),
      memory: () => host.memoryUse(),
      tell: (findings) => post({ type: 'health', findings }),
      scales: (scales) => this.measured.see(scales),
      apart: (look) => this.measured.memory.apart(look),
    });
  }

  get savedStep(): number {
    return this.lastSave.step;
  }

  /** What is looked at between steps. */
  get watching(): ProbeKind | null {
    return this.watched;
  }

  /** To be measured before the next step. */
  get owesMetrics(): boolean {
    return this.isOwing;
  }

  /** What is being measured stops, and is measured anew when there is time: at the same step it is the same. */
  giveWay(): void {
    this.measuring?.abort();
  }

  watch(what: ProbeKind | null): void {
    this.watched = what;
    this.lastProbe = never;
  }

  saveSoon(): void {
    this.isSaveWanted = true;
  }

  /** The trainer stands at a step that is stored, or at the start. */
  beginAt(step: number): void {
    const at = this.host.now();
    this.keeper.goBackTo(step);
    this.isOwing = false;
    this.lastSave = { step, at, costMs: this.lastSave.costMs };
    this.lastSample = { step, at, costMs: 0 };
    this.pace.startAnew(at);
    this.checkup.startAnew();
  }

  /** Of a run that goes on: one that was closed while it measured owes what its checkpoint is without. */
  async takeUp({ step, totalSteps }: TrainerLike): Promise<void> {
    const isTime = isDue(step, this.program.measureEvery) || step >= totalSteps;
    this.isOwing = this.hasMetrics && isTime && !(await this.keeper.hasMeasuredAt(step));
  }

  get hasMetrics(): boolean {
    return this.program.views.some(({ spec }) => spec.type === 'metric');
  }

  /** Others had their turns. */
  leaveOut(ms: number): void {
    this.pace.leaveOut(ms);
    this.checkup.leaveOut(ms);
  }

  /** After time that was not spent on training. */
  goOn(): void {
    this.pace.startOver(this.host.now());
  }

  /** All that is due after one step. */
  async afterStep(trainer: TrainerLike): Promise<void> {
    const { host, program } = this;
    const { step } = trainer;
    this.hasRun = true;
    this.pace.countStep();
    const isShowing = isSampleDue(step, host.now(), program.sampleEvery, this.lastSample);
    const isMeasuring = isDue(step, program.measureEvery);
    const isSaving =
      this.isSaveWanted || isSaveDue(step, host.now(), program.checkpointEvery, this.lastSave);
    if (this.pace.isReadDue || isShowing || isMeasuring || isSaving) await this.readLosses(trainer);
    if (isShowing || isMeasuring || isSaving) await this.measureStart();
    if (isShowing) await this.show(trainer, 'samples');
    if (isMeasuring) await this.measure(trainer);
    if (isSaving) await this.save(trainer);
    if (isProbeDue(host.now(), this.lastProbe)) await this.probe(trainer);
    this.pace.leaveOut(await this.checkup.afterStep(trainer, isShowing));
  }

  /** Where a run has come to its end, what it shows last. */
  async showEnd(trainer: TrainerLike): Promise<void> {
    if (!this.hasRun) return;
    this.hasRun = false;
    if (trainer.step > this.lastSample.step) await this.show(trainer, 'samples');
    if (!isDue(trainer.step, this.program.measureEvery)) await this.measure(trainer);
  }

  async readWhatIsLeft(trainer: TrainerLike): Promise<void> {
    if (this.pace.hasUnread) await this.readLosses(trainer);
  }

  async saveWhatIsNew(trainer: TrainerLike): Promise<void> {
    if (trainer.step > this.lastSave.step) await this.save(trainer);
  }

  /** The start of a run is measured later, where it can be held: training begins without waiting for that. */
  holdStart(trainer: TrainerLike): boolean {
    this.start = trainer.hold?.() ?? null;
    return this.start !== null;
  }

  get owesStart(): boolean {
    return this.start !== null;
  }

  /** Before anything else is kept of the run, so that metrics come in order. */
  async measureStart(isHurried = this.isHurried): Promise<void> {
    const { start } = this;
    if (!start || isHurried()) return;
    try {
      const isDone = await this.unlessAborted((signal) =>
        this.tellViews(start.step, () => start.measure(signal)),
      );
      if (isDone) this.letGoOfStart();
    } catch (error) {
      this.letGoOfStart();
      throw error;
    }
  }

  /** All that gave way. */
  async measureOwed(trainer: TrainerLike, isHurried = this.isHurried): Promise<void> {
    await this.measureStart(isHurried);
    if (this.isOwing) await this.measure(trainer, isHurried);
  }

  letGoOfStart(): void {
    const { start } = this;
    this.start = null;
    start?.dispose();
  }

  /** Metrics of this step, now or, where that is not the time for it, later: `owesMetrics`. */
  async measure(trainer: TrainerLike, isHurried = this.isHurried): Promise<void> {
    this.isOwing = this.hasMetrics;
    await this.measureStart(isHurried);
    if (this.start || isHurried()) return;
    try {
      const isDone = await this.unlessAborted((signal) => this.show(trainer, 'metrics', signal));
      if (isDone) this.isOwing = false;
    } catch (error) {
      this.isOwing = false;
      throw error;
    }
  }

  private async unlessAborted(act: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const controller = new AbortController();
    this.measuring = controller;
    const { signal } = controller;
    try {
      await act(signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    } finally {
      this.measuring = null;
    }
  }

  async show(
    trainer: TrainerLike,
    which: 'samples' | 'metrics',
    signal?: AbortSignal,
  ): Promise<void> {
    const startedAt = this.host.now();
    const { step } = trainer;
    await this.tellViews(step, () => trainer.view(which, signal));
    const at = this.host.now();
    // The first sheet compiles its pipelines: no later one costs as much.
    const costMs = step === 0 ? 0 : at - startedAt;
    if (which === 'samples') this.lastSample = { step, at, costMs };
  }

  private async tellViews(step: number, view: () => Promise<readonly ViewResult[]>): Promise<void> {
    const startedAt = this.host.now();
    try {
      for (const result of await this.measured.memory.apart(view))
        this.post(await show(result, step, this.keeper, this.host.paint));
    } finally {
      this.pace.leaveOut(this.host.now() - startedAt);
    }
  }

  async probe(trainer: TrainerLike): Promise<void> {
    if (this.watched === null) return;
    const startedAt = this.host.now();
    const { watched } = this;
    const probe = await this.measured.memory.apart(() => trainer.probe(watched));
    this.post({ type: 'probe', probe });
    const at = this.host.now();
    this.pace.leaveOut(at - startedAt);
    // The first look compiles pipelines: no later one costs as much.
    const isFirst = this.lastProbe.at === Number.NEGATIVE_INFINITY;
    this.lastProbe = { at, costMs: isFirst ? 0 : at - startedAt };
  }

  private async readLosses(trainer: TrainerLike): Promise<void> {
    const reading = this.measured.memory.between(() => trainer.takeLosses());
    const losses = await reading.catch((error: unknown) => {
      this.checkup.failed(error);
      throw error;
    });
    // Rows are numbered by the iterations done after them, whether the trainer counts from 0 or 1.
    const shift = trainer.step - (losses[losses.length - 1]?.step ?? trainer.step);
    const rows = losses.map(({ step, values }) => ({ step: step + shift, values }));
    const elapsedMs = this.pace.measure(this.host.now());
    this.keeper.addTime(elapsedMs);
    if (rows.length === 0) return;
    const taken = { ms: elapsedMs / rows.length, images: this.program.batchSize };
    this.keeper.addRows(rows.map((row) => ({ ...row, ...taken })));
    this.checkup.addRows(rows);
    const news = this.measured.news();
    if (news) this.post(news);
    this.keeper.peakBytes = this.measured.peak;
    const { msPerStep } = this.pace;
    this.post({
      type: 'losses',
      rows,
      msPerStep,
      imagesPerSecond: msPerStep > 0 ? (this.program.batchSize * 1000) / msPerStep : 0,
      tensors: this.host.countTensors(),
    });
  }

  async save(trainer: TrainerLike): Promise<void> {
    const startedAt = this.host.now();
    this.isSaveWanted = false;
    const checkpoint = await this.measured.memory.apart(() => trainer.save());
    const isKept = await this.keeper.keep(checkpoint);
    const now = this.host.now();
    this.lastSave = { step: checkpoint.step, at: now, costMs: now - startedAt };
    this.pace.leaveOut(now - startedAt);
    const { step, bytes } = checkpoint;
    this.post({ type: 'saved', step, bytes: bytes.byteLength, isKept });
  }
}

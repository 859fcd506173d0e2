/**
 * One run in the worker, from its opening until it is closed: takes step after step, looking at what the page wishes
 * between any two, and each in a turn of its own (`baton.ts`), as others may train beside it. `run-preparation.ts` makes the trainer, `run-reports.ts` shows, measures and saves. What goes wrong
 * ends in a sentence and a run that stands at its last good state; a device that goes away is replaced and the run goes on.
 */
import { DeviceLostError, type ProbeKind, type TrainerLike } from '../runtime/trainer-types.ts';
import type { CheckpointKeeper } from './checkpoint-keeper.ts';
import type { RunNews } from './protocol.ts';
import { letGo, RunPreparation } from './run-preparation.ts';
import { RunReports } from './run-reports.ts';
import type { Opening, Phase, SessionHost, Stage, Wish } from './session-types.ts';
import { judge, unmeasured } from './verdict.ts';

export class Session {
  private wish: Wish = 'pause';
  private wake: () => void = () => {};
  private isMuted = false;
  private phase: Phase | null = null;
  private stage: Stage = 'backend';
  private failures = 0;
  private trainer: TrainerLike | null = null;
  /** Null where the run has stood still since. */
  private turnEndedAt: number | null = null;
  private readonly reports: RunReports;
  private readonly preparation: RunPreparation;

  constructor(
    private readonly host: SessionHost,
    readonly opening: Opening,
    private readonly keeper: CheckpointKeeper,
  ) {
    const post = (message: RunNews) => {
      if (message.type === 'saved') this.failures = 0;
      this.post(message);
    };
    const isHurried = () => this.isHurried;
    this.reports = new RunReports(host, opening.program, keeper, post, isHurried);
    this.preparation = new RunPreparation(host, opening, keeper, (stage, done, total) =>
      this.progress(stage, done, total),
    );
  }

  /** Takes effect between two steps; what is being measured waits. */
  ask(wish: Wish): void {
    if (this.wish === 'close') return;
    this.wish = wish;
    if (this.isHurried) this.giveWay();
    this.wake();
  }

  /** Somebody waits for a turn: what is being measured is measured later. */
  giveWay(): void {
    this.reports.giveWay();
  }

  private get isHurried(): boolean {
    return this.wish === 'pause' || this.wish === 'close';
  }

  /** It has tensors on the backend that is started. */
  get isHolding(): boolean {
    return this.trainer !== null;
  }

  saveSoon(): void {
    this.reports.saveSoon();
  }

  /** What to look at between steps, from now on; a run that stands still is looked at once. */
  watch(what: ProbeKind | null): void {
    this.reports.watch(what);
    if (this.isHurried) this.giveWay();
    this.wake();
  }

  /** Says nothing more: another run has taken its place. */
  mute(): void {
    this.isMuted = true;
  }

  /** Resolves when the run is closed or given up. Never rejects. */
  async run(): Promise<void> {
    let isResumed = this.opening.resume;
    // Whose words these are, also where it is closed before it could begin.
    this.progress('backend', 0, 1);
    while (this.wish !== 'close') {
      try {
        this.trainer ??= await this.turn(async () => {
          const trainer = await this.open(isResumed);
          this.turnEndedAt = this.host.now();
          return trainer;
        });
        await this.live(this.trainer);
      } catch (error) {
        const next = this.judge(error, this.trainer?.step ?? null);
        if (next === 'keep') continue;
        this.letGo();
        if (next === 'give-up') return;
        isResumed = true;
      }
    }
    this.letGo();
    this.tell('closed', this.reports.savedStep);
  }

  private letGo(): void {
    this.reports.letGoOfStart();
    letGo(this.trainer);
    this.trainer = null;
    this.host.baton.leave(this);
  }

  private turn<T>(work: () => Promise<T>): Promise<T> {
    return this.host.baton.hold(this, work);
  }

  /** Everything before the first step, with the first sheets of a new run. */
  private async open(isResumed: boolean): Promise<TrainerLike> {
    const { reports } = this;
    this.phase = null;
    const { trainer, backend, isFork } = await reports.measured.memory.open(() =>
      this.preparation.prepare(isResumed),
    );
    const { step, totalSteps, losses } = trainer;
    try {
      reports.beginAt(step);
      reports.measured.begin(backend.backend, trainer);
      this.post({ type: 'opened', step, totalSteps, ...backend, losses });
      // From now on it stands by itself, whatever becomes of the run that it came from.
      if (isFork) await reports.save(trainer);
      if (step > 0) {
        await reports.takeUp(trainer);
        return trainer;
      }
      // Metrics may take seconds the first time: the sheets do not wait for them.
      this.progress('sheets', 0, 1);
      await reports.show(trainer, 'samples');
      if (reports.hasMetrics && !reports.holdStart(trainer)) {
        this.progress('metrics', 0, 1);
        await reports.measure(trainer);
      }
      return trainer;
    } catch (error) {
      letGo(trainer);
      throw error;
    }
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
    await this.turn(async () => {
      await this.reports.readWhatIsLeft(trainer);
      await this.reports.saveWhatIsNew(trainer);
    });
  }

  private async step(trainer: TrainerLike): Promise<void> {
    if (this.wish === 'train' && this.phase !== 'training') this.tell('training', trainer.step);
    const { reports } = this;
    const { baton, now } = this.host;
    baton.join(this);
    // Between two turns others may have theirs; a run alone there merely looks at its messages.
    const waitsFrom = (baton.isShared ? this.turnEndedAt : null) ?? now();
    await this.turn(async () => {
      reports.leaveOut(now() - waitsFrom);
      if (reports.owesMetrics) await this.measureLate(trainer);
      // They are of this step: where they gave way again, none is taken.
      if (!reports.owesMetrics) {
        await reports.measured.step(trainer);
        if (this.wish === 'step') this.wish = 'pause';
        await reports.afterStep(trainer);
      }
      this.turnEndedAt = now();
    });
  }

  /** Stands still, saved, until the page wishes otherwise. */
  private async rest(trainer: TrainerLike): Promise<void> {
    const { reports } = this;
    const isAtEnd = trainer.step >= trainer.totalSteps;
    this.host.baton.leave(this);
    this.turnEndedAt = null;
    await this.turn(async () => {
      await reports.readWhatIsLeft(trainer);
      if (isAtEnd) await reports.showEnd(trainer);
    });
    // Nobody comes back to a run that is freed at its end.
    const isWaitedFor = () => (this.opening.beside ? this.wish === 'close' : this.isHurried);
    while (isAtEnd && (reports.owesMetrics || reports.owesStart) && !isWaitedFor())
      await this.turn(() => reports.measureOwed(trainer, isWaitedFor));
    await this.turn(() => reports.saveWhatIsNew(trainer));
    // The page may have changed its mind meanwhile.
    if (this.wish === 'close' || (!isAtEnd && this.wish !== 'pause')) return;
    this.wish = 'pause';
    this.failures = 0;
    this.tell(isAtEnd ? 'finished' : 'paused', trainer.step);
    if (isAtEnd && this.opening.beside) this.wish = 'close';
    else await this.waitForWish(trainer);
    reports.goOn();
  }

  private async waitForWish(trainer: TrainerLike): Promise<void> {
    const isAsleep = () => this.wish === 'pause';
    let looked: ProbeKind | null = null;
    while (isAsleep()) {
      const { watching, owesMetrics, owesStart } = this.reports;
      if (watching !== looked) {
        looked = watching;
        await this.turn(() => this.reports.probe(trainer));
      } else if (owesMetrics || owesStart) {
        await this.catchUp(trainer);
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
    }
    this.wake = () => {};
  }

  /** Standing still is time to measure what gave way. Whoever wants to go on is answered, and waits for the end of it. */
  private async catchUp(trainer: TrainerLike): Promise<void> {
    const { reports } = this;
    this.wake = () => {
      if (this.wish === 'train' && this.phase === 'paused') this.tell('training', trainer.step);
    };
    await this.turn(() => this.measureLate(trainer, () => this.wish === 'close'));
    if (!reports.owesMetrics) await this.turn(() => reports.save(trainer));
    if (this.wish === 'pause' && this.phase === 'training') this.tell('paused', trainer.step);
  }

  /** What gave way. Its step is saved: a run that failed with it could never go on. */
  private async measureLate(trainer: TrainerLike, isHurried?: () => boolean): Promise<void> {
    try {
      await this.reports.measureOwed(trainer, isHurried);
    } catch (error) {
      if (error instanceof DeviceLostError) throw error;
      const message = unmeasured(trainer.step, error);
      this.post({ type: 'trouble', code: 'internal', message, isFatal: false });
    }
  }

  /** Says what went wrong, and answers what to do about it. */
  private judge(error: unknown, step: number | null): 'keep' | 'rebuild' | 'give-up' {
    // A run that is being closed has its last checkpoint, which is all that closing promises.
    if (this.wish === 'close') return 'rebuild';
    this.failures += 1;
    const stage = this.phase === null ? this.stage : null;
    const { failures } = this;
    const { savedStep } = this.reports;
    const { next, code, message } = judge({ error, step, savedStep, failures, stage });
    this.post({ type: 'trouble', code, message, isFatal: next === 'give-up' });
    if (next === 'keep') {
      this.wish = 'pause';
      this.reports.goOn();
      this.keeper.goBackTo(step ?? savedStep);
    }
    return next;
  }

  private progress(stage: Stage, done: number, total: number): void {
    this.stage = stage;
    this.post({ type: 'progress', stage, done, total });
  }

  private tell(phase: Phase, step: number): void {
    this.phase = phase;
    this.post({ type: 'phase', phase, step });
  }

  private post(news: RunNews): void {
    if (!this.isMuted) this.host.post({ ...news, runId: this.opening.runId });
  }
}

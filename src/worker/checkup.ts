/**
 * Watches over the health of one run while it trains: hands the doctor what is read anyway, and now and then looks at
 * layers, gradients, clipped weights, generated samples and memory, within a fixed share of the time. What is found is told
 * when it changes. A look that fails is not made again: health never stops a run.
 */
import type { Program } from '../compiler/program.ts';
import type { MemoryUse } from '../runtime/backends/memory-use.ts';
import { Doctor } from '../runtime/health/doctor.ts';
import type { Finding, Observation } from '../runtime/health/health-types.ts';
import { notFiniteFinding } from '../runtime/health/not-finite.ts';
import {
  DeviceLostError,
  type Losses,
  type LossScaleFact,
  NotFiniteError,
  type ProbeKind,
  SPREAD_SAMPLES,
  type TrainerLike,
} from '../runtime/trainer-types.ts';
import { Budget } from './budget.ts';
import { isSameHealth } from './same-health.ts';

export interface CheckupHost {
  now(): number;
  /** Null where the limit is unknown. */
  memory(): MemoryUse | null;
  tell(findings: readonly Finding[]): void;
  /** Of losses in mixed precision, as they were read. */
  scales?(scales: readonly LossScaleFact[]): void;
  /** A look is no part of a step. */
  apart?<T>(look: () => Promise<T>): Promise<T>;
  /** Of the time, at most, for samples; a trial by steps has no time. */
  readonly spreadShare?: number;
}

/** Of a trainer, what is looked at. */
export type Patient = Pick<
  TrainerLike,
  'step' | 'losses' | 'probe' | 'atBound' | 'spread' | 'lossScales'
>;

type Looks = Omit<Observation, 'step' | 'rows'>;

/** Together at most a fiftieth of the time. */
const LOOKS_SHARE = 0.012;
const SPREAD_SHARE = 0.008;
const LOOK_EVERY_MS = 1500;

export class Checkup {
  private doctor: Doctor | null = null;
  private rows: Losses[] = [];
  private found: readonly Finding[] = [];
  private told: readonly Finding[] = [];
  private failure: { readonly finding: Finding; readonly step: number } | null = null;
  private next: ProbeKind = 'activations';
  private readonly looking: Budget;
  private readonly spreading: Budget;
  private readonly givenUp = new Set<string>();

  constructor(
    private readonly program: Program,
    private readonly host: CheckupHost,
  ) {
    this.looking = new Budget(LOOKS_SHARE, LOOK_EVERY_MS);
    this.spreading = new Budget(host.spreadShare ?? SPREAD_SHARE, 0);
  }

  /** Another trainer, or the same at an earlier step: what was seen counts no more. */
  startAnew(): void {
    this.doctor = null;
    this.rows = [];
    this.found = [];
  }

  /** Others had their turns. */
  leaveOut(ms: number): void {
    this.looking.leaveOut(ms);
    this.spreading.leaveOut(ms);
  }

  /** Numbered by the iterations done after them. */
  addRows(rows: readonly Losses[]): void {
    this.rows.push(...rows);
    const { failure } = this;
    if (failure && rows.some(({ step }) => step > failure.step)) this.failure = null;
  }

  /** After every step. Resolves at once where nothing is due; otherwise with the time that it took. */
  async afterStep(trainer: Patient, isSampleTime: boolean): Promise<number> {
    const startedAt = this.host.now();
    this.looking.pass(this.host.now());
    this.spreading.pass(this.host.now());
    const looks: Looks = {
      ...(this.looking.isDue(this.host.now()) ? await this.look(trainer) : {}),
      ...(isSampleTime && this.isSpreadDue() ? await this.spread(trainer) : {}),
    };
    const { rows } = this;
    if (rows.length === 0 && Object.keys(looks).length === 0) return 0;
    this.rows = [];
    this.doctor ??= new Doctor(this.program, trainer.losses);
    this.found = this.doctor.observe({ step: trainer.step, rows, ...looks });
    this.tell();
    return this.host.now() - startedAt;
  }

  /** The run stopped, and stands at an earlier step. */
  failed(error: unknown): void {
    if (!(error instanceof NotFiniteError)) return;
    // Rows count the iterations done, errors the iterations before them.
    this.failure = { finding: notFiniteFinding(this.program, error), step: error.step + 1 };
    this.rows = [];
    this.tell();
  }

  private async look(trainer: Patient): Promise<Looks> {
    const what = this.next;
    this.next = what === 'activations' ? 'gradients' : 'activations';
    return this.apart(this.looking, async () => {
      const probe = await this.unlessGivenUp(what, () => trainer.probe(what));
      const atBound = await this.unlessGivenUp('bound', () => trainer.atBound());
      const lossScales = await this.unlessGivenUp('scale', async () => trainer.lossScales?.());
      if (lossScales) this.host.scales?.(lossScales);
      const memory = await this.unlessGivenUp('memory', async () => this.host.memory());
      return {
        ...(probe ? { [what]: probe } : {}),
        ...(atBound ? { atBound } : {}),
        ...(lossScales ? { lossScales } : {}),
        ...(memory ? { memory } : {}),
      };
    });
  }

  /** A sample costs no more than training takes for half of one: no discriminator, no way back. */
  private isSpreadDue(): boolean {
    const { spreading, program, host } = this;
    const guessMs = (spreading.msPerStep * SPREAD_SAMPLES) / (2 * program.batchSize);
    return spreading.isDue(host.now(), guessMs);
  }

  private async spread(trainer: Patient): Promise<Looks> {
    return this.apart(this.spreading, async () => {
      const spread = await this.unlessGivenUp('spread', () => trainer.spread());
      return spread ? { spread } : {};
    });
  }

  private apart<T>(budget: Budget, look: () => Promise<T>): Promise<T> {
    const { host } = this;
    return budget.spend(host.now, () => (host.apart ? host.apart(look) : look()));
  }

  /** Null where it fails, and from then on. */
  private async unlessGivenUp<T>(what: string, act: () => Promise<T>): Promise<T | null> {
    if (this.givenUp.has(what)) return null;
    try {
      return await act();
    } catch (error) {
      if (error instanceof DeviceLostError) throw error;
      this.givenUp.add(what);
      return null;
    }
  }

  private tell(): void {
    const { failure, found, told } = this;
    const findings = failure ? [failure.finding, ...found] : found;
    if (isSameHealth(told, findings)) return;
    this.told = findings;
    this.host.tell(findings);
  }
}

/**
 * The newest checkpoint of a run, in memory and in storage, and what the run has shown since, which is
 * written with the next one. Storage that refuses is told once; memory then still has the newest state.
 */
import type { Checkpoint } from '../runtime/trainer-types.ts';
import type { ForkFrom, LossRow } from './protocol.ts';
import { WeightsGoneError } from './session-types.ts';
import type { MetricRecord, RunOpening, RunStorage, SampleRecord } from './storage-types.ts';

/** What waits for storage that refuses is bounded. */
const ROWS_WAITING = 200_000;
const SAMPLES_WAITING = 40;

export class CheckpointKeeper {
  private inMemory: Checkpoint | null = null;
  private rows: LossRow[] = [];
  private samples: SampleRecord[] = [];
  private metrics: MetricRecord[] = [];
  private trainedMs = 0;
  /** The most that a step took; null where it was not measured. */
  peakBytes: number | null = null;
  private described: Promise<void> = Promise.resolve();
  private hasComplained = false;

  constructor(
    readonly runId: string,
    private readonly storage: RunStorage,
    private readonly complain: (message: string) => void,
  ) {}

  /** The state to go back to; null is the start of the run. */
  async newest(): Promise<Checkpoint | null> {
    if (this.inMemory) return this.inMemory;
    this.inMemory = await this.storage.newestCheckpoint(this.runId);
    return this.inMemory;
  }

  /** The state of another run to begin with; what that has shown up to there is kept with the first checkpoint. */
  async branchOff({ runId, step, inherits }: ForkFrom): Promise<Checkpoint> {
    const checkpoint = await this.storage.checkpointAt(runId, step);
    if (!checkpoint) throw new WeightsGoneError(goneElsewhere(step));
    const shown = inherits ? await this.storage.historyOf(runId, step) : nothing;
    this.rows = [...shown.rows];
    this.samples = [...shown.samples];
    this.metrics = [...shown.metrics];
    return checkpoint;
  }

  /** Where and on what the run is computed from a step on. Training need not wait for it: what is kept of the run does. */
  describe(opening: RunOpening): void {
    this.described = this.storage
      .describe(this.runId, opening)
      .catch((error: unknown) => this.tell(error));
  }

  /** Spent training since the last checkpoint. */
  addTime(ms: number): void {
    this.trainedMs += ms;
  }

  addRows(rows: readonly LossRow[]): void {
    this.rows.push(...rows);
  }

  addSample(sample: SampleRecord): void {
    this.samples.push(sample);
  }

  addMetric(metric: MetricRecord): void {
    this.metrics.push(metric);
  }

  /** Whether metrics of this step are kept, or wait to be. Storage that fails is not asked to keep them twice. */
  async hasMeasuredAt(step: number): Promise<boolean> {
    if (this.metrics.some((metric) => metric.step === step)) return true;
    return this.storage.hasMetricsAt(this.runId, step).catch(() => true);
  }

  /** The run went back to a step: what was shown after it will be shown again. */
  goBackTo(step: number): void {
    const isBefore = (entry: { readonly step: number }) => entry.step <= step;
    this.rows = this.rows.filter(isBefore);
    this.samples = this.samples.filter(isBefore);
    this.metrics = this.metrics.filter(isBefore);
  }

  /** False where storage refuses it. */
  async keep(checkpoint: Checkpoint): Promise<boolean> {
    this.inMemory = checkpoint;
    await this.described;
    const { rows, samples, metrics, trainedMs, peakBytes } = this;
    this.trainedMs = 0;
    this.rows = [];
    this.samples = [];
    this.metrics = [];
    try {
      await this.storage.advance(this.runId, {
        ...{ checkpoint, rows, samples, metrics, trainedMs, peakBytes },
      });
      this.hasComplained = false;
      return true;
    } catch (error) {
      this.rows = [...rows, ...this.rows].slice(-ROWS_WAITING);
      this.samples = [...samples, ...this.samples].slice(-SAMPLES_WAITING);
      this.metrics = [...metrics, ...this.metrics].slice(-ROWS_WAITING);
      this.trainedMs += trainedMs;
      this.tell(error);
      return false;
    }
  }

  private tell(error: unknown): void {
    if (!this.hasComplained) this.complain(error instanceof Error ? error.message : `${error}`);
    this.hasComplained = true;
  }
}

const nothing = { rows: [], samples: [], metrics: [] };

const goneElsewhere = (step: number) =>
  `The run that this one was to go on from no longer has its checkpoint of step ${step}: it was removed. Choose another checkpoint.`;

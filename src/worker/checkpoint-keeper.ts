/**
 * The newest checkpoint of a run, in memory and in storage, and what the run has shown since, which is
 * written with the next one. Storage that refuses is told once; memory then still has the newest state.
 */
import type { Checkpoint } from '../runtime/trainer-types.ts';
import type { LossRow } from './protocol.ts';
import type { MetricRecord, RunStorage, SampleRecord } from './storage-types.ts';

/** What waits for storage that refuses is bounded. */
const ROWS_WAITING = 200_000;
const SAMPLES_WAITING = 40;

export class CheckpointKeeper {
  private inMemory: Checkpoint | null = null;
  private rows: LossRow[] = [];
  private samples: SampleRecord[] = [];
  private metrics: MetricRecord[] = [];
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

  addRows(rows: readonly LossRow[]): void {
    this.rows.push(...rows);
  }

  addSample(sample: SampleRecord): void {
    this.samples.push(sample);
  }

  addMetric(metric: MetricRecord): void {
    this.metrics.push(metric);
  }

  /** The run went back to a step: what was shown after it will be shown again. */
  goBackTo(step: number): void {
    const isBefore = (entry: { readonly step: number }) => entry.step <= step;
    this.rows = this.rows.filter(isBefore);
    this.samples = this.samples.filter(isBefore);
    this.metrics = this.metrics.filter(isBefore);
  }

  async keep(checkpoint: Checkpoint): Promise<void> {
    this.inMemory = checkpoint;
    const { rows, samples, metrics } = this;
    this.rows = [];
    this.samples = [];
    this.metrics = [];
    try {
      await this.storage.advance(this.runId, { checkpoint, rows, samples, metrics });
      this.hasComplained = false;
    } catch (error) {
      this.rows = [...rows, ...this.rows].slice(-ROWS_WAITING);
      this.samples = [...samples, ...this.samples].slice(-SAMPLES_WAITING);
      this.metrics = [...metrics, ...this.metrics].slice(-ROWS_WAITING);
      if (!this.hasComplained) this.complain(error instanceof Error ? error.message : `${error}`);
      this.hasComplained = true;
    }
  }
}

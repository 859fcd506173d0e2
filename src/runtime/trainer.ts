/** A run of a program on the backend that is started: steps, losses, views, checkpoints. */
import { getBackend } from '@tensorflow/tfjs-core';
import { misfitOf } from '../compiler/memory-fit.ts';
import type { Program } from '../compiler/program.ts';
import type { Feeder } from '../data/batch-feeder.ts';
import { memoryLimits } from './backends/memory-use.ts';
import { compilePipelines } from './backends/pipelines.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
import { DeviceWatch } from './device-watch.ts';
import type { ForkState } from './fork.ts';
import { registerInPlace } from './in-place/change.ts';
import { buildNetwork, type Network } from './models/network.ts';
import { Draws } from './plan/draws.ts';
import { createFeed, datasetFor, type Feed } from './plan/feed.ts';
import { Interpreter } from './plan/interpreter.ts';
import { LossLog } from './plan/loss-log.ts';
import { readScale } from './plan/loss-scale.ts';
import { traced } from './plan/not-finite.ts';
import { phasesOf } from './plan/parts.ts';
import { precisionHere } from './plan/precision.ts';
import { type Counters, Snapshot } from './plan/snapshot.ts';
import { Stages } from './plan/stages.ts';
import { createState, type TrainingState } from './plan/state.ts';
import { contentsOf, putBack } from './plan/state-bytes.ts';
import { takeOver } from './plan/take-over.ts';
import { totalStepsOf } from './plan/total-steps.ts';
import { Witness } from './plan/witness.ts';
import { deriveKey, wordsOf } from './random/threefry.ts';
import { replaysHere } from './replay/here.ts';
import type { Replaying } from './replay/replays.ts';
import {
  type Checkpoint,
  type Feeding,
  type HeldState,
  type Losses,
  type LossScaleFact,
  NoRoomError,
  NotFiniteError,
  type PrecisionFact,
  type Probe,
  type ProbeKind,
  type Sharing,
  type Sight,
  type Spread,
  type TrainerLike,
  type TrainerOptions,
  type ViewResult,
} from './trainer-types.ts';
import { sharesAtBound } from './views/at-bound.ts';
import { Prober } from './views/probe.ts';
import { Spreads } from './views/spread.ts';
import { Views } from './views/views.ts';

/** A copy of more is not worth an earlier first step. */
const MOST_HELD_BYTES = 2 ** 26;

/** `startBackend` must have been awaited. */
export async function createTrainer(options: TrainerOptions): Promise<TrainerLike> {
  let trainer: Trainer | null = null;
  try {
    const { program } = options;
    // Halves are half as large only where the device has them.
    const precision = precisionHere(program).used;
    const misfit = misfitOf({ ...program, precision }, memoryLimits());
    if (misfit !== null) throw new NoRoomError(`This cannot be trained here: ${misfit}`);
    registerInPlace();
    trainer = new Trainer(options);
    await trainer.prepare(options.onProgress);
    return trainer;
  } catch (error) {
    trainer?.dispose();
    options.feeder?.dispose();
    throw error;
  }
}

class Trainer implements TrainerLike {
  readonly program: Program;
  readonly totalSteps: number;
  readonly precision: PrecisionFact;
  private done = 0;
  private readonly watch = new DeviceWatch();
  private readonly networks: ReadonlyMap<string, Network>;
  private readonly state: TrainingState;
  private readonly draws: Draws;
  private readonly feeds: readonly (Feed | null)[];
  private readonly feeder: Feeder | null;
  private readonly waited = { times: 0, ms: 0 };
  private readonly stages: Stages;
  /** Index of the stage whose pipelines are compiled. */
  private preparedStage = -1;
  private readonly interpreter: Interpreter;
  private readonly log: LossLog;
  private readonly views: Views;
  private readonly prober: Prober;
  private readonly spreads: Spreads;
  private snapshot: Snapshot | null = null;
  private readonly replays: Replaying | null;

  constructor(options: TrainerOptions) {
    const {
      program,
      data,
      metricStore,
      onProgress,
      replay,
      threads,
      sharing,
      feeder = null,
    } = options;
    this.program = program;
    this.feeder = feeder;
    const feeds = program.sources.map((source, ordinal): Feed | null => {
      const dataset = datasetFor(source, data);
      const seed = dataSeed(program.seed, ordinal);
      return dataset && createFeed(source, dataset, seed, false, feeder);
    });
    this.feeds = feeds;
    this.totalSteps = totalStepsOf(program, feeds);
    const networks = new Map<string, Network>();
    program.networks.forEach((network, ordinal) => {
      onProgress?.('weights', ordinal, program.networks.length);
      networks.set(network.name, buildNetwork(network, ordinal, program.seed));
    });
    onProgress?.('weights', program.networks.length, program.networks.length);
    this.networks = networks;
    this.state = createState(program, networks);
    this.stages = new Stages(program, networks, sharing ?? usualSharing());
    this.draws = new Draws(program, feeds, program.seed);
    if (feeder) this.draws.prepare();
    this.precision = precisionHere(program);
    const isMixed = this.precision.used === 'mixed';
    this.interpreter = new Interpreter(program, this.stages, this.state, this.draws, isMixed);
    this.log = new LossLog(this.interpreter.losses, [...networks.values()]);
    this.views = new Views(program, this.stages, this.state.averages, data, metricStore);
    this.replays = replay === 'off' ? null : replaysHere(threads);
    this.prober = new Prober(program, this.stages, this.state, data);
    this.spreads = new Spreads(program, this.stages, this.state.averages, data);
  }

  get losses(): readonly string[] {
    return this.interpreter.losses;
  }

  get unreplayed(): readonly string[] {
    return this.replays?.reasons ?? [];
  }

  get feeding(): Feeding {
    const made = this.feeds.flatMap((feed) => feed?.made ?? []);
    return {
      elsewhere: made.reduce((sum, { elsewhere }) => sum + elsewhere, 0),
      here: made.reduce((sum, { here }) => sum + here, 0),
      waits: this.waited.times,
      waitedMs: this.waited.ms,
    };
  }

  get step(): number {
    return this.done;
  }

  async prepare(onProgress: TrainerOptions['onProgress']): Promise<void> {
    await this.prepareStage(onProgress);
    this.snapshot = new Snapshot(this.state, this.counters());
  }

  /** Compiles what the stage of the next iteration needs, unless that was done. */
  private async prepareStage(onProgress?: TrainerOptions['onProgress']): Promise<void> {
    const { index } = this.stages.at(this.done);
    if (index === this.preparedStage) return;
    await compilePipelines(
      () => {
        this.interpreter.runDry(this.done);
        this.views.runDry(this.done);
        this.log.runDry();
      },
      (done, total) => onProgress?.('pipelines', done, total),
    );
    this.preparedStage = index;
  }

  async trainStep(): Promise<void> {
    this.watch.check();
    await this.prepareStage();
    const arriving = this.draws.arriving();
    if (arriving.length > 0) await this.waitFor(arriving);
    this.runOrReplay(this.done);
    this.done += 1;
  }

  private async waitFor(arriving: readonly Promise<void>[]): Promise<void> {
    const from = performance.now();
    await this.watch.during(Promise.all(arriving));
    this.waited.times += 1;
    this.waited.ms += performance.now() - from;
  }

  private runOrReplay(step: number): void {
    const { interpreter, log, replays } = this;
    const key = replays ? interpreter.keyAt(step) : '';
    if (replays?.replay(key, step, () => log.room(step))) return;
    const run = () => interpreter.run(step);
    log.add(step, replays ? replays.interpret(key, run) : run());
  }

  async takeLosses(): Promise<readonly Losses[]> {
    try {
      const rows = await this.watch.during(this.log.take());
      if (rows.length > 0) this.snapshot?.take(this.counters());
      return rows;
    } catch (error) {
      if (!this.watch.isSound || !this.snapshot) throw error;
      this.setCounters(this.snapshot.goBack());
      if (!(error instanceof NotFiniteError)) throw error;
      const found = await this.watch.during(this.firstBadUntil(error.step)).catch(() => null);
      this.setCounters(this.snapshot.goBack());
      throw found ? traced(error, found.sight, found.step) : error;
    }
  }

  /**
   * Trains once more from the last good state, where random numbers and data are the same, and looks at every tensor of
   * every iteration until one is not finite. The caller goes back to the good state afterwards.
   */
  private async firstBadUntil(last: number): Promise<{ sight: Sight; step: number } | null> {
    for (let step = this.done; step <= last; step++) {
      const witness = new Witness();
      this.interpreter.run(step, witness).dispose();
      const sight = await witness.first();
      if (sight) return { sight, step };
    }
    return null;
  }

  view(which: 'samples' | 'metrics' | 'all', signal?: AbortSignal): Promise<readonly ViewResult[]> {
    return this.watch.during(this.views.show(which, this.done, signal));
  }

  hold(): HeldState | null {
    const bytes = this.state.entries.reduce((sum, { tensor }) => sum + 4 * tensor.size, 0);
    if (bytes > MOST_HELD_BYTES) return null;
    const { done: step } = this;
    const then = new Snapshot(this.state, this.counters());
    return {
      step,
      measure: async (signal) => {
        const now = new Snapshot(this.state, this.counters());
        then.goBack();
        try {
          return await this.watch.during(this.views.show('metrics', step, signal));
        } finally {
          now.goBack();
          now.dispose();
        }
      },
      dispose: () => then.dispose(),
    };
  }

  probe(what: ProbeKind): Promise<Probe> {
    return this.watch.during(this.prober.look(what, this.done));
  }

  atBound(): Promise<Readonly<Record<string, number>>> {
    return this.watch.during(sharesAtBound(this.program, this.state));
  }

  spread(): Promise<readonly Spread[]> {
    return this.watch.during(this.spreads.measure(this.done));
  }

  async lossScales(): Promise<readonly LossScaleFact[]> {
    if (this.precision.used === 'float32') return [];
    const scaled = phasesOf(this.program).flatMap(({ index, node }) => {
      const scale = this.state.scales.get(index);
      return scale ? [{ node, scale }] : [];
    });
    const read = scaled.map(async ({ node, scale }) => ({ node, ...(await readScale(scale)) }));
    return this.watch.during(Promise.all(read));
  }

  async save(): Promise<Checkpoint> {
    const counters = this.counters();
    const contents = await this.watch.during(contentsOf(this.program, this.state, counters));
    return { step: counters.step, bytes: encodeCheckpoint(contents) };
  }

  async restore({ bytes }: Checkpoint): Promise<void> {
    this.watch.check();
    const counters = putBack(decodeCheckpoint(bytes), this.program, this.state);
    this.setCounters(counters);
    this.snapshot?.take(counters);
  }

  async adopt({ bytes }: Checkpoint, fork: ForkState): Promise<void> {
    this.watch.check();
    const counters = takeOver(decodeCheckpoint(bytes), fork, this.state);
    this.setCounters(counters);
    this.snapshot?.take(counters);
  }

  dispose(): void {
    this.watch.end();
    this.feeder?.dispose();
    this.log.forget();
    this.replays?.dispose();
    this.snapshot?.dispose();
    this.views.dispose();
    this.interpreter.dispose();
    this.state.dispose();
    for (const network of this.networks.values()) network.dispose();
  }

  private counters(): Counters {
    const { updates } = this.state;
    const { filled } = this.interpreter.pools;
    const { cursors } = this.draws;
    return {
      step: this.done,
      updates: [...updates],
      cursors: [...cursors],
      pools: [...filled],
    };
  }

  /** What is shown or logged of the steps after these counters is forgotten. */
  private setCounters({ step, updates, cursors, pools }: Counters): void {
    this.done = step;
    this.log.forget();
    updates.forEach((count, phase) => {
      this.state.updates[phase] = count;
    });
    cursors.forEach((cursor, source) => {
      this.draws.cursors[source] = cursor;
    });
    if (this.feeder) this.draws.prepare();
    pools.forEach((filled, pool) => {
      this.interpreter.pools.filled[pool] = filled;
    });
  }
}

/** A joined pass sums in another order: where it wins nothing, runs stay equal to PyTorch's in one more respect. */
const usualSharing = (): Sharing => (getBackend() === 'webgpu' ? 'all' : 'phases');

/** Two datasets of one document are shuffled differently. */
function dataSeed(seed: number, ordinal: number): number {
  return deriveKey(wordsOf(seed), ordinal)[0];
}

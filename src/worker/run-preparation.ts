/** Everything before the first step of a run: its checkpoint, the backend, its data, its trainer. Says how far it is. */
import type { DataIdentity } from '../../graph-schemas/run-record.ts';
import type { Dataset } from '../data/dataset.ts';
import { hashOfText, identityOf } from '../data/identity.ts';
import { shareDataset } from '../data/share-dataset.ts';
import type { BackendInfo, PrecisionFact, TrainerLike } from '../runtime/trainer-types.ts';
import type { CheckpointKeeper } from './checkpoint-keeper.ts';
import { type Opening, type SessionHost, type Stage, WeightsGoneError } from './session-types.ts';

export interface Prepared {
  readonly trainer: TrainerLike;
  readonly backend: BackendInfo;
  /** It stands where another run stood, and has no checkpoint of its own yet. */
  readonly isFork: boolean;
}

export class RunPreparation {
  /** Loaded once, however often a device is replaced. */
  private data: Readonly<Record<string, Dataset>> | null = null;
  private identity: Record<string, DataIdentity> | null = null;

  constructor(
    private readonly host: SessionHost,
    private readonly opening: Opening,
    private readonly keeper: CheckpointKeeper,
    private readonly progress: (stage: Stage, done: number, total: number) => void,
  ) {}

  /** Rejects with a sentence; then nothing is held. */
  async prepare(isResumed: boolean): Promise<Prepared> {
    const { host, opening, keeper, progress } = this;
    progress('backend', 0, 1);
    const { program, fork } = opening;
    const checkpoint = isResumed ? await keeper.newest() : null;
    const origin = checkpoint || !fork ? null : await keeper.branchOff(fork);
    if (isResumed && !checkpoint && !origin && opening.from)
      throw new WeightsGoneError(gone(opening.from));
    const started = await host.startBackend(opening.backend);
    progress('backend', 1, 1);
    this.data ??= await this.loadData();
    progress('weights', 0, 1);
    const feeder = host.createFeeder();
    const trainer = await host.createTrainer({
      ...{ program, data: this.data, onProgress: progress },
      ...(feeder ? { feeder } : {}),
    });
    try {
      if (checkpoint) await trainer.restore(checkpoint);
      else if (fork && origin) await trainer.adopt(origin, fork);
      this.identity ??= this.identities(this.data);
      const backend = withPrecision(started, trainer.precision);
      const { backend: name, device } = backend;
      keeper.describe({
        ran: { fromStep: trainer.step, backend: name, device, versions: { ...host.versions } },
        data: this.identity,
      });
      return { trainer, backend, isFork: origin !== null };
    } catch (error) {
      letGo(trainer);
      throw error;
    }
  }

  /** By dataset node. Hashing looks at every byte, so it is done once. */
  private identities(data: Readonly<Record<string, Dataset>>): Record<string, DataIdentity> {
    const { bindings, program } = this.opening;
    const entries = Object.entries(data).map(([node, dataset]) => {
      const { name, count } = dataset;
      const binding = bindings[node];
      const content =
        binding?.type === 'builtin' ? `${binding.name} ${program.seed}` : identityOf(dataset);
      return [node, { name, count, hash: hashOfText(content) }] as const;
    });
    return Object.fromEntries(entries);
  }

  private async loadData(): Promise<Readonly<Record<string, Dataset>>> {
    const { bindings, program } = this.opening;
    const entries = Object.entries(bindings);
    const data: Record<string, Dataset> = {};
    // Two nodes that take domains A and B read one set.
    const generated = new Map<string, Dataset>();
    const shared = new Map<Dataset, Dataset>();
    for (const [index, [node, binding]] of entries.entries()) {
      this.progress('data', index, entries.length);
      const known = binding.type === 'builtin' ? generated.get(binding.name) : undefined;
      const dataset = known ?? (await this.host.loadData(binding, program.seed));
      if (binding.type === 'builtin') generated.set(binding.name, dataset);
      const own = shared.get(dataset) ?? shareDataset(dataset);
      shared.set(dataset, own);
      data[node] = own;
    }
    this.progress('data', entries.length, entries.length);
    return data;
  }
}

/** What the badge shows and the run's record keeps. */
function withPrecision(backend: BackendInfo, precision: PrecisionFact | undefined): BackendInfo {
  const { device } = backend;
  if (precision?.used === 'mixed') return { ...backend, device: `${device}, mixed precision` };
  const { reason = null } = precision ?? {};
  return reason === null
    ? backend
    : { ...backend, device: `${device}, float32 in place of mixed precision`, reason };
}

const gone = (step: number) =>
  `The browser no longer holds the weights of step ${step}: they were removed to make room. Train starts a new run from step 0.`;

/** A trainer on a device that is gone may fail even at this. */
export function letGo(trainer: TrainerLike | null): void {
  try {
    trainer?.dispose();
  } catch {
    // Nothing of it is used again.
  }
}

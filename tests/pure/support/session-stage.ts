/** A session over a trainer that only counts, and what it says. */
import type { Program } from '../../../src/compiler/program.ts';
import type {
  Checkpoint,
  HeldState,
  Losses,
  PrecisionFact,
  ProbeKind,
  TrainerLike,
} from '../../../src/runtime/trainer-types.ts';
import { Baton } from '../../../src/worker/baton.ts';
import { CheckpointKeeper } from '../../../src/worker/checkpoint-keeper.ts';
import type { ForkFrom, RunNews } from '../../../src/worker/protocol.ts';
import { Session } from '../../../src/worker/session.ts';
import type { SessionHost } from '../../../src/worker/session-types.ts';
import type { RunAdvance, RunOpening, RunStorage } from '../../../src/worker/storage-types.ts';

export const program = (part: Partial<Program> = {}): Program => ({
  name: 'test',
  seed: 1,
  batchSize: 8,
  length: { type: 'steps', steps: 1000 },
  sampleEvery: 0,
  measureEvery: 0,
  checkpointEvery: 0,
  networks: [],
  sources: [],
  iteration: [],
  views: [],
  stages: [],
  ...part,
});

export type Said = RunNews & { readonly runId?: string };

export interface SetUp {
  readonly beforeRun?: (session: Session) => void;
  readonly program?: Partial<Program>;
  readonly totalSteps?: number;
  readonly resume?: boolean;
  readonly from?: number;
  /** Called after each step; may throw. */
  readonly onStep?: (step: number, trainer: number) => void;
  readonly onRead?: (step: number, trainer: FakeTrainer) => void;
  readonly onStart?: () => void;
  /** Metrics take until it resolves. */
  readonly onMeasure?: (step: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly baton?: Baton;
  readonly clock?: { now: number };
  readonly beside?: boolean;
  readonly fork?: ForkFrom;
  readonly runId?: string;
  readonly msPerStep?: number;
  readonly saveCostMs?: number;
  readonly storage?: Partial<RunStorage>;
  /** Trainers can measure a state after training has gone on. */
  readonly holds?: boolean;
  readonly precision?: PrecisionFact;
}

const METRIC = {
  type: 'metric',
  view: 'm',
  title: 'M',
  values: { modes: 8 },
  samples: 2,
} as const;

export class FakeTrainer implements TrainerLike {
  readonly losses = ['d', 'g'];
  readonly totalSteps: number;
  readonly precision: PrecisionFact;
  step = 0;
  isDisposed = false;
  /** States that are held now. */
  held = 0;
  readonly hold?: () => HeldState;
  private pending: Losses[] = [];
  constructor(
    readonly program: Program,
    private readonly number: number,
    private readonly options: SetUp,
    private readonly clock: { now: number },
  ) {
    this.totalSteps = options.totalSteps ?? 1000;
    this.precision = options.precision ?? { used: 'float32', reason: null };
    if (!options.holds) return;
    this.hold = () => {
      const { step } = this;
      this.held += 1;
      return {
        step,
        measure: async (signal) => {
          await options.onMeasure?.(step, signal);
          return [METRIC];
        },
        dispose: () => {
          this.held -= 1;
        },
      };
    };
  }
  async trainStep() {
    if (this.isDisposed) throw new Error('used after dispose');
    this.step += 1;
    this.clock.now += this.options.msPerStep ?? 100;
    this.options.onStep?.(this.step, this.number);
    // Counted from 0, as trainers may.
    this.pending.push({ step: this.step - 1, values: [this.step, -this.step] });
  }
  async takeLosses() {
    this.options.onRead?.(this.step, this);
    const taken = this.pending;
    this.pending = [];
    return taken;
  }
  async probe(what: ProbeKind) {
    this.clock.now += 10;
    return { what, step: this.step, nodes: {}, networks: {} };
  }
  async atBound() {
    return {};
  }
  async spread() {
    return [];
  }
  async view(which: 'samples' | 'metrics' | 'all', signal?: AbortSignal) {
    if (which === 'metrics') await this.options.onMeasure?.(this.step, signal);
    const sheet = {
      type: 'preview',
      view: 'sheet',
      title: 'Sheet',
      width: 1,
      height: 1,
      rgba: new Uint8ClampedArray(4),
    } as const;
    if (which === 'all') return [sheet, METRIC];
    return which === 'samples' ? [sheet] : [METRIC];
  }
  async save(): Promise<Checkpoint> {
    this.clock.now += this.options.saveCostMs ?? 0;
    return { step: this.step, bytes: new Uint8Array([this.step % 256]) };
  }
  async restore({ step }: Checkpoint) {
    this.step = step;
    this.pending = [];
  }
  async adopt({ step }: Checkpoint) {
    this.step = step;
  }
  dispose() {
    this.isDisposed = true;
  }
}

export function setUp(options: SetUp = {}) {
  const messages: Said[] = [];
  const advances: RunAdvance[] = [];
  const openings: RunOpening[] = [];
  const trainers: FakeTrainer[] = [];
  const clock = options.clock ?? { now: 0 };
  const plan: { at: number; act: () => void }[] = [];
  const storage: RunStorage = {
    async advance(_runId, advance) {
      advances.push(advance);
    },
    async newestCheckpoint() {
      return advances[advances.length - 1]?.checkpoint ?? null;
    },
    checkpointAt: async () => null,
    historyOf: async () => ({ rows: [], samples: [], metrics: [] }),
    hasMetricsAt: async () => true,
    async describe(_runId, opening) {
      openings.push(opening);
    },
    ...options.storage,
  };
  const host: SessionHost = {
    post: (message) => messages.push(message),
    baton: options.baton ?? new Baton(),
    versions: { ganvas: '1' },
    async startBackend() {
      options.onStart?.();
      return { backend: 'cpu', device: 'none', reason: 'test' };
    },
    async createTrainer(trainerOptions) {
      const made = new FakeTrainer(trainerOptions.program, trainers.length + 1, options, clock);
      trainers.push(made);
      return made;
    },
    async loadData() {
      return {
        type: 'points',
        name: 'rings',
        count: 1,
        dimensions: 2,
        points: new Float32Array(2),
      };
    },
    createFeeder: () => null,
    async paint() {
      return { bitmap: {} as ImageBitmap, png: new Blob() };
    },
    countTensors: () => 7,
    memoryUse: () => null,
    now: () => clock.now,
    async yieldToMessages() {
      const step = trainers[trainers.length - 1]?.step ?? 0;
      while (plan[0] && plan[0].at <= step) plan.shift()?.act();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  const keeper = new CheckpointKeeper(options.runId ?? 'run', storage, (message) =>
    messages.push({ type: 'trouble', code: 'storage', message, isFatal: false }),
  );
  const session = new Session(
    host,
    {
      runId: options.runId ?? 'run',
      program: program(options.program),
      bindings: { data: { type: 'builtin', name: 'rings' } },
      backend: 'auto',
      resume: options.resume ?? false,
      ...(options.from ? { from: options.from } : {}),
      ...(options.beside ? { beside: true } : {}),
      ...(options.fork ? { fork: options.fork } : {}),
    },
    keeper,
  );
  options.beforeRun?.(session);
  const ended = session.run();
  const of = <T extends Said['type']>(type: T) =>
    messages.filter((m): m is Extract<Said, { type: T }> => m.type === type);
  async function until(isThere: () => boolean): Promise<void> {
    for (let i = 0; i < 20_000 && !isThere(); i++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (!isThere()) throw new Error(`never happened; heard ${JSON.stringify(messages.slice(-5))}`);
  }
  return {
    session,
    ended,
    messages,
    advances,
    openings,
    trainers,
    clock,
    of,
    until,
    phases: () => of('phase').map(({ phase, step }) => `${phase} ${step}`),
    rows: () => of('losses').flatMap(({ rows }) => rows.map(({ step }) => step)),
    hasPhase: (text: string) => () =>
      of('phase').some(({ phase, step }) => `${phase} ${step}` === text),
    at: (step: number, act: () => void) => plan.push({ at: step, act }),
  };
}

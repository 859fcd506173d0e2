/** The training loop in the worker, around a trainer that only counts. */
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { DataError } from '../../src/data/dataset.ts';
import {
  type Checkpoint,
  DeviceLostError,
  type Losses,
  NotFiniteError,
  type ProbeKind,
  type TrainerLike,
} from '../../src/runtime/trainer-types.ts';
import { Baton } from '../../src/worker/baton.ts';
import { CheckpointKeeper } from '../../src/worker/checkpoint-keeper.ts';
import type { ForkFrom, RunNews } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';
import type { SessionHost } from '../../src/worker/session-types.ts';
import type { RunAdvance, RunOpening, RunStorage } from '../../src/worker/storage-types.ts';

const program = (part: Partial<Program> = {}): Program => ({
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

type Said = RunNews & { readonly runId?: string };

interface SetUp {
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
}

class FakeTrainer implements TrainerLike {
  readonly losses = ['d', 'g'];
  readonly totalSteps: number;
  step = 0;
  isDisposed = false;
  private pending: Losses[] = [];
  constructor(
    readonly program: Program,
    private readonly number: number,
    private readonly options: SetUp,
    private readonly clock: { now: number },
  ) {
    this.totalSteps = options.totalSteps ?? 1000;
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
    const metric = {
      type: 'metric',
      view: 'm',
      title: 'M',
      values: { modes: 8 },
      samples: 2,
    } as const;
    if (which === 'all') return [sheet, metric];
    return which === 'samples' ? [sheet] : [metric];
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

function setUp(options: SetUp = {}) {
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

describe('the training loop', () => {
  it('prepares, shows a first sheet and waits until it is asked to train', async () => {
    const run = setUp();
    await run.until(run.hasPhase('paused 0'));
    expect(run.of('opened')[0]).toMatchObject({ runId: 'run', step: 0, losses: ['d', 'g'] });
    expect(run.of('samples').map(({ step }) => step)).toEqual([0]);
    expect(run.trainers[0]?.step).toBe(0);
  });

  it('pauses after the step that is running, with every loss read and the state saved', async () => {
    const run = setUp({ msPerStep: 1 });
    run.at(137, () => run.session.ask('pause'));
    run.session.ask('train');
    await run.until(run.hasPhase('paused 137'));
    expect(run.trainers[0]?.step).toBe(137);
    expect(run.rows()).toEqual(Array.from({ length: 137 }, (_, i) => i + 1));
    expect(run.advances.at(-1)?.checkpoint.step).toBe(137);
    const paused = run.messages.findIndex((m) => m.type === 'phase' && m.phase === 'paused');
    const saved = run.messages.findIndex((m) => m.type === 'saved' && m.step === 137);
    expect(saved).toBeLessThan(paused);
  });

  it('looks at layers now and then while somebody watches, and at once where it stands still', async () => {
    const run = setUp({ msPerStep: 100 });
    run.session.ask('train');
    await run.until(() => (run.trainers[0]?.step ?? 0) >= 40);
    expect(run.of('probe')).toEqual([]);
    run.session.watch('activations');
    const from = run.trainers[0]?.step ?? 0;
    await run.until(() => (run.trainers[0]?.step ?? 0) >= from + 100);
    const looks = run.of('probe').map(({ probe }) => probe.step);
    expect(looks.length).toBeGreaterThanOrEqual(5);
    expect(looks.length).toBeLessThanOrEqual(8);
    run.session.ask('pause');
    await run.until(() => run.of('phase').at(-1)?.phase === 'paused');
    run.session.watch('gradients');
    await run.until(() => run.of('probe').at(-1)?.probe.what === 'gradients');
    run.session.watch(null);
    const count = run.of('probe').length;
    run.session.ask('train');
    const paused = run.trainers[0]?.step ?? 0;
    await run.until(() => (run.trainers[0]?.step ?? 0) >= paused + 40);
    expect(run.of('probe').length).toBe(count);
    run.session.ask('close');
    await run.ended;
  });

  it('goes on from where it paused', async () => {
    const run = setUp();
    run.at(3, () => run.session.ask('pause'));
    run.at(5, () => run.session.ask('pause'));
    run.session.ask('train');
    await run.until(run.hasPhase('paused 3'));
    run.session.ask('train');
    await run.until(run.hasPhase('paused 5'));
    expect(run.rows()).toEqual([1, 2, 3, 4, 5]);
  });

  it('runs one iteration when asked to step', async () => {
    const run = setUp();
    await run.until(run.hasPhase('paused 0'));
    run.session.ask('step');
    await run.until(run.hasPhase('paused 1'));
    expect(run.rows()).toEqual([1]);
    expect(run.phases()).toEqual(['paused 0', 'paused 1']);
  });

  it('reads losses in batches of about 200 ms, not once per step', async () => {
    const run = setUp({ msPerStep: 2, totalSteps: 1000 });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 1000'));
    expect(run.of('losses').length).toBeLessThan(25);
    expect(run.of('losses').at(-1)?.imagesPerSecond).toBeCloseTo(4000, -1);
  });

  it('reads after each step where a step takes long', async () => {
    const run = setUp({ msPerStep: 900, totalSteps: 6 });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 6'));
    expect(run.of('losses').length).toBe(6);
  });

  it('saves whenever the document asks, and at least every twenty seconds', async () => {
    const asked = setUp({ totalSteps: 25, program: { checkpointEvery: 10 } });
    asked.session.ask('train');
    await asked.until(asked.hasPhase('finished 25'));
    expect(asked.advances.map(({ checkpoint }) => checkpoint.step)).toEqual([10, 20, 25]);
    const timed = setUp({ totalSteps: 50, msPerStep: 1000 });
    timed.session.ask('train');
    await timed.until(timed.hasPhase('finished 50'));
    expect(timed.advances.map(({ checkpoint }) => checkpoint.step)).toEqual([20, 40, 50]);
  });

  it('does not spend more than a tenth of the time on saving', async () => {
    const run = setUp({
      totalSteps: 100,
      msPerStep: 100,
      saveCostMs: 300,
      program: { checkpointEvery: 1 },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 100'));
    expect(run.advances.length).toBeLessThanOrEqual(5);
  });

  it('keeps with a checkpoint what was shown up to it', async () => {
    const run = setUp({
      totalSteps: 6,
      program: { checkpointEvery: 4, sampleEvery: 2, measureEvery: 3 },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 6'));
    const [first, second] = run.advances;
    expect(first?.rows.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    expect(first?.samples.map(({ step }) => step)).toEqual([0, 2, 4]);
    expect(second?.rows.map(({ step }) => step)).toEqual([5, 6]);
    expect(second?.metrics.map(({ step }) => step)).toEqual([6]);
  });

  it('shows a last sheet when it finishes between two sheets', async () => {
    const run = setUp({ totalSteps: 7, program: { sampleEvery: 5 } });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 7'));
    expect(run.of('samples').map(({ step }) => step)).toEqual([0, 5, 7]);
    expect(run.advances.at(-1)?.samples.at(-1)?.step).toBe(7);
  });

  it('shows a sheet every ten seconds where steps are slow', async () => {
    const run = setUp({ totalSteps: 9, msPerStep: 4000, program: { sampleEvery: 50 } });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 9'));
    expect(run.of('samples').map(({ step }) => step)).toEqual([0, 3, 6, 9]);
  });

  it('resumes a stored run at its checkpoint', async () => {
    const run = setUp({
      resume: true,
      totalSteps: 45,
      storage: { newestCheckpoint: async () => ({ step: 40, bytes: new Uint8Array(1) }) },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 45'));
    expect(run.of('opened')[0]?.step).toBe(40);
    expect(run.rows()).toEqual([41, 42, 43, 44, 45]);
    expect(run.of('samples').map(({ step }) => step)).not.toContain(0);
  });

  it('refuses to begin anew a run that stood at a step and has no checkpoint left', async () => {
    const run = setUp({ resume: true, from: 7 });
    await run.ended;
    expect(run.trainers).toEqual([]);
    expect(run.messages.at(-1)).toMatchObject({
      type: 'trouble',
      code: 'weights-gone',
      isFatal: true,
      message: expect.stringContaining('step 7'),
    });
  });

  it('pauses at the last good state when a loss is not a number, and can be resumed', async () => {
    let isBad = true;
    const run = setUp({
      totalSteps: 20,
      msPerStep: 300,
      onRead: (step, trainer) => {
        if (!isBad || step < 12) return;
        trainer.restore({ step: 11, bytes: new Uint8Array() });
        throw new NotFiniteError('lossD', 12, 'The loss "lossD" became NaN in step 12.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('paused 11'));
    expect(run.of('trouble')).toEqual([
      {
        type: 'trouble',
        runId: 'run',
        code: 'not-finite',
        message: 'The loss "lossD" became NaN in step 12.',
        isFatal: false,
      },
    ]);
    expect(run.advances.at(-1)?.checkpoint.step).toBe(11);
    for (const times of [2, 3, 4]) {
      run.session.ask('train');
      await run.until(() => run.of('phase').filter((m) => m.phase === 'paused').length === times);
      expect(run.of('trouble')).toHaveLength(times);
    }
    isBad = false;
    run.session.ask('train');
    await run.until(run.hasPhase('finished 20'));
  });

  it('goes on from its last checkpoint on a new device when the device is lost', async () => {
    const run = setUp({
      totalSteps: 30,
      program: { checkpointEvery: 10 },
      onStep: (step, trainer) => {
        if (trainer === 1 && step === 17) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 30'));
    expect(run.trainers.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
    expect(run.of('opened').map(({ step }) => step)).toEqual([0, 10]);
    expect(run.of('trouble')).toHaveLength(1);
    expect(run.of('trouble')[0]?.message).toContain('step 17');
    expect(run.advances.flatMap(({ rows }) => rows.map(({ step }) => step))).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
  });

  it('gives a run up when the device is lost four times without progress', async () => {
    const run = setUp({
      onStep: (step) => {
        if (step === 5) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.ended;
    expect(run.trainers).toHaveLength(4);
    expect(run.of('trouble').map(({ isFatal }) => isFatal)).toEqual([false, false, false, true]);
  });

  it('goes on however often the device is lost, as long as checkpoints come in between', async () => {
    const run = setUp({
      totalSteps: 70,
      program: { checkpointEvery: 10 },
      onStep: (step, trainer) => {
        if (step === trainer * 10 + 5) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 70'));
    expect(run.trainers).toHaveLength(7);
  });

  it('goes back to the checkpoint in memory when storage refuses, and says so once', async () => {
    const run = setUp({
      totalSteps: 40,
      program: { checkpointEvery: 10 },
      storage: {
        advance: async () => {
          throw new Error('No room left.');
        },
      },
      onStep: (step, trainer) => {
        if (trainer === 1 && step === 27) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 40'));
    expect(run.of('opened').map(({ step }) => step)).toEqual([0, 20]);
    expect(run.of('trouble').filter(({ code }) => code === 'storage')).toHaveLength(1);
    expect(run.of('saved').map(({ isKept }) => isKept)).toEqual(run.of('saved').map(() => false));
  });

  it('survives an odd error in the middle, but gives up on one that comes at once', async () => {
    const odd = setUp({
      totalSteps: 30,
      onStep: (step, trainer) => {
        if (trainer === 1 && step === 17) throw new Error('mapAsync failed');
      },
    });
    odd.session.ask('train');
    await odd.until(odd.hasPhase('finished 30'));
    const hopeless = setUp({
      onStart: () => {
        throw new Error('No backend starts here.');
      },
    });
    await hopeless.ended;
    expect(hopeless.of('trouble')).toEqual([
      {
        ...{ type: 'trouble', code: 'backend', message: 'No backend starts here.' },
        ...{ isFatal: true, runId: 'run' },
      },
    ]);
  });

  it('says that data is at fault where it is', async () => {
    const run = setUp({
      onStart: () => {
        throw new DataError('Labels are missing.');
      },
    });
    await run.ended;
    expect(run.of('trouble')[0]).toMatchObject({ code: 'data', isFatal: true });
  });

  it('saves, frees the trainer and says so when it is closed', async () => {
    const run = setUp();
    run.at(9, () => run.session.ask('close'));
    run.session.ask('train');
    await run.ended;
    expect(run.trainers[0]?.isDisposed).toBe(true);
    expect(run.advances.at(-1)?.checkpoint.step).toBe(9);
    expect(run.phases().at(-1)).toBe('closed 9');
  });

  it('says whose end it was where it is closed before it could begin', async () => {
    const run = setUp({ beforeRun: (session) => session.ask('close') });
    await run.ended;
    expect(run.of('progress')[0]?.runId).toBe('run');
    expect(run.phases()).toEqual(['closed 0']);
    expect(run.trainers).toEqual([]);
  });

  it('saves without pausing when the page may be about to close', async () => {
    const run = setUp({ totalSteps: 20 });
    run.at(7, () => run.session.saveSoon());
    run.session.ask('train');
    await run.until(run.hasPhase('finished 20'));
    expect(run.advances.map(({ checkpoint }) => checkpoint.step)).toEqual([8, 20]);
  });

  it('says nothing once another run has taken its place', async () => {
    const run = setUp();
    run.at(5, () => {
      run.session.mute();
      run.messages.length = 0;
      run.session.ask('close');
    });
    run.session.ask('train');
    await run.ended;
    expect(run.messages).toEqual([]);
    expect(run.advances.at(-1)?.checkpoint.step).toBe(5);
  });
});

describe('a measurement', () => {
  const metric = { spec: { type: 'metric' } } as unknown as Program['views'][number];
  const measured: Partial<Program> = { measureEvery: 10, views: [metric] };
  /** Lasts until it is let go on, or stopped. */
  function long() {
    const begun: number[] = [];
    const waiting: (() => void)[] = [];
    const onMeasure = (step: number, signal: AbortSignal | undefined) => {
      if (step === 0) return Promise.resolve();
      begun.push(step);
      return new Promise<void>((resolve, reject) => {
        waiting.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    };
    return { begun, onMeasure, finish: () => waiting.pop()?.() };
  }

  it('gives way to a pause, which is saved at once, and is made and kept while the run stands still', async () => {
    const { begun, onMeasure, finish } = long();
    const run = setUp({ program: measured, onMeasure });
    run.session.ask('train');
    await run.until(() => begun.length === 1);
    run.session.ask('pause');
    await run.until(run.hasPhase('paused 10'));
    expect(run.advances.at(-1)?.checkpoint.step).toBe(10);
    await run.until(() => begun.length === 2);
    expect(run.of('metrics').map(({ step }) => step)).toEqual([0]);
    finish();
    await run.until(() => run.advances.at(-1)?.metrics.at(-1)?.step === 10);
    run.session.ask('train');
    await run.until(() => run.trainers[0]?.step === 20);
    expect(begun).toEqual([10, 10, 20]);
  });

  it('keeps a run that is to go on at its step until it is made, and the page hears at once that it goes on', async () => {
    const { begun, onMeasure, finish } = long();
    const run = setUp({ program: measured, onMeasure });
    run.session.ask('train');
    await run.until(() => begun.length === 1);
    run.session.ask('pause');
    await run.until(() => begun.length === 2);
    run.session.ask('train');
    expect(run.phases().at(-1)).toBe('training 10');
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(run.trainers[0]?.step).toBe(10);
    run.session.ask('pause');
    await run.until(() => run.phases().at(-1) === 'paused 10');
    run.session.ask('train');
    await run.until(() => begun.length === 3);
    finish();
    await run.until(() => (run.trainers[0]?.step ?? 0) > 10);
    expect(run.of('metrics').map(({ step }) => step)).toEqual([0, 10]);
  });

  it('does not keep a run from being closed, and is made when it is taken up again', async () => {
    const { begun, onMeasure, finish } = long();
    const run = setUp({ program: measured, onMeasure });
    run.session.ask('train');
    await run.until(() => begun.length === 1);
    run.session.ask('close');
    await run.ended;
    expect(run.phases().at(-1)).toBe('closed 10');
    const { checkpoint, metrics } = run.advances.at(-1) as RunAdvance;
    expect([checkpoint.step, metrics.map(({ step }) => step)]).toEqual([10, [0]]);
    const storage = { newestCheckpoint: async () => checkpoint, hasMetricsAt: async () => false };
    const again = setUp({ program: measured, onMeasure, resume: true, from: 10, storage });
    again.session.ask('train');
    await again.until(() => begun.length === 2);
    expect(again.trainers[0]?.step).toBe(10);
    finish();
    await again.until(() => (again.trainers[0]?.step ?? 0) > 10);
    expect(again.of('metrics').map(({ step }) => step)).toEqual([10]);
  });

  it('is made to the end before a run of a queue is freed, however often others want a turn', async () => {
    const { begun, onMeasure, finish } = long();
    const run = setUp({ program: measured, onMeasure, beside: true, totalSteps: 10 });
    run.session.ask('train');
    for (const times of [1, 2, 3]) {
      await run.until(() => begun.length === times);
      if (times < 3) run.session.giveWay();
    }
    finish();
    await run.ended;
    expect(run.advances.at(-1)?.metrics.at(-1)?.step).toBe(10);
    expect(run.phases().slice(-2)).toEqual(['finished 10', 'closed 10']);
  });

  it('that fails while the run stands still is told once, and the run goes on', async () => {
    const { begun, onMeasure } = long();
    let isFailing = false;
    const failing = async (step: number, signal: AbortSignal | undefined) => {
      if (isFailing) throw new Error('internal: no such metric');
      await onMeasure(step, signal);
    };
    const run = setUp({ program: measured, onMeasure: failing, totalSteps: 15 });
    run.session.ask('train');
    await run.until(() => begun.length === 1);
    isFailing = true;
    run.session.ask('pause');
    await run.until(() => run.of('trouble').length > 0);
    await run.until(() => run.phases().at(-1) === 'paused 10');
    isFailing = false;
    run.session.ask('train');
    await run.until(() => (run.trainers.at(-1)?.step ?? 0) > 12);
    expect(run.of('trouble')).toMatchObject([
      { isFatal: false, message: expect.stringMatching(/metrics of step 10 .*no such metric/) },
    ]);
    expect(run.trainers).toHaveLength(1);
  });
});

describe('runs beside each other', () => {
  it('take one step each in turn, also where one yields for longer than the other', async () => {
    const baton = new Baton();
    const order: string[] = [];
    const runs = ['a', 'b', 'c'].map((name) =>
      setUp({ baton, runId: name, beside: true, totalSteps: 30, onStep: () => order.push(name) }),
    );
    for (const run of runs) await run.until(run.hasPhase('paused 0'));
    for (const run of runs) run.session.ask('train');
    for (const run of runs) await run.ended;
    // From where all three train: every three steps in a row are of three runs.
    const start = order.indexOf('c');
    for (let i = start; i + 3 <= order.length; i++)
      expect(new Set(order.slice(i, i + 3)).size, `from step ${i} of ${order.join('')}`).toBe(3);
  });

  it('do nothing while another takes a step, reads it and shows it', async () => {
    const baton = new Baton();
    let inside: string | null = null;
    const enter = (name: string) => {
      expect(inside === null || inside === name).toBe(true);
      inside = name;
    };
    const guarded = (name: string) =>
      setUp({
        ...{ baton, runId: name, beside: true, totalSteps: 12, msPerStep: 300 },
        program: { sampleEvery: 1, checkpointEvery: 1 },
        onStep: () => enter(name),
        storage: {
          async advance() {
            enter(name);
            await new Promise((resolve) => setTimeout(resolve, 1));
            inside = null;
          },
        },
      });
    const runs = [guarded('a'), guarded('b')];
    for (const run of runs) run.session.ask('train');
    for (const run of runs) await run.ended;
    for (const run of runs) expect(run.phases()).toContain('finished 12');
  });

  it('are freed where they end, and one that fails does not stop the others', async () => {
    const baton = new Baton();
    const bad = setUp({
      ...{ baton, runId: 'bad', beside: true },
      onStep: (step) => {
        if (step === 4) throw new Error('Out of memory.');
      },
    });
    const good = setUp({ baton, runId: 'good', beside: true, totalSteps: 40 });
    for (const run of [bad, good]) run.session.ask('train');
    await Promise.all([bad.ended, good.ended]);
    expect(bad.of('trouble').at(-1)).toMatchObject({ isFatal: true, runId: 'bad' });
    expect(good.phases().slice(-2)).toEqual(['finished 40', 'closed 40']);
    expect(good.trainers.map(({ isDisposed }) => isDisposed)).toEqual([true]);
    expect(good.of('trouble')).toEqual([]);
  });

  it('count as time of training none of what the others took', async () => {
    const clock = { now: 0 };
    const baton = new Baton();
    const slow = setUp({ baton, clock, runId: 's', beside: true, totalSteps: 20, msPerStep: 900 });
    const fast = setUp({ baton, clock, runId: 'f', beside: true, totalSteps: 20, msPerStep: 100 });
    for (const run of [slow, fast]) run.session.ask('train');
    await Promise.all([slow.ended, fast.ended]);
    const trained = ({ advances }: typeof slow) =>
      advances.reduce((sum, { trainedMs }) => sum + trainedMs, 0);
    expect(trained(slow)).toBe(18_000);
    expect(trained(fast)).toBe(2_000);
    expect(fast.of('losses').at(-1)?.msPerStep).toBeCloseTo(100, 5);
  });
});

describe('a fork', () => {
  const fork: ForkFrom = {
    ...{ runId: 'parent', step: 40, inherits: true },
    ...{ tensors: {}, phases: [], sources: [], pools: [] },
  };
  const parent: Partial<RunStorage> = {
    checkpointAt: async (runId, step) =>
      runId === 'parent' && step === 40 ? { step, bytes: new Uint8Array(1) } : null,
    historyOf: async (_runId, upTo) => ({
      rows: [{ step: upTo, values: [1, 2] }],
      samples: [],
      metrics: [{ view: 'm', title: 'M', step: upTo, values: { modes: 3 } }],
    }),
  };

  it('stands where the other run stood, and is stored with what that had shown before it trains', async () => {
    const run = setUp({ fork, storage: parent });
    await run.until(run.hasPhase('paused 40'));
    expect(run.of('opened')[0]?.step).toBe(40);
    expect(run.advances).toMatchObject([
      { checkpoint: { step: 40 }, rows: [{ step: 40 }], metrics: [{ step: 40 }] },
    ]);
    expect(run.openings[0]).toMatchObject({
      ran: { fromStep: 40, backend: 'cpu', versions: { ganvas: '1' } },
      data: { data: { name: 'rings', count: 1, hash: expect.stringMatching(/^[0-9a-f]{16}$/) } },
    });
  });

  it('goes on from its own checkpoint once it has one', async () => {
    const run = setUp({
      ...{ fork, totalSteps: 60, storage: parent },
      onStep: (step, trainer) => {
        if (trainer === 1 && step === 47) throw new DeviceLostError('The GPU went away.');
      },
    });
    run.session.ask('train');
    await run.until(run.hasPhase('finished 60'));
    expect(run.advances.flatMap(({ rows }) => rows.map(({ step }) => step))).toEqual(
      Array.from({ length: 21 }, (_, i) => i + 40),
    );
  });

  it('says so where the checkpoint was removed meanwhile', async () => {
    const run = setUp({ fork });
    await run.ended;
    expect(run.messages.at(-1)).toMatchObject({
      ...{ type: 'trouble', code: 'weights-gone', isFatal: true },
      message: expect.stringContaining('step 40'),
    });
  });
});

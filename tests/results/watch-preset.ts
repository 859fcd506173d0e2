/**
 * Trains a preset in one of its sizes with all checks of its health: first by a clock of steps, so that a look is made
 * every few steps however fast they are, then for a while by the real one, to see what checks cost a person. All times are processor time.
 */
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/program.ts';
import { countWeights } from '../../src/compiler/weights.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { generate } from '../../src/data/generate.ts';
import { presets } from '../../src/graph/presets.ts';
import { memoryUse } from '../../src/runtime/backends/memory-use.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import type { TrainerLike } from '../../src/runtime/trainer-types.ts';
import { isDue, stepsPerRead } from '../../src/worker/cadence.ts';
import { Checkup, type Patient } from '../../src/worker/checkup.ts';
import type { HealthResult } from './health-result.ts';

export interface WatchOptions {
  readonly steps: number;
  readonly seed: number;
  readonly profile: string;
  /** Of processor time; fewer steps are trained where they would take longer. */
  readonly minutes: number;
  readonly paceSeconds: number;
  readonly backend: string;
}

/** Steps between two looks, and between two times for samples. */
const LOOK_EVERY = 20;
const SAMPLE_EVERY = 40;
/** Longer than the checkup waits between looks. */
const LOOK_MS = 1600;

export async function watchPreset(preset: string, options: WatchOptions): Promise<HealthResult> {
  const program = programOf(preset, options);
  const trainer = await createTrainer({ program, data: dataFor(program) });
  try {
    const watch = new Watch(trainer, program);
    const { rows, msPerStep } = await watch.bySteps(options);
    const { steps, checks } = { steps: trainer.step, checks: structuredClone(watch.checks) };
    const pace = await watch.byClock(options.paceSeconds);
    const { findings } = watch;
    const date = new Date().toISOString().slice(0, 10);
    const { seed, backend, profile } = options;
    const size = sizeOf(program);
    return {
      ...{ preset, profile, size, steps, seed, msPerStep, rows, checks, pace },
      ...{ findings: [...findings.values()], backend, date },
    };
  } finally {
    trainer.dispose();
  }
}

class Watch {
  readonly checks = { activations: none(), gradients: none(), spread: none() };
  /** Each the first time that it is told. */
  readonly findings = new Map<string, HealthResult['findings'][number]>();
  private readonly patient: Patient;

  constructor(
    private readonly trainer: TrainerLike,
    private readonly program: Program,
  ) {
    const { checks } = this;
    this.patient = {
      get step() {
        return trainer.step;
      },
      losses: trainer.losses,
      probe: (what) => timed(checks[what], () => trainer.probe(what)),
      atBound: () => trainer.atBound(),
      spread: () =>
        timed(
          checks.spread,
          () => trainer.spread(),
          // Nothing is drawn where no noise becomes a sample.
          (spread) => spread.length > 0,
        ),
    };
  }

  async bySteps({ steps, minutes }: WatchOptions) {
    const { trainer } = this;
    const clock = { now: 0 };
    const checkup = this.checkupBy(() => clock.now, Number.POSITIVE_INFINITY);
    const until = processorMs() + minutes * 60_000;
    let [rows, trainedMs] = [0, 0];
    while (trainer.step < steps && processorMs() < until) {
      const startedAt = processorMs();
      await trainer.trainStep();
      const isTime = isDue(trainer.step, LOOK_EVERY);
      const taken = isTime ? await trainer.takeLosses() : [];
      trainedMs += processorMs() - startedAt;
      rows += taken.length;
      checkup.addRows(taken.map(({ step, values }) => ({ step: step + 1, values })));
      clock.now += LOOK_MS / LOOK_EVERY;
      await checkup.afterStep(this.patient, isDue(trainer.step, SAMPLE_EVERY));
    }
    return { rows, msPerStep: trainedMs / trainer.step };
  }

  /** Losses are read as seldom as a person's run reads them; the sheets that go with samples are not drawn. */
  async byClock(seconds: number) {
    const { trainer } = this;
    const checkup = this.checkupBy(processorMs);
    const startedAt = processorMs();
    let [besideMs, unread, toRun, readAt, sampleAt] = [0, 0, 1, startedAt, startedAt];
    while (processorMs() - startedAt < seconds * 1000) {
      await trainer.trainStep();
      unread += 1;
      if (unread >= toRun) {
        const taken = await trainer.takeLosses();
        checkup.addRows(taken.map(({ step, values }) => ({ step: step + 1, values })));
        toRun = stepsPerRead(unread, processorMs() - readAt);
        [unread, readAt] = [0, processorMs()];
      }
      const isTime = processorMs() - sampleAt > 10_000;
      if (isTime) sampleAt = processorMs();
      const from = processorMs();
      await checkup.afterStep(this.patient, isTime);
      besideMs += processorMs() - from;
    }
    const allMs = processorMs() - startedAt;
    return { seconds: allMs / 1000, share: besideMs / allMs };
  }

  private checkupBy(now: () => number, spreadShare?: number): Checkup {
    return new Checkup(this.program, {
      now,
      memory: memoryUse,
      ...(spreadShare === undefined ? {} : { spreadShare }),
      tell: (findings) => {
        for (const { code, place, since, message } of findings) {
          const node = place ? `${place.graph}/${place.node}` : '';
          const key = `${code} ${node}`;
          if (!this.findings.has(key)) this.findings.set(key, { code, node, since, message });
        }
      },
    });
  }
}

/** Not the time of day: the machine may be shared. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const none = () => ({ count: 0, ms: 0 });

async function timed<T>(
  check: { count: number; ms: number },
  act: () => Promise<T>,
  counts: (result: T) => boolean = () => true,
): Promise<T> {
  const startedAt = processorMs();
  const result = await act();
  if (!counts(result)) return result;
  check.count += 1;
  check.ms += processorMs() - startedAt;
  return result;
}

function programOf(id: string, { seed, steps, profile }: WatchOptions): Program {
  const document = presets.find((preset) => preset.id === id)?.document;
  if (!document) throw new Error(`There is no preset "${id}".`);
  const chosen = document.profiles?.[profile];
  if (!chosen) throw new Error(`The preset "${id}" has no profile "${profile}".`);
  // What grows does so over most of the run.
  const stages = document.parameters.stageSteps ? { stageSteps: Math.ceil(steps / 10) } : {};
  const values = { ...chosen.values, ...stages, steps };
  const seeded = { ...document, training: { ...document.training, seed } };
  const { program, problems } = compile(seeded, { values });
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  return program;
}

function dataFor(program: Program): Record<string, Dataset> {
  const made = new Map<string, Dataset>();
  return Object.fromEntries(
    program.sources.flatMap(({ node, feed }) => {
      if (!feed) return [];
      const name = feed.builtin as Parameters<typeof generate>[0];
      const dataset = made.get(name) ?? generate(name, program.seed);
      made.set(name, dataset);
      return [[node, dataset]];
    }),
  );
}

/** What the data is brought to, the batch, and how many weights learn. */
function sizeOf({ networks, batchSize, sources }: Program): string {
  const type = sources.find(({ feed }) => feed)?.outputs[0]?.type;
  const shape = type?.type === 'tensor' ? type.shape.join(' × ') : 'no data';
  const weights = networks.reduce((sum, { layers }) => sum + countWeights(layers).trainable, 0);
  return `${shape}, batch ${batchSize}, ${weights.toLocaleString('en')} weights`;
}

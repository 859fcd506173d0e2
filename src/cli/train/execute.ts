/** `ganvas train`, in full: document, data, backend and trainer come together; a folder with the run is left. */
import { basename, resolve } from 'node:path';
import { memoryOf } from '../../compiler/memory.ts';
import { memoryOnWebGpu } from '../../compiler/memory-webgpu.ts';
import type { Program } from '../../compiler/program.ts';
import { writeDocument } from '../../graph/write.ts';
import { watchPeak } from '../../runtime/backends/peak-memory.ts';
import { type BackendChoice, startBackend } from '../../runtime/backends/start.ts';
import { StepMemory } from '../../runtime/backends/step-memory.ts';
import { CheckpointError } from '../../runtime/checkpoint.ts';
import { createTrainer } from '../../runtime/trainer.ts';
import {
  type BackendInfo,
  type LossScaleFact,
  NoRoomError,
  NotFiniteError,
  type TrainerLike,
  type TrainerOptions,
} from '../../runtime/trainer-types.ts';
import { type Arguments, givenValue } from '../arguments.ts';
import { InputError, UsageError } from '../errors.ts';
import { didYouMean } from '../nearest.ts';
import { openDocument, openText } from '../open-document.ts';
import { type Runnable, runnable } from '../require-program.ts';
import { paints, type Terminal } from '../terminal.ts';
import { absoluteChoices, BUILTIN, loadData } from './load-data.ts';
import { modelFolder } from './model-folder.ts';
import { duration, ProgressView } from './progress.ts';
import { type RunFacts, RunFolder, readRun, requireFree, type StoredRun } from './run-folder.ts';
import { type LoopResult, runLoop } from './run-loop.ts';
import { listenForStop } from './stop.ts';
import { createHealthTeller } from './tell-health.ts';
import { createThreadFeeder } from './thread-feeder.ts';
import { isArchive, unpackArchive } from './unpack-archive.ts';
import { givenWeights } from './weights.ts';

const BACKENDS: readonly BackendChoice[] = ['auto', 'webgpu', 'wasm', 'cpu'];

export async function execute(args: Arguments, terminal: Terminal): Promise<number> {
  const started = performance.now();
  const resumed = await resumedFolder(args);
  const stored = resumed === undefined ? undefined : await readRun(resumed);
  const opened =
    stored && args.positionals.length === 0
      ? openText(stored.graph, args)
      : await openDocument(args);
  const work = runnable(opened, terminal);
  const path = givenValue(args, 'out') ?? resumed ?? defaultFolder(work.program);
  const data = args.values.get('data') ?? stored?.facts.data ?? [BUILTIN];
  const choice = backendChoice(givenValue(args, 'backend') ?? stored?.facts.backend ?? 'auto');
  if (resumed === undefined || resolve(path) !== resolve(resumed)) await requireFree(path);
  const given = await givenWeights(args, work);
  const view = new ProgressView(terminal, args.flags.has('json'));

  const isMade = data.every((choice) => choice === BUILTIN);
  view.stage(isMade ? 'Making data …' : `Reading ${data.join(', ')} …`);
  const bound = await loadData(
    work.program,
    data,
    (sentence) => view.note(sentence),
    (done, total) => terminal.isInteractive && view.stage(`Reading images: ${done} of ${total} …`),
  );
  view.stage('Starting the backend …');
  const backend = await start(choice);
  const watch = watchPeak();
  const feeder = await createThreadFeeder();
  const memory = new StepMemory(() => watch);
  const trainer = await memory.open(() =>
    create({
      program: work.program,
      data: bound,
      ...(feeder ? { feeder } : {}),
      metricStore: modelFolder(givenValue(args, 'models')),
      onProgress: (stage, done, total) =>
        terminal.isInteractive && view.stage(`Preparing ${stage}: ${done} of ${total}`),
    }),
  );
  const graph = writeDocument(work.document);
  if (given) {
    await trainer.restore(given.checkpoint);
    requireStepsLeft(trainer, `The run in "${givenValue(args, 'weights')}"`);
    for (const sentence of given.notes) view.note(sentence);
  }
  const facts = { data: absoluteChoices(work.program, data), backend: choice };
  const folder = stored
    ? await reopen(trainer, path, graph, facts, stored)
    : await RunFolder.create(path, graph, facts);
  const half = trainer.precision?.used === 'mixed' ? ', mixed precision' : '';
  view.stage(
    `${work.document.name} on ${backend.backend} (${backend.device}${half}), into ${path}`,
  );
  view.end();
  if (trainer.precision?.reason) view.note(trainer.precision.reason);
  const stop = listenForStop(terminal);
  try {
    const result = await runLoop({
      trainer,
      folder,
      memory,
      isStopped: stop.isStopped,
      onProgress: (progress) => view.show(progress, performance.now()),
      onHealth: createHealthTeller((sentence) => view.note(sentence)),
    });
    view.end();
    await report(result, { args, terminal, folder, backend, trainer, work, started, memory });
    return 0;
  } catch (error) {
    view.end();
    if (!(error instanceof NotFiniteError)) throw error;
    await folder.saveCheckpoint(await trainer.save());
    throw new InputError(
      `${error.message} The last good state is in ${path}/checkpoint.bin, at step ${trainer.step}.`,
    );
  } finally {
    stop.dispose();
    watch?.stop();
    await folder.close();
    trainer.dispose();
  }
}

/** The run that is gone on with: a folder, which an archive becomes first. */
async function resumedFolder(args: Arguments): Promise<string | undefined> {
  const path = givenValue(args, 'resume');
  if (path === undefined || !isArchive(path)) return path;
  const folder =
    givenValue(args, 'out') ?? timedFolder(basename(path).replace(/\.ganvas\.zip$/i, ''));
  await unpackArchive(path, folder, args);
  return folder;
}

function backendChoice(name: string): BackendChoice {
  const choice = BACKENDS.find((known) => known === name);
  if (choice) return choice;
  throw new UsageError(
    `--backend expects ${BACKENDS.join(', ')}, but "${name}" was given.${didYouMean(name, BACKENDS)}`,
  );
}

async function start(choice: BackendChoice): Promise<BackendInfo> {
  try {
    return await startBackend(choice);
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error));
  }
}

async function create(options: TrainerOptions): Promise<TrainerLike> {
  try {
    return await createTrainer(options);
  } catch (error) {
    throw error instanceof NoRoomError ? new InputError(error.message) : error;
  }
}

async function reopen(
  trainer: TrainerLike,
  path: string,
  graph: string,
  facts: RunFacts,
  { checkpoint }: StoredRun,
): Promise<RunFolder> {
  try {
    await trainer.restore(checkpoint);
  } catch (error) {
    trainer.dispose();
    if (error instanceof CheckpointError) throw new InputError(error.message);
    throw error;
  }
  requireStepsLeft(trainer, `The run in "${path}"`);
  return RunFolder.reopen(path, graph, facts, trainer.step);
}

function requireStepsLeft(trainer: TrainerLike, what: string): void {
  if (trainer.step < trainer.totalSteps) return;
  trainer.dispose();
  throw new UsageError(
    `${what} has already done its ${trainer.step} steps. Give it more with --steps.`,
  );
}

const defaultFolder = ({ name }: Program): string => timedFolder(name);

function timedFolder(name: string): string {
  const time = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `runs/${slug || 'run'}-${time}`;
}

interface Ending {
  readonly memory: StepMemory;
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly folder: RunFolder;
  readonly backend: BackendInfo;
  readonly trainer: TrainerLike;
  readonly work: Runnable;
  /** By `performance.now()`. */
  readonly started: number;
}

const scaleText = ({ node, scale, skipped }: LossScaleFact): string =>
  `The loss of ${node} is scaled by ${scale}; ${skipped} updates were skipped.`;

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

async function report(result: LoopResult, ending: Ending): Promise<void> {
  const { args, terminal, folder, backend, trainer, work, started, memory } = ending;
  const { ofStep: peakBytes, inAll: allBytes } = memory;
  const scales = (await trainer.lossScales?.()) ?? [];
  const precision = trainer.precision?.used ?? 'float32';
  const summary = {
    ...result,
    backend: backend.backend,
    device: backend.device,
    peakBytes,
    allBytes,
    estimatedBytes: (backend.backend === 'webgpu' ? memoryOnWebGpu : memoryOf)({
      ...work.program,
      precision,
    }).peak,
    seed: work.program.seed,
    precision,
    ...(scales.length > 0 ? { lossScales: scales } : {}),
    seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
    folder: folder.path,
  };
  await folder.writeSummary(summary);
  if (args.flags.has('json')) {
    terminal.out(`${JSON.stringify(summary, null, 2)}\n`);
    return;
  }
  const { bold } = paints(terminal);
  const list = (values: Readonly<Record<string, number>>): string =>
    Object.entries(values)
      .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
      .join(', ');
  const isWhole = trainer.step >= trainer.totalSteps;
  const lines = [
    `${bold(isWhole ? 'Trained' : 'Stopped')} at step ${result.steps} of ${trainer.totalSteps} in ${duration(summary.seconds)}, ${result.msPerStep.toFixed(1)} ms a step on ${backend.backend}.`,
    ...(peakBytes === null || allBytes === null
      ? []
      : [
          `Memory: a step took ${mebibytes(peakBytes)} at most, estimated ${mebibytes(summary.estimatedBytes)}; with samples and metrics ${mebibytes(allBytes)}.`,
        ]),
    `Losses: ${list(result.losses)}.`,
    ...(scales.length > 0 ? [`Mixed precision. ${scales.map(scaleText).join(' ')}`] : []),
    ...Object.entries(result.metrics).map(([view, values]) => `${view}: ${list(values)}.`),
    `Written to ${folder.path}: graph.json, metrics.jsonl, samples/, checkpoint.bin.`,
    ...(isWhole ? [] : [`Go on with: ganvas train --resume ${folder.path}`]),
  ];
  terminal.out(`${lines.join('\n')}\n`);
}

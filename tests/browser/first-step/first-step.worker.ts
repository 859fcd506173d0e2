/** Counts the pipelines that a run compiles before its first step, at it and after it; trains with batches from another thread. */
import type { Program } from '../../../src/compiler/program.ts';
import type { Feeder } from '../../../src/data/batch-feeder.ts';
import type { Dataset } from '../../../src/data/dataset.ts';
import { generate } from '../../../src/data/generate.ts';
import { hashOfText } from '../../../src/data/identity.ts';
import { shareDataset } from '../../../src/data/share-dataset.ts';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { decodeCheckpoint } from '../../../src/runtime/checkpoint.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';
import type { Feeding, Losses } from '../../../src/runtime/trainer-types.ts';
import { createThreadFeeder } from '../../../src/worker/thread-feeder.ts';

export interface Count {
  /** Compiled ahead, beside others. */
  readonly ahead: number;
  /** Compiled where they were needed, while all else waits. */
  readonly atUse: number;
  /** Under way at once. */
  readonly most: number;
}

export type Task =
  | { readonly type: 'count'; readonly program: Program }
  | { readonly type: 'feed'; readonly program: Program; readonly backend: 'webgpu' | 'wasm' };

export interface Fed {
  readonly rows: readonly Losses[];
  readonly feeding: Feeding | undefined;
  /** A check sum of all tensors of the state. */
  readonly state: string;
  readonly unreplayed: readonly string[];
}

export interface Answer {
  /** Without and with a thread for batches. */
  readonly fed?: readonly Fed[];
  readonly prepared?: Count;
  readonly sheets?: Count;
  readonly steps?: Count;
  /** The steps and readings that follow. */
  readonly after?: Count;
  readonly next?: Count;
  /** What was said of the pipelines, as [done, total]. */
  readonly progress?: readonly (readonly [number, number])[];
  readonly error?: string;
}

let [ahead, atUse, underWay, most] = [0, 0, 0, 0];
const { createComputePipeline, createComputePipelineAsync } = GPUDevice.prototype;
GPUDevice.prototype.createComputePipeline = function (...given) {
  atUse += 1;
  return createComputePipeline.apply(this, given);
};
GPUDevice.prototype.createComputePipelineAsync = async function (...given) {
  ahead += 1;
  underWay += 1;
  most = Math.max(most, underWay);
  return createComputePipelineAsync.apply(this, given).finally(() => {
    underWay -= 1;
  });
};

function counted(): Count {
  const count = { ahead, atUse, most };
  [ahead, atUse, most] = [0, 0, 0];
  return count;
}

self.onmessage = async ({ data: task }: MessageEvent<Task>) => {
  const { program } = task;
  try {
    await startBackend(task.type === 'feed' ? task.backend : 'webgpu');
    if (task.type === 'count') self.postMessage(await count(program));
    else {
      const fed = [await feed(program, null), await feed(program, createThreadFeeder())];
      self.postMessage({ fed } satisfies Answer);
    }
  } catch (error) {
    self.postMessage({ error: String(error) } satisfies Answer);
  }
};

const FED_STEPS = 16;

async function feed(program: Program, feeder: Feeder | null): Promise<Fed> {
  const data = dataFor(program);
  const trainer = await createTrainer({ program, data, ...(feeder ? { feeder } : {}) });
  for (let i = 0; i < FED_STEPS; i++) {
    await trainer.trainStep();
    // The time that a step takes on a device.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const rows = await trainer.takeLosses();
  const { header, values } = decodeCheckpoint((await trainer.save()).bytes);
  const sums = values.map((each) => hashOfText(String(each)));
  const { feeding, unreplayed = [] } = trainer;
  trainer.dispose();
  return { rows, feeding, state: JSON.stringify([header.tensors, sums]), unreplayed };
}

function dataFor({ sources }: Program): Record<string, Dataset> {
  return Object.fromEntries(
    sources.flatMap(({ node, feed }) =>
      feed ? [[node, shareDataset(generate(feed.builtin, 1))]] : [],
    ),
  );
}

async function count(program: Program): Promise<Answer> {
  const data = dataFor(program);
  const progress: (readonly [number, number])[] = [];
  const open = () =>
    createTrainer({
      ...{ program, data },
      onProgress: (stage, done, total) => {
        if (stage === 'pipelines') progress.push([done, total]);
      },
    });
  counted();
  const trainer = await open();
  const prepared = counted();
  await trainer.view('samples');
  const sheets = counted();
  await trainer.trainStep();
  const steps = counted();
  // As a session reads: the first step at once, then after twice as many.
  await trainer.takeLosses();
  for (let i = 0; i < 2; i++) await trainer.trainStep();
  await trainer.takeLosses();
  for (let i = 0; i < 4; i++) await trainer.trainStep();
  await trainer.takeLosses();
  const after = counted();
  trainer.dispose();
  const said = [...progress];
  (await open()).dispose();
  return { prepared, sheets, steps, after, next: counted(), progress: said };
}

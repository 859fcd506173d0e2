/** Counts the pipelines that a run compiles before its first step, at it and after it, and for the next run of its graph. */
import type { Program } from '../../../src/compiler/program.ts';
import { generate } from '../../../src/data/generate.ts';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';

export interface Count {
  /** Compiled ahead, beside others. */
  readonly ahead: number;
  /** Compiled where they were needed, while all else waits. */
  readonly atUse: number;
  /** Under way at once. */
  readonly most: number;
}

export interface Answer {
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

self.onmessage = async ({ data: program }: MessageEvent<Program>) => {
  try {
    await startBackend('webgpu');
    self.postMessage(await count(program));
  } catch (error) {
    self.postMessage({ error: String(error) } satisfies Answer);
  }
};

async function count(program: Program): Promise<Answer> {
  const data = Object.fromEntries(
    program.sources.flatMap(({ node, feed }) => (feed ? [[node, generate(feed.builtin, 1)]] : [])),
  );
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

/** Trains a program on a backend of the browser and tells what came of it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../../src/compiler/program.ts';
import { generate } from '../../../src/data/generate.ts';
import { onDeviceError } from '../../../src/runtime/backends/device-lost.ts';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { decodeCheckpoint } from '../../../src/runtime/checkpoint.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';
import type { BackendName, TrainerLike } from '../../../src/runtime/trainer-types.ts';

export interface Task {
  readonly program: Program;
  readonly backend: BackendName;
  readonly steps: number;
  /** Save after so many steps and go on in a new trainer. */
  readonly resumeAt?: number;
  /** Measure at the end. */
  readonly isMeasured?: boolean;
}

export interface Answer {
  readonly device?: string;
  readonly rows?: readonly (readonly number[])[];
  /** Sum and sum of magnitudes of each tensor of the state. */
  readonly state?: Readonly<Record<string, readonly [number, number]>>;
  readonly tensors?: readonly number[];
  readonly pipelines?: number;
  readonly metrics?: Readonly<Record<string, number>>;
  readonly refusals?: readonly string[];
  readonly error?: string;
}

self.onmessage = async ({ data }: MessageEvent<Task>) => {
  const refusals: string[] = [];
  onDeviceError((message) => refusals.push(message));
  try {
    self.postMessage({ ...(await run(data)), refusals } satisfies Answer);
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    self.postMessage({ error: text, refusals } satisfies Answer);
  }
};

async function run({ program, backend, steps, resumeAt, isMeasured }: Task): Promise<Answer> {
  const { device } = await startBackend(backend);
  const data = Object.fromEntries(
    program.sources.flatMap(({ node, feed }) =>
      feed ? [[node, generate(feed.builtin as Parameters<typeof generate>[0], 1)]] : [],
    ),
  );
  let pipelines = 0;
  const open = () =>
    createTrainer({
      program,
      data,
      onProgress: (stage, _, total) => {
        if (stage === 'pipelines') pipelines = Math.max(pipelines, total);
      },
    });
  let trainer = await open();
  const rows: (readonly number[])[] = [];
  const tensors: number[] = [];
  const read = async () => {
    rows.push(...(await trainer.takeLosses()).map(({ values }) => values));
    tensors.push(tf.memory().numTensors);
  };
  for (let step = 0; step < steps; step++) {
    if (step === resumeAt) {
      await read();
      const checkpoint = await trainer.save();
      trainer.dispose();
      trainer = await open();
      await trainer.restore(checkpoint);
    }
    await trainer.trainStep();
    if (step % 20 === 0) await read();
  }
  await read();
  const metrics = isMeasured ? await measure(trainer) : {};
  const { header, values } = decodeCheckpoint((await trainer.save()).bytes);
  const state = Object.fromEntries(
    header.tensors.map(({ name }, i) => {
      const array = values[i] ?? new Float32Array();
      const sum = array.reduce((a, b) => a + b, 0);
      return [name, [sum, array.reduce((a, b) => a + Math.abs(b), 0)] as const];
    }),
  );
  return {
    device,
    rows,
    tensors,
    pipelines,
    metrics,
    state,
  };
}

/** Every value of every metric by its name. */
async function measure(trainer: TrainerLike): Promise<Record<string, number>> {
  const views = await trainer.view('metrics');
  return Object.assign({}, ...views.map((view) => (view.type === 'metric' ? view.values : {})));
}

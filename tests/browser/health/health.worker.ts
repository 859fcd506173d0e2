/** Trains a program on WebGPU with all checks of its health, or without, and tells what came of it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../../src/compiler/program.ts';
import { generate } from '../../../src/data/generate.ts';
import { type MemoryUse, memoryUse } from '../../../src/runtime/backends/memory-use.ts';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { decodeCheckpoint } from '../../../src/runtime/checkpoint.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';
import { Checkup } from '../../../src/worker/checkup.ts';

export interface Task {
  readonly program: Program;
  readonly steps: number;
  readonly isWatched: boolean;
  /** The device is to take no larger array than it must. */
  readonly hasLowLimits?: boolean;
  /** Of an array that is there while it trains. */
  readonly arrayMiB?: number;
}

export interface Answer {
  readonly rows?: readonly (readonly number[])[];
  readonly weights?: readonly (readonly number[])[];
  /** The last that was told. */
  readonly found?: readonly { readonly code: string; readonly message: string }[];
  readonly looks?: number;
  readonly memory?: MemoryUse | null;
  readonly error?: string;
}

self.onmessage = async ({ data }: MessageEvent<Task>) => {
  try {
    self.postMessage((await run(data)) satisfies Answer);
  } catch (error) {
    self.postMessage({ error: String(error) } satisfies Answer);
  }
};

/** Steps between two looks, by a clock that goes by steps. */
const LOOK_EVERY = 5;

async function run(task: Task): Promise<Answer> {
  const { program, steps, isWatched, hasLowLimits = false, arrayMiB = 0 } = task;
  if (hasLowLimits) lowerLimits();
  await startBackend('webgpu');
  const array = tf.zeros([arrayMiB * 2 ** 18]);
  // Made when it is first read on the device.
  tf.dispose(tf.add(array, 1));
  const data = Object.fromEntries(
    program.sources.flatMap(({ node, feed }) =>
      feed ? [[node, generate(feed.builtin as Parameters<typeof generate>[0], 1)]] : [],
    ),
  );
  const trainer = await createTrainer({ program, data });
  const clock = { now: 0, looks: 0 };
  let found: Answer['found'] = [];
  const checkup = new Checkup(program, {
    now: () => clock.now,
    memory() {
      clock.looks += 1;
      return memoryUse();
    },
    tell: (findings) => {
      found = findings.map(({ code, message }) => ({ code, message }));
    },
  });
  const rows: (readonly number[])[] = [];
  while (trainer.step < steps) {
    await trainer.trainStep();
    clock.now += 1600 / LOOK_EVERY;
    const taken = await trainer.takeLosses();
    rows.push(...taken.map(({ values }) => values));
    checkup.addRows(taken.map(({ step, values }) => ({ step: step + 1, values })));
    if (isWatched) await checkup.afterStep(trainer, trainer.step % LOOK_EVERY === 0);
  }
  const { values } = decodeCheckpoint((await trainer.save()).bytes);
  const weights = values.map((each) => [...each]);
  return { rows, weights, found, looks: clock.looks, memory: memoryUse() };
}

/** What is asked of a device is no more than every one has. */
function lowerLimits(): void {
  const { gpu } = navigator;
  const request = gpu.requestAdapter.bind(gpu);
  gpu.requestAdapter = async (options) => {
    const adapter = await request(options);
    if (!adapter) return adapter;
    const { limits } = adapter;
    const lower = new Proxy(limits, {
      get(_, name: keyof GPUSupportedLimits) {
        const isOfBuffers = name === 'maxBufferSize' || name === 'maxStorageBufferBindingSize';
        return isOfBuffers ? 2 ** 27 : limits[name];
      },
    });
    Object.defineProperty(adapter, 'limits', { value: lower });
    return adapter;
  };
}

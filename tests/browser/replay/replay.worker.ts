/** Trains a program with or without replay, and tells what came of it to the bit. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../../src/compiler/program.ts';
import { generate } from '../../../src/data/generate.ts';
import { onDeviceError } from '../../../src/runtime/backends/device-lost.ts';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { decodeCheckpoint } from '../../../src/runtime/checkpoint.ts';
import { holdThreads } from '../../../src/runtime/replay/lanes/threads.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';
import type { Checkpoint } from '../../../src/runtime/trainer-types.ts';
import { whyUnlike } from './unlike.ts';

export type Task =
  | {
      readonly type: 'train';
      readonly backend: 'webgpu' | 'wasm';
      readonly program: Program;
      readonly replay: 'auto' | 'off';
      readonly steps: number;
      /** Looks at the run after these many steps, and saves. */
      readonly looksAt?: number;
      /** Goes back to what was saved after these many. */
      readonly goesBackAt?: number;
    }
  | { readonly type: 'unlike' };

export interface Answer {
  /** In the order in which they were trained; those that were gone back from too. */
  readonly rows?: readonly (readonly number[])[];
  /** A check sum of the bits of each tensor of the state. */
  readonly state?: Readonly<Record<string, number>>;
  /** Steps that tf.js had no part in: it makes a bind group for every dispatch, or a tensor for every kernel. */
  readonly replayed?: readonly boolean[];
  readonly device?: string;
  /** Parts of the steps that other threads computed. */
  readonly helped?: number;
  readonly dispatches?: number;
  /** Milliseconds that the call of a step took, without waiting for the device. */
  readonly ms?: readonly number[];
  /** Of tensors, and bytes of the device's memory, after every reading. */
  readonly memory?: readonly (readonly [number, number])[];
  readonly reasons?: readonly string[];
  readonly refusals?: readonly string[];
  readonly unlike?: Readonly<Record<string, string>>;
  readonly error?: string;
}

let made = 0;
let dispatched = 0;
const { createBindGroup } = GPUDevice.prototype;
GPUDevice.prototype.createBindGroup = function (...given) {
  made += 1;
  return createBindGroup.apply(this, given);
};
const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...given) {
  dispatched += 1;
  return dispatchWorkgroups.apply(this, given);
};

self.onmessage = async ({ data }: MessageEvent<Task>) => {
  const refusals: string[] = [];
  onDeviceError((message) => refusals.push(message));
  try {
    const { device } = await startBackend(data.type === 'train' ? data.backend : 'webgpu');
    const answer = data.type === 'train' ? await train(data) : { unlike: await whyUnlike() };
    self.postMessage({ ...answer, device, refusals } satisfies Answer);
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    self.postMessage({ error: text, refusals } satisfies Answer);
  }
};

async function train({
  backend,
  program,
  replay,
  steps,
  looksAt,
  goesBackAt,
}: Extract<Task, { type: 'train' }>): Promise<Answer> {
  const data = Object.fromEntries(
    program.sources.flatMap(({ node, feed }) =>
      feed ? [[node, generate(feed.builtin as Parameters<typeof generate>[0], 1)]] : [],
    ),
  );
  const trainer = await createTrainer({ program, data, replay });
  const { bufferManager } = tf.backend() as Partial<WebGPUBackend>;
  const countTensors = () => tf.tidy(() => tf.scalar(0).id);
  const rows: (readonly number[])[] = [];
  const memory: (readonly [number, number])[] = [];
  const replayed: boolean[] = [];
  const ms: number[] = [];
  let dispatches = 0;
  let saved: Checkpoint | undefined;
  const read = async () => {
    rows.push(...(await trainer.takeLosses()).map(({ values }) => values));
    memory.push([tf.memory().numTensors, bufferManager?.numBytesAllocated ?? 0]);
  };
  for (let step = 0; step < steps; step++) {
    const [groups, ran, tensors] = [made, dispatched, countTensors()];
    const start = performance.now();
    await trainer.trainStep();
    ms.push(performance.now() - start);
    // As between the steps of a run: threads start then.
    await new Promise((resolve) => setTimeout(resolve));
    // One more holds losses now and then.
    replayed.push(made === groups && countTensors() - tensors < 4);
    dispatches = dispatched - ran;
    if (step === looksAt) {
      await read();
      saved = await trainer.save();
      await trainer.view('all');
      await trainer.probe('gradients');
      await trainer.probe('activations');
    }
    if (step % 3 === 2) await read();
    if (step === goesBackAt && saved) {
      await read();
      await trainer.restore(saved);
    }
  }
  await read();
  const { header, values } = decodeCheckpoint((await trainer.save()).bytes);
  const state = header.tensors.map(({ name }, i) => [name, sumOf(values[i])] as const);
  const reasons = trainer.unreplayed ?? [];
  const threads = backend === 'wasm' ? holdThreads(tf.backend() as BackendWasm) : null;
  const helped = threads?.helped ?? 0;
  threads?.release();
  trainer.dispose();
  return {
    helped,
    rows,
    state: Object.fromEntries(state),
    replayed,
    dispatches,
    ms,
    memory,
    reasons,
  };
}

/** FNV-1a over the words, so that a single bit shows. */
function sumOf(values: Float32Array = new Float32Array()): number {
  const words = new Uint32Array(values.slice().buffer);
  return words.reduce((hash, word) => Math.imul(hash ^ word, 0x01000193) >>> 0, 0x811c9dc5);
}

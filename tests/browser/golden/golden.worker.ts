/** Computes tasks on WebGPU and says what the GPU refused and what is left behind. */
import * as tf from '@tensorflow/tfjs-core';
import { onDeviceError } from '../../../src/runtime/backends/device-lost.ts';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { TILES } from '../../../src/runtime/kernels/webgpu/tile-choice.ts';
import type { Found } from './found.ts';
import { runTask, type Task } from './tasks.ts';

export interface Request {
  readonly tasks: readonly Task[];
  /** Whether products and sums share work in tiles; a software device never chooses to. */
  readonly tiles: 'always' | 'never';
}

export interface Answer {
  /** One for each task: its values, or why there are none. */
  readonly results?: readonly (Found | string)[];
  readonly device?: string;
  /** Tensors that the tasks left behind. */
  readonly leaked?: number;
  readonly refusals?: readonly string[];
  readonly error?: string;
}

let refusals: string[] = [];
onDeviceError((message) => refusals.push(message));

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  refusals = [];
  try {
    self.postMessage({ ...(await computeAll(data)), refusals });
  } catch (error) {
    self.postMessage({ error: said(error) });
  }
};

async function computeAll({ tasks, tiles }: Request): Promise<Answer> {
  const { device } = await startBackend('webgpu');
  tf.env().set(TILES, tiles);
  const before = tf.memory().numTensors;
  const results: (Found | string)[] = [];
  for (const task of tasks) {
    try {
      results.push(await runTask(task));
    } catch (error) {
      results.push(said(error));
    }
  }
  return { results, device, leaked: tf.memory().numTensors - before };
}

function said(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
}

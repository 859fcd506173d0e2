/** Runs one task on a backend of the browser. */
import * as tf from '@tensorflow/tfjs-core';
import { onDeviceError } from '../../../src/runtime/backends/device-lost.ts';
import { compilePipelines } from '../../../src/runtime/backends/pipelines.ts';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { SUBGROUPS } from '../../../src/runtime/kernels/webgpu/reduction.ts';
import { TILES } from '../../../src/runtime/kernels/webgpu/tile-choice.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { createRandomStream } from '../../../src/runtime/random/stream.ts';
import type { BackendInfo, BackendName } from '../../../src/runtime/trainer-types.ts';
import { compareBackends, type Difference } from '../../runtime/support/compare.ts';
import { countDispatches } from '../../runtime/support/count-dispatches.ts';
import { kernelCases } from '../../runtime/support/kernel-cases.ts';
import { reducingCases, subgroupPipelines } from '../../runtime/support/reducing-cases.ts';

export interface Answer {
  readonly info?: BackendInfo;
  readonly differences?: readonly Difference[];
  readonly random?: Readonly<Record<string, readonly number[]>>;
  readonly dispatches?: Readonly<Record<string, number>>;
  readonly pipelines?: { readonly total: number; readonly late: number; readonly kept: boolean };
  /** Pipelines that were compiled with subgroup operations in them. */
  readonly subgroups?: number;
  /** What the GPU refused. */
  readonly refusals?: readonly string[];
  readonly error?: string;
}

self.onmessage = async ({ data }: MessageEvent<string>) => {
  const refusals: string[] = [];
  onDeviceError((message) => refusals.push(message));
  try {
    self.postMessage({ ...(await run(data)), refusals });
  } catch (error) {
    self.postMessage({
      error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
    });
  }
};

async function run(task: string): Promise<Answer> {
  const [what, backend, tiles] = task.split(' ') as [string, BackendName, string?];
  const info = await startBackend(backend);
  if (tiles) tf.env().set(TILES, tiles);
  if (what === 'compare') {
    return { info, differences: await compareBackends(backend, kernelCases) };
  }
  if (what === 'count') return { info, dispatches: await countDispatches() };
  if (what === 'reduce') {
    tf.env().set(SUBGROUPS, 'always');
    const differences = await compareBackends(backend, reducingCases);
    return { info, differences, subgroups: subgroupPipelines().length };
  }
  if (what === 'random') return { info, random: await drawAll() };
  if (what === 'pipelines') return { info, pipelines: await compileAhead() };
  return { info };
}

async function drawAll(): Promise<Record<string, readonly number[]>> {
  const random = createRandomStream(2 ** 40 + 5, 17, 3);
  const drawn = {
    uniform: random.uniform([7, 5]),
    range: random.uniform([1000], -3, 5),
    normal: random.normal([3, 3, 11], 1, 2),
    truncated: random.truncatedNormal([301]),
    integers: random.integers([200], -5, 1_000_003),
    survivors: random.survivors([333], 0.3),
    scalar: random.uniform([]),
  };
  const entries = Object.entries(drawn).map(
    async ([name, tensor]) => [name, [...(await tensor.data())]] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** How many pipelines were compiled ahead, and how many the real step still had to compile. */
async function compileAhead() {
  const kernel = tf.variable(tf.ones([3, 3, 2, 4])) as unknown as tf.Variable<tf.Rank.R4>;
  const x = tf.ones([2, 6, 6, 2]) as tf.Tensor4D;
  const step = () => {
    const loss = () =>
      tf.mean(
        ops.batchNormalize(ops.conv2d(x, kernel, [2, 2], [1, 1, 1, 1]), 1e-5).output,
      ) as tf.Scalar;
    const { grads } = tf.variableGrads(loss, [kernel]);
    for (const gradient of Object.values(grads))
      kernel.assign(tf.sub(kernel, gradient) as tf.Tensor4D);
  };
  let total = 0;
  await compilePipelines(step, (_, count) => {
    total = count;
  });
  const kept = (await kernel.data()).every((value) => value === 1);
  const { pipelineCache } = tf.backend() as unknown as { pipelineCache: object };
  const before = Object.keys(pipelineCache).length;
  tf.tidy(step);
  await kernel.data();
  return { total, late: Object.keys(pipelineCache).length - before, kept };
}

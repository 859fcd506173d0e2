/** Runs kernel cases on two backends and says where they differ. */
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import type { BackendName } from '../../../src/runtime/trainer-types.ts';
import type { KernelCase } from './kernel-cases.ts';

/** Differences relative to the largest value of each output. */
const TOLERANCE = 2e-4;

export interface Difference {
  readonly name: string;
  /** Empty where the backends agree. */
  readonly complaints: readonly string[];
}

export async function compareBackends(
  backend: BackendName,
  cases: readonly KernelCase[],
  tolerance = TOLERANCE,
): Promise<Difference[]> {
  const expected = await evaluate('cpu', cases);
  const found = await evaluate(backend, cases);
  return cases.map(({ name }, i) => {
    const wanted = expected[i] ?? [];
    const got = found[i];
    if (typeof got === 'string' || typeof wanted === 'string') {
      return { name, complaints: [`${String(got)} / ${String(wanted)}`] };
    }
    const complaints = wanted.flatMap((output, j) => differences(j, output, got?.[j], tolerance));
    return { name, complaints };
  });
}

interface Output {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

async function evaluate(
  backend: BackendName,
  cases: readonly KernelCase[],
): Promise<(Output[] | string)[]> {
  await startBackend(backend);
  const results: (Output[] | string)[] = [];
  for (const { run } of cases) {
    try {
      const outputs: Output[] = [];
      for (const tensor of tf.tidy(run)) {
        outputs.push({ shape: tensor.shape, values: (await tensor.data()) as Float32Array });
        tensor.dispose();
      }
      results.push(outputs);
    } catch (error) {
      results.push(`${backend}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return results;
}

function differences(
  index: number,
  wanted: Output,
  got: Output | undefined,
  tolerance: number,
): string[] {
  if (got?.shape.join() !== wanted.shape.join()) {
    return [`output ${index}: shape [${got?.shape.join()}], expected [${wanted.shape.join()}]`];
  }
  const scale = wanted.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  let worst = 0;
  wanted.values.forEach((value, i) => {
    const error = Math.abs(value - (got.values[i] ?? Number.NaN)) / scale;
    if (!(error <= worst)) worst = error;
  });
  return worst < tolerance ? [] : [`output ${index}: off by ${worst} of its largest value`];
}

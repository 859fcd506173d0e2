/**
 * Sums and maxima within workgroups, by subgroup operations and by workgroup memory, against `cpu`, on WebGPU in Node. An adapter
 * without the feature `subgroups` skips the former, and says so.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { hasSubgroups, SUBGROUPS } from '../../src/runtime/kernels/webgpu/reduction.ts';
import { TILES } from '../../src/runtime/kernels/webgpu/tile-choice.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import { compareBackends, type Difference } from '../runtime/support/compare.ts';
import { dataFor, presetProgram } from '../runtime/support/preset.ts';
import { reducingCases, subgroupPipelines } from '../runtime/support/reducing-cases.ts';
import { stateOf, train } from '../runtime/support/runs.ts';

await startBackend('webgpu');
const isThere = hasSubgroups((tf.backend() as WebGPUBackend).device);
const choices = ['never', ...(isThere ? ['always'] : [])];

afterAll(() => {
  tf.env().set(TILES, 'auto');
  tf.env().set(SUBGROUPS, 'auto');
});

/** In this order: pipelines stay, and by memory alone none may have subgroup operations. */
describe.each(choices)('subgroup operations: %s', (choice) => {
  const differences = new Map<string, Difference>();
  let pipelines: readonly string[] = [];

  beforeAll(async () => {
    tf.env().set(SUBGROUPS, choice);
    tf.env().set(TILES, 'always');
    for (const found of await compareBackends('webgpu', reducingCases)) {
      differences.set(found.name, found);
    }
    pipelines = subgroupPipelines();
  }, 240_000);

  it('takes them, or does not, in every kernel that reduces', () => {
    const kernels = ['mean_of_', 'softmax_', 'few_columns_plain', 'few_columns_moments'];
    const found = kernels.filter((kernel) => pipelines.some((key) => key.includes(kernel)));
    expect(found).toEqual(choice === 'always' ? kernels : []);
    if (choice === 'never') expect(pipelines).toEqual([]);
  });

  it.each(reducingCases.map(({ name }) => name))('%s', (name) => {
    expect(differences.get(name)?.complaints).toEqual([]);
  });
});

describe.skipIf(!isThere)('by subgroups (skipped without an adapter that has them)', () => {
  it.each(['dcgan', 'wgan-gp'])('replays of %s what it interprets, to the bit', async (preset) => {
    tf.env().set(SUBGROUPS, 'always');
    tf.env().set(TILES, 'always');
    const run = async (replay: 'auto' | 'off') => {
      const program = presetProgram(preset);
      const trainer = await createTrainer({ program, data: dataFor(program), replay });
      await train(trainer, 6);
      const rows = (await trainer.takeLosses()).map(({ values }) => values);
      const { unreplayed } = trainer;
      const state = await stateOf(trainer);
      trainer.dispose();
      return { rows, state, unreplayed };
    };
    const replayed = await run('auto');
    expect(replayed.unreplayed).toEqual([]);
    expect({ ...(await run('off')), unreplayed: [] }).toEqual(replayed);
  });
});

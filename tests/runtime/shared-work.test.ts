/** What is computed once instead of twice comes to the same: phases that share a forward pass, calls that run as one. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { catalog, hasTrait } from '../../src/nodes/catalog.ts';
import type { LayerDefinition } from '../../src/nodes/define.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';
import { Stages } from '../../src/runtime/plan/stages.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import type { Sharing } from '../../src/runtime/trainer-types.ts';
import { forwardOf, toTensor } from '../parity/support/forward.ts';
import { goldenCases } from '../parity/support/golden.ts';
import { cut, node, wire } from '../pure/support/sample.ts';
import { dataFor, presetProgram, programOf, readPreset } from './support/preset.ts';
import { stateOf, train } from './support/runs.ts';

beforeAll(() => startBackend('wasm'));

const trained = (name: string, sharing: Sharing) =>
  trainedProgram(presetProgram(name, 'smoke'), sharing);

async function trainedProgram(program: Program, sharing: Sharing) {
  const trainer = await createTrainer({ program, data: dataFor(program), sharing });
  await train(trainer, 3);
  const losses = await trainer.takeLosses();
  const { numTensors, numDataBuffers } = tf.memory();
  await train(trainer, 1);
  await trainer.takeLosses();
  expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  const state = await stateOf(trainer);
  trainer.dispose();
  return { losses, state };
}

/** What an iteration of a preset shares: networks run ahead of a phase, and calls joined in one. */
function shared(name: string): string[] {
  const { ahead, tapes } = new Stages(presetProgram(name, 'smoke'), new Map(), 'all').at(0);
  const early = [...ahead].map(
    ([phase, { before, forward }]) =>
      `${forward.flatMap((step) => (step.type === 'apply' ? step.network : [])).join(' ')} of ${phase.node} before ${before.node}`,
  );
  const joined = [...tapes].flatMap(([phase, { rest }]) =>
    rest.flatMap((move) =>
      move.type === 'together' ? `${move.calls.length} ${move.network} in ${phase.node}` : [],
    ),
  );
  return [...early, ...joined];
}

describe('phases that compute the same', () => {
  it.each([
    ['dcgan', ['G of trainG before trainD']],
    ['pix2pix', ['G of trainG before trainD']],
    ['srgan', ['G of trainG before trainD']],
    ['bigan', ['E G of trainGE before trainD']],
  ])('%s: once, and to the bit', async (name, expected) => {
    expect(shared(name)).toEqual(expected);
    expect(await trained(name, 'all')).toEqual(await trained(name, 'none'));
  });

  it('share what they read behind a stop-gradient, and the rest of the phase reads it again', async () => {
    const document = readPreset('bigan');
    const { objective } = document;
    objective.nodes.stop = node('stop-gradient');
    for (const reader of ['decode.z', 'judgeFake.z']) cut(objective, reader);
    wire(objective, 'noise > stop', 'stop > decode.z', 'stop > judgeFake.z');
    const program = programOf(document, 'smoke');
    const { ahead } = new Stages(program, new Map(), 'phases').at(0);
    expect([...ahead.values()].flatMap(({ prologue }) => prologue)).toContainEqual(
      expect.objectContaining({ type: 'stop' }),
    );
    expect(await trainedProgram(program, 'phases')).toEqual(await trainedProgram(program, 'none'));
  });

  it.each(['gan-mlp', 'acgan', 'cgan', 'wgan', 'stylegan'])(
    '%s: not where latents are drawn anew, or samples are not apart',
    (name) => expect(shared(name)).toEqual([]),
  );
});

describe('calls of one network', () => {
  it.each([
    ['ring', ['2 D in trainD']],
    ['wgan-gp', ['2 critic in trainCritic']],
    ['cyclegan', ['2 AtoB in trainG', '2 BtoA in trainG', '2 DA in trainD', '2 DB in trainD']],
  ])('%s: as one, and the same within rounding', async (name, expected) => {
    expect(shared(name)).toEqual(expected);
    const [together, apart] = [await trained(name, 'all'), await trained(name, 'none')];
    together.losses.forEach(({ values }, row) => {
      values.forEach((value, i) => {
        expect(value).toBeCloseTo(apart.losses[row]?.values[i] ?? Number.NaN, 4);
      });
    });
  });
});

const apart = [...catalog.values()].filter(
  (definition): definition is LayerDefinition =>
    definition.family === 'layer' &&
    !['batch-statistics', 'compares-samples', 'random-in-training'].some((trait) =>
      hasTrait(definition.kind, trait as 'batch-statistics'),
    ),
);

describe('a layer without a trait that says otherwise lets samples pass apart', () => {
  it.each(apart.map((definition) => [definition.kind, definition] as const))(
    '%s',
    async (kind, definition) => {
      for (const golden of goldenCases(kind)) {
        const inputs = golden.inputs.map(toTensor);
        if (inputs.length === 0) continue;
        const weights = new Map(
          Object.entries(golden.weights).map(([name, values]) => [name, toTensor(values)]),
        );
        const forward = forwardOf(definition, golden, ops);
        const whole = forward(weights, inputs);
        const [first] = inputs;
        const samples = first?.shape[0] ?? 1;
        const each = Array.from({ length: samples }, (_, i) =>
          forward(
            weights,
            inputs.map((input) => tf.slice(input, [i], [1])),
          ),
        );
        const error = tf.max(tf.abs(tf.sub(tf.concat(each, 0), whole)));
        expect((await error.data())[0]).toBeLessThan(1e-5);
      }
    },
  );
});

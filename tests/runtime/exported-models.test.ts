/** Weights and networks as they leave: named and valued as in a run, and loadable by tf.js. */
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NetworkProgram, Program } from '../../src/compiler/program.ts';
import type { ExportFile } from '../../src/exchange/export-file.ts';
import { firstState, weightsOf } from '../../src/exchange/known-state.ts';
import { sizeOf, stateLayout } from '../../src/exchange/state-layout.ts';
import { outputLayers, tfjsModel } from '../../src/exchange/tfjs-model.ts';
import { presets } from '../../src/graph/presets.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { registerInPlace } from '../../src/runtime/in-place/change.ts';
import { buildNetwork, type Network } from '../../src/runtime/models/network.ts';
import { createState } from '../../src/runtime/plan/state.ts';
import { programOf } from './support/preset.ts';

const programs = presets.map(
  ({ id, document }): readonly [string, Program] => [id, programOf(document, 'smoke')] as const,
);

/** What a call without one has. */
const evaluation = {
  seed: 0,
  step: 0,
  iteration: 0,
  stream: 0,
  repeat: 0,
  updatesStatistics: false,
};

beforeAll(async () => {
  await startBackend('wasm');
  registerInPlace();
});

function networksOf(program: Program): ReadonlyMap<string, Network> {
  return new Map(
    program.networks.map((network, ordinal) => [
      network.name,
      buildNetwork(network, ordinal, program.seed),
    ]),
  );
}

/** Reads files as tf.js reads them over http. */
function handlerFor(files: readonly ExportFile[]): tf.io.IOHandler {
  const bytesOf = (path: string): Buffer => {
    const file = files.find((each) => each.path === path);
    if (!file) throw new Error(`there is no ${path}`);
    return Buffer.from(file.content);
  };
  return {
    load: async () => {
      const json: tf.io.ModelJSON = JSON.parse(bytesOf('model.json').toString());
      return tf.io.getModelArtifactsForJSON(json, async (manifest) => {
        const parts = manifest.flatMap(({ paths }) => paths.map(bytesOf));
        const specs = manifest.flatMap(({ weights }) => weights);
        return [specs, Uint8Array.from(Buffer.concat(parts)).buffer];
      });
    },
  };
}

function inputsFor({ inputs }: NetworkProgram, batch: number): tf.Tensor[] {
  return inputs.map(({ type }, index) =>
    type.type === 'label'
      ? tf.tensor1d(
          Array.from({ length: batch }, (_, k) => k % type.classes),
          'int32',
        )
      : tf.randomUniform(
          [batch, ...(type.type === 'tensor' ? type.shape : [])],
          -1,
          1,
          'float32',
          index + 1,
        ),
  );
}

describe('the layout of a state without tensors', () => {
  it.each(programs)('is that of a run of %s, with the same first values', async (_, program) => {
    const networks = networksOf(program);
    const state = createState(program, networks);
    const layout = stateLayout(program);
    expect(layout.map(({ name, shape }) => ({ name, shape }))).toEqual(
      state.entries.map(({ name, tensor }) => ({ name, shape: tensor.shape })),
    );
    for (const [index, { name, shape, first, type }] of layout.entries()) {
      // Zeros of optimizers are many and tell nothing.
      if (type === 'optimizer' || type === 'pool') continue;
      const values = first();
      expect(values.length, name).toBe(sizeOf(shape));
      const held = await state.entries[index]?.tensor.data();
      expect(
        values.every((value, k) => value === held?.[k]),
        name,
      ).toBe(true);
    }
    state.dispose();
    for (const network of networks.values()) network.dispose();
  });
});

describe('a network as model.json', () => {
  it.each(programs)(
    'of %s loads with tf.loadLayersModel and computes the same',
    async (_, program) => {
      const weights = weightsOf(firstState(program), false);
      for (const [ordinal, network] of program.networks.entries()) {
        const own = buildNetwork(network, ordinal, program.seed);
        const files = tfjsModel({ network, weights, iteration: 0 });
        const loaded = await tfl.loadLayersModel(handlerFor(files));
        const inputs = inputsFor(network, 2);
        const found = [loaded.predict(inputs)].flat() as tf.Tensor[];
        const expected = own.run(inputs, evaluation, false);
        expect(loaded.inputNames).toEqual(network.inputs.map(({ name }) => name));
        const outputs = network.outputs.map(({ layer }) => outputLayers(network).indexOf(layer));
        for (const [k, tensor] of expected.entries()) {
          const same = found[outputs[k] ?? 0];
          expect([...((await same?.data()) ?? [])]).toEqual([...(await tensor.data())]);
        }
        tf.dispose([...inputs, ...found, ...expected]);
        loaded.dispose();
        own.dispose();
      }
    },
  );

  it('stands at the step of its run, where numbers of it change with the iteration', async () => {
    const [, program] = programs.find(([id]) => id === 'stylegan-growing') ?? [];
    const ordinal = program?.networks.findIndex(({ name }) => name === 'D') ?? -1;
    const network = program?.networks[ordinal];
    if (!program || !network) throw new Error('there is no growing discriminator');
    const [grown] = program.stages.slice(-1);
    const iteration = (grown?.from ?? 0) + 1;
    const own = buildNetwork(network, ordinal, program.seed);
    const weights = weightsOf(firstState(program), false);
    const inputs = inputsFor(network, 4);
    const numbers = async (tensor: tf.Tensor | undefined) => [...((await tensor?.data()) ?? [])];
    const predicted = async (at: number) => {
      const files = tfjsModel({ network, weights, iteration: at });
      const loaded = await tfl.loadLayersModel(handlerFor(files));
      return numbers([loaded.predict(inputs)].flat()[0] as tf.Tensor);
    };
    const [expected] = own.run(inputs, { ...evaluation, iteration }, false);
    expect(await predicted(iteration)).toEqual(await numbers(expected));
    expect(await predicted(0)).not.toEqual(await numbers(expected));
    own.dispose();
  });
});

/** Networks as tf.LayersModels: saved and loaded by anyone, first weights from the seed. */
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerProgram, NetworkProgram } from '../../src/compiler/program.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { registerInPlace } from '../../src/runtime/in-place/change.ts';
import { createLayer } from '../../src/runtime/models/layer.ts';
import { buildNetwork, type Network } from '../../src/runtime/models/network.ts';
import { presetProgram } from './support/preset.ts';

const evaluation = {
  seed: 1,
  step: 0,
  iteration: 0,
  stream: 0,
  repeat: 0,
  updatesStatistics: false,
};

async function savedAndLoaded(network: Network): Promise<tfl.LayersModel> {
  let artifacts: tf.io.ModelArtifacts | null = null;
  await network.model.save(
    tf.io.withSaveHandler(async (saved) => {
      // As a file would: through text and bytes.
      artifacts = { ...saved, modelTopology: JSON.parse(JSON.stringify(saved.modelTopology)) };
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  if (!artifacts) throw new Error('nothing was saved');
  return tfl.loadLayersModel(tf.io.fromMemory(artifacts));
}

const networks = ['ring', 'gan-mlp', 'dcgan'].flatMap((preset) =>
  presetProgram(preset).networks.map((network) => [preset, network.name, network] as const),
);

beforeAll(async () => {
  await startBackend('wasm');
  registerInPlace();
});

describe('a network', () => {
  it.each(networks)(
    '%s %s computes the same after model.save and tf.loadLayersModel',
    async (_, __, program) => {
      const network = buildNetwork(program, 0, 7);
      const loaded = await savedAndLoaded(network);
      const inputs = network.model.inputs.map(({ shape }) =>
        tf.randomUniform([3, ...shape.slice(1).map(Number)], -1, 1, 'float32', 5),
      );
      const [expected] = network.run(inputs, evaluation, false);
      const found = loaded.predict(inputs) as tf.Tensor;
      expect([...(await found.data())]).toEqual([...((await expected?.data()) ?? [])]);
      expect(loaded.weights.map(({ originalName }) => originalName)).toEqual(
        network.model.weights.map(({ originalName }) => originalName),
      );
      loaded.dispose();
      network.dispose();
    },
  );

  it('names its weights layer/weight, in every trainer alike', () => {
    const [program] = presetProgram('gan-mlp').networks;
    const [first, second] = [0, 1].map(() => buildNetwork(program as NetworkProgram, 0, 1));
    const names = first?.weights.map(({ name }) => name) ?? [];
    expect(names.length).toBeGreaterThan(4);
    expect(second?.weights.map(({ name }) => name)).toEqual(names);
    expect(first?.model.weights.map(({ originalName }) => originalName).sort()).toEqual(
      [...names].sort(),
    );
    first?.dispose();
    second?.dispose();
  });

  it('begins with weights that depend on the seed and on its place in the program, not on names', async () => {
    const [program] = presetProgram('ring').networks as [NetworkProgram];
    const renamed = { ...program, name: 'other' };
    const first = async (p: NetworkProgram, ordinal: number, seed: number) => {
      const network = buildNetwork(p, ordinal, seed);
      const values = await network.weights[0]?.variable.data();
      const copy = [...(values ?? [])];
      network.dispose();
      return copy;
    };
    const reference = await first(program, 0, 1);
    expect(await first(renamed, 0, 1)).toEqual(reference);
    expect(await first(program, 1, 1)).not.toEqual(reference);
    expect(await first(program, 0, 2)).not.toEqual(reference);
  });

  it('may take several inputs, labels among them, and give one layer out twice', async () => {
    const layer = (id: string, kind: string, inputs: string[], shapes: number[][], out: number[]) =>
      ({
        id,
        within: [],
        kind,
        params: parsed(kind),
        inputs,
        inputShapes: shapes,
        outputShape: out,
        weights: [],
        multiplyAdds: 0,
      }) as LayerProgram;
    const network = buildNetwork(
      {
        name: 'N',
        inputs: [
          { name: 'a', type: { type: 'tensor', shape: [2] } },
          { name: 'b', type: { type: 'tensor', shape: [3] } },
          { name: 'c', type: { type: 'label', classes: 4 } },
        ],
        layers: [
          layer('both', 'concat', ['input:b', 'input:a'], [[3], [2]], [5]),
          layer('x', 'relu', ['both'], [[5]], [5]),
          layer('y', 'tanh', ['both'], [[5]], [5]),
        ],
        outputs: [
          { name: 'y', layer: 'y', shape: [5] },
          { name: 'x', layer: 'x', shape: [5] },
          { name: 'again', layer: 'y', shape: [5] },
        ],
      },
      0,
      1,
    );
    const inputs = [tf.tensor2d([[1, -2]]), tf.tensor2d([[3, -4, 5]]), tf.tensor1d([2], 'int32')];
    const [y, x, again] = network.run(inputs, evaluation, false);
    expect([...((await x?.data()) ?? [])]).toEqual([3, 0, 5, 1, 0]);
    expect(await again?.data()).toEqual(await y?.data());
    network.dispose();
  });
});

describe('layer classes', () => {
  const kinds = [...catalog.values()].filter(({ family }) => family === 'layer');

  it.each(kinds.map(({ kind }) => kind))(
    '%s keeps its parameters through tf.layers serialisation',
    (kind) => {
      const params = parsed(kind);
      const config = {
        name: 'l',
        ordinal: 3,
        isSource: false,
        params,
        weights: [],
        outputShape: [1],
      };
      const input = tfl.input({ shape: [1], name: 'in' });
      const model = tfl.model({
        inputs: input,
        outputs: createLayer(kind, config).apply(input) as tfl.SymbolicTensor,
      });
      const text: unknown = JSON.parse(JSON.stringify(model.toJSON(null, false)));
      const topology = text as {
        config: { layers: { class_name: string; config: { params: unknown } }[] };
      };
      const [, saved] = topology.config.layers;
      expect(saved?.class_name).toBe(`ganvas/${kind}`);
      expect(camel(saved?.config.params)).toEqual(JSON.parse(JSON.stringify(params)));
    },
  );
});

function parsed(kind: string): Record<string, unknown> {
  return catalog.get(kind)?.params.parse({}) as Record<string, unknown>;
}

/** What tf.layers does to keys and words when it loads a model. */
function camel(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [camel(key), camel(inner)]),
  );
}

/** Features of a person's own tf.js model: layers, graphs, networks that Ganvas exported, and files that are none. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { modelFolder } from '../../src/cli/train/model-folder.ts';
import { firstState, weightsOf } from '../../src/exchange/known-state.ts';
import { tfjsModel } from '../../src/exchange/tfjs-model.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { featureMeasure } from '../../src/runtime/metrics/feature-measure.ts';
import type { ModelFiles } from '../../src/runtime/metrics/metric-store.ts';
import { loadOwnModel, ownExtractor } from '../../src/runtime/metrics/own-model.ts';
import { programOf, readPreset } from './support/preset.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

const storeOf = (files: ModelFiles | null) => ({ model: async () => files });

/** As tf.js saves it: the manifest names one file of weights. */
async function saved(model: tfl.LayersModel): Promise<ModelFiles> {
  let files: ModelFiles | null = null;
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      const json = JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest });
      files = { json, weights: new Uint8Array(weightData as ArrayBuffer) };
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  model.dispose();
  if (!files) throw new Error('nothing was saved');
  return files;
}

/** Means of the channels times 1 and 2: what it says of an image can be worked out by hand. */
async function means(inputShape: number[]): Promise<ModelFiles> {
  const model = tfl.sequential();
  model.add(tfl.layers.globalAveragePooling2d({ inputShape, dataFormat: 'channelsLast' }));
  const channels = inputShape[2] ?? 1;
  const weights = [
    tf.tidy(() => tf.mul(tf.eye(channels), tf.range(1, channels + 1))),
    tf.zeros([channels]),
  ];
  model.add(tfl.layers.dense({ units: channels, weights }));
  const files = await saved(model);
  tf.dispose(weights);
  return files;
}

const flat = (shape: readonly number[], ...values: number[]) => {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return {
    values: Float32Array.from({ length: size * values.length }, (_, i) => {
      return values[Math.floor(i / size)] ?? 0;
    }),
    shape,
  };
};
const featuresOf = async (
  files: ModelFiles,
  images: { values: Float32Array; shape: readonly number[] },
  range: 'symmetric' | 'unit' = 'symmetric',
) => {
  const model = await loadOwnModel('mine', storeOf(files));
  const features = await ownExtractor(model, 'symmetric').featuresOf(images, range);
  model.dispose();
  return { ...features, values: [...features.values] };
};

describe('features of an own model', () => {
  it('are its output for images brought to its size, channels and range', async () => {
    const { numTensors } = tf.memory();
    const files = await means([8, 8, 3]);
    expect(await featuresOf(files, flat([28, 20, 1], 0.5, -0.25))).toEqual({
      values: [0.5, 1, 1.5, -0.25, -0.5, -0.75],
      shape: [3],
    });
    expect((await featuresOf(files, flat([8, 8, 3], 0.5), 'unit')).values).toEqual([0, 0, 0]);
    const gray = await means([5, 5, 1]);
    expect((await featuresOf(gray, flat([6, 6, 3], 0.5))).values).toEqual([0.5]);
    const many = Array.from({ length: 37 }, (_, i) => i / 64);
    expect((await featuresOf(gray, flat([5, 5, 1], ...many))).values).toEqual(many);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('give distances that carry their name', async () => {
    const model = await loadOwnModel('mine', storeOf(await means([4, 4, 1])));
    const ranges = ['symmetric', 'symmetric'] as const;
    const measure = featureMeasure('frechet-distance', ranges, ownExtractor(model, 'symmetric'));
    const [a, b] = [flat([4, 4, 1], 0, 1, 0, 1), flat([4, 4, 1], 1, 2, 1, 2)];
    await measure.add([a, b]);
    expect(await measure.values()).toEqual({ frechetDistanceOwn: 1 });
    model.dispose();
  });

  it('are the means of the channels where it gives images', async () => {
    const model = tfl.sequential();
    model.add(tfl.layers.upSampling2d({ inputShape: [2, 2, 3], size: [2, 2] }));
    const { values, shape } = await featuresOf(await saved(model), flat([2, 2, 3], 0.25));
    expect({ values, shape }).toEqual({ values: [0.25, 0.25, 0.25], shape: [3] });
  });

  it('are those of a graph of TensorFlow', async () => {
    // Placeholder x, its mean over height and width.
    const graph = {
      node: [
        {
          name: 'x',
          op: 'Placeholder',
          attr: {
            dtype: { type: 'DT_FLOAT' },
            shape: { shape: { dim: ['-1', '4', '4', '3'].map((size) => ({ size })) } },
          },
        },
        {
          name: 'axes',
          op: 'Const',
          attr: {
            dtype: { type: 'DT_INT32' },
            value: { tensor: { dtype: 'DT_INT32', tensorShape: { dim: [{ size: '2' }] } } },
          },
        },
        {
          name: 'mean',
          op: 'Mean',
          input: ['x', 'axes'],
          attr: {
            T: { type: 'DT_FLOAT' },
            Tidx: { type: 'DT_INT32' },
            keep_dims: { b: false },
          },
        },
      ],
      versions: { producer: 1 },
    };
    const weights = new Uint8Array(Int32Array.of(1, 2).buffer);
    const manifest = [
      { paths: ['group1-shard1of1.bin'], weights: [{ name: 'axes', shape: [2], dtype: 'int32' }] },
    ];
    const json = JSON.stringify({
      format: 'graph-model',
      modelTopology: graph,
      weightsManifest: manifest,
    });
    const found = await featuresOf({ json, weights }, flat([9, 7, 3], 0.5, -1));
    expect(found).toEqual({ values: [0.5, 0.5, 0.5, -1, -1, -1], shape: [3] });
  });

  it('are those of a discriminator that Ganvas exported', async () => {
    const program = programOf(readPreset('dcgan'), 'smoke');
    const network = program.networks.find(({ name }) => name === 'D');
    if (!network) throw new Error('expected a discriminator');
    const weights = weightsOf(firstState(program), false);
    const files = tfjsModel({ network, weights, iteration: 0 });
    const contents = files.map(({ content }) => content);
    const [json, ...shards] = contents;
    const model = {
      json: String(json),
      weights: new Uint8Array(Buffer.concat(shards.map((shard) => Buffer.from(shard)))),
    };
    const found = await featuresOf(model, flat([32, 32, 3], 0.5, 0.5, -0.5));
    const [first, second, third] = found.values;
    expect(found.shape).toEqual([1]);
    expect(first).toBeCloseTo(second ?? Number.NaN, 5);
    expect(first).not.toBeCloseTo(third ?? Number.NaN, 5);
  });

  it('are refused with a sentence where the files or the model do not fit', async () => {
    const dense = tfl.sequential();
    dense.add(tfl.layers.dense({ units: 2, inputShape: [9] }));
    const wide = tfl.sequential();
    wide.add(tfl.layers.flatten({ inputShape: [32, 32, 3] }));
    const files = await means([4, 4, 1]);
    const cut = { ...files, weights: files.weights.subarray(0, 3) };
    const use = (candidate: ModelFiles | null) => async () => {
      const model = await loadOwnModel('mine', storeOf(candidate));
      try {
        await ownExtractor(model, 'symmetric').featuresOf(flat([4, 4, 1], 1), 'symmetric');
      } finally {
        model.dispose();
      }
    };
    const { numTensors } = tf.memory();
    for (const [candidate, sentence] of [
      [null, /no model "mine" is kept here: load its model.json and weights/],
      [{ ...files, json: '{' }, /the model "mine" cannot be loaded: its model.json is not JSON/],
      [{ ...files, json: '{"modelTopology": {}}' }, /no tf.js model: weightsManifest is not/],
      [cut, /the model "mine" cannot be loaded: /],
      [await saved(dense), /the model "mine" takes \[N, 9\]; features are made of images/],
      [await saved(wide), /gives \[1, 3072\] for 1 images; .* at most 2048 numbers/],
    ] as const) {
      await expect(use(candidate)).rejects.toThrow(sentence);
    }
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe('a folder of models in the terminal', () => {
  it('gives those in folders of their own, and nothing outside of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ganvas-models-'));
    try {
      const { json, weights } = await means([4, 4, 1]);
      await mkdir(join(folder, 'inside', 'mine'), { recursive: true });
      for (const place of ['inside/mine', '.']) {
        await writeFile(join(folder, place, 'model.json'), json);
        await writeFile(join(folder, place, 'weights.bin'), weights);
      }
      const store = modelFolder(join(folder, 'inside'));
      expect(await store.model('mine')).toEqual({ json, weights });
      for (const name of ['..', '../..', 'yours', '../inside/mine', ''])
        expect(await store.model(name)).toBeNull();
      expect(await modelFolder(undefined).model('mine')).toBeNull();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

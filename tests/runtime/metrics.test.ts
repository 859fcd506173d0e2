/** Metrics of a run: what they read, what they say of samples whose quality is known, and what they leave behind. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { createBatcher } from '../../src/data/batcher.ts';
import { generate } from '../../src/data/generate.ts';
import { createRandom } from '../../src/data/random.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { classAgreement } from '../../src/runtime/metrics/class-agreement.ts';
import type { KeptClassifier } from '../../src/runtime/metrics/classifier.ts';
import { classifierOf } from '../../src/runtime/metrics/document-classifier.ts';
import { classifierExtractor, randomExtractor } from '../../src/runtime/metrics/extractor.ts';
import { featureMeasure } from '../../src/runtime/metrics/feature-measure.ts';
import { keptClassifier, keyOf } from '../../src/runtime/metrics/kept-classifiers.ts';
import { NO_STORE } from '../../src/runtime/metrics/metric-store.ts';
import { FEATURES, randomFeatures } from '../../src/runtime/metrics/random-features.ts';
import { programOf, readPreset } from './support/preset.ts';
import { open, train } from './support/runs.ts';

const SIDE = 28;
const SHAPE = [SIDE, SIDE, 1];
const digits = generate('digits', 1);
const feed = {
  builtin: 'digits',
  select: 'all',
  factor: 4,
  transform: {
    type: 'image',
    height: SIDE,
    width: SIDE,
    channels: 1,
    range: 'symmetric',
    fit: 'crop',
    isFlipped: false,
  },
  withLabels: true,
  classes: 10,
} as const;
const source = {
  node: 'data',
  kind: 'dataset',
  params: {},
  batchSize: 64,
  fresh: 'iteration',
  outputs: [],
  feed,
} as const;

const batch = (draw: number, size = 128) => createBatcher(digits, feed, size, 5).at(draw);
const noisy = (images: Float32Array, amount: number): Float32Array => {
  const random = createRandom(9);
  return images.map((value) => Math.max(-1, Math.min(1, value + amount * random.normal())));
};

beforeAll(async () => {
  await startBackend('wasm');
});

describe('features of the random network', () => {
  it('are the same on every backend, and do not depend on the range or on how many there are', async () => {
    const values = batch(0, 5).images;
    const symmetric = await randomFeatures({ values, shape: SHAPE }, 'symmetric');
    const unit = await randomFeatures(
      { values: values.map((v) => (v + 1) / 2), shape: SHAPE },
      'unit',
    );
    const one = await randomFeatures(
      { values: values.slice(0, SIDE * SIDE), shape: SHAPE },
      'symmetric',
    );
    await startBackend('cpu');
    const onCpu = await randomFeatures({ values, shape: SHAPE }, 'symmetric');
    await startBackend('wasm');
    expect(symmetric).toHaveLength(5 * FEATURES);
    symmetric.forEach((value, i) => {
      expect(unit[i]).toBeCloseTo(value, 4);
      expect(onCpu[i]).toBeCloseTo(value, 4);
      if (i < FEATURES) expect(one[i]).toBeCloseTo(value, 5);
    });
    // Any change of the network changes all that was ever measured with it.
    const mean = symmetric.reduce((sum, value) => sum + value, 0) / symmetric.length;
    expect(mean).toBeCloseTo(MEAN_FEATURE, 4);
  });

  it('are found of images of any size, in color and in gray', async () => {
    for (const shape of [
      [7, 5, 1],
      [16, 16, 3],
      [150, 131, 3],
    ]) {
      const values = new Float32Array(shape.reduce((product, axis) => product * axis, 2)).fill(0.3);
      const features = await randomFeatures({ values, shape }, 'unit');
      expect(features).toHaveLength(2 * FEATURES);
      expect(features.every(Number.isFinite)).toBe(true);
    }
  });

  it.each(['kernel-distance', 'frechet-distance'])(
    'give a %s that grows with the noise',
    async (metric) => {
      const distances: number[] = [];
      for (const amount of [0, 0.1, 0.3, 1]) {
        const measure = featureMeasure(metric, ['symmetric', 'symmetric'], randomExtractor);
        for (const draw of [0, 1]) {
          const real = { values: batch(draw).images, shape: SHAPE };
          await measure.add([
            real,
            { values: noisy(batch(draw + 2).images, amount), shape: SHAPE },
          ]);
        }
        distances.push(Object.values(await measure.values())[0] ?? Number.NaN);
      }
      const [clean = 0, little = 0, more = 0, most = 0] = distances;
      expect(little).toBeGreaterThan(clean);
      expect(more).toBeGreaterThan(1.5 * little);
      expect(most).toBeGreaterThan(1.5 * more);
    },
  );

  it('leave nothing on the device', async () => {
    const { numTensors } = tf.memory();
    await randomFeatures({ values: batch(0).images, shape: SHAPE }, 'symmetric');
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe('class agreement', () => {
  const small = generateSubset(1600);
  let first: ReturnType<typeof classifierOf> = null;

  it('is high for real images of the class asked for, low for others, and leaves no tensor', async () => {
    const { numTensors } = tf.memory();
    first = classifierOf(source, small);
    const classifier = await first;
    if (!classifier) throw new Error('expected a classifier');
    expect(classifier.accuracy).toBeGreaterThan(0.9);
    const { images, labels = new Int32Array() } = batch(3);
    const agreement = async (asked: ArrayLike<number>) => {
      const measure = classAgreement(async () => classifier);
      await measure.add([
        { values: images, shape: SHAPE },
        { values: Float32Array.from(asked), shape: [] },
      ]);
      return measure.values();
    };
    const { classAgreement: right, classifierAccuracy } = await agreement(labels);
    expect(right).toBeGreaterThan(0.9);
    expect(classifierAccuracy).toBe(classifier.accuracy);
    expect((await agreement(labels.map((label) => (label + 1) % 10))).classAgreement).toBeLessThan(
      0.1,
    );
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('has the same classifier every time', async () => {
    const { images } = batch(4);
    const again = await classifierOf(source, small);
    expect(await again?.classify(images)).toEqual(await (await first)?.classify(images));
  });

  it('is not measured on data too small to hold some back', () => {
    expect(classifierOf(source, generateSubset(7))).toBeNull();
  });

  it('teaches features by which noise is far and the data near, whatever the range', async () => {
    const classifier = await first;
    if (!classifier) throw new Error('expected a classifier');
    const extractor = classifierExtractor(async () => classifier, 'symmetric');
    const distanceOf = async (generated: Float32Array, range: 'symmetric' | 'unit') => {
      const measure = featureMeasure('kernel-distance', ['symmetric', range], extractor);
      const real = { values: batch(0).images, shape: SHAPE };
      await measure.add([real, { values: generated, shape: SHAPE }]);
      return (await measure.values()).kernelDistanceClassifier ?? Number.NaN;
    };
    const { images } = batch(2);
    const near = await distanceOf(images, 'symmetric');
    const far = await distanceOf(noisy(images, 1), 'symmetric');
    expect(far).toBeGreaterThan(3 * Math.abs(near));
    const unit = await distanceOf(
      images.map((value) => (value + 1) / 2),
      'unit',
    );
    expect(unit).toBeCloseTo(near, 3);
  });

  it('learns once from equal data, also where the store of an earlier page has it', async () => {
    const tiny = generateSubset(64);
    const unlabelled = { ...source, feed: { ...feed, withLabels: false } };
    const kept = new Map<string, KeptClassifier>();
    const store = {
      ...NO_STORE,
      keepClassifier: async (key: string, classifier: KeptClassifier) => {
        kept.set(key, classifier);
      },
    };
    const trained = keptClassifier(source, tiny, store);
    expect(keptClassifier(source, generateSubset(64), NO_STORE)).toBe(trained);
    // The labels of the data are known, whether the document asks for them or not.
    expect(keyOf(unlabelled, tiny)).toBe(keyOf(source, tiny));
    expect(keyOf(source, generateSubset(65))).not.toBe(keyOf(source, tiny));
    await trained;
    const [[key, stored] = ['', null]] = kept;
    expect(key).toBe(keyOf(source, tiny));
    const marked = stored && { ...stored, accuracy: 0.125 };
    const later = await keptClassifier(source, generateSubset(72), {
      ...NO_STORE,
      classifier: async () => marked,
    });
    expect(later?.accuracy).toBe(0.125);
    const { images } = batch(6);
    expect(await later?.features(images)).toEqual(await (await trained)?.features(images));
  });
});

describe('metrics in a run', () => {
  const cgan = readPreset('cgan');
  const measuring = (
    metric: string,
    edges: [string, string][],
    of = cgan,
    features: Readonly<Record<string, string>> = { type: 'random' },
  ): Program => {
    const document = structuredClone(of);
    const { nodes } = document.objective;
    for (const [id, { kind }] of Object.entries(nodes)) if (kind === 'metric') delete nodes[id];
    document.objective.edges = document.objective.edges.filter(
      ({ to }) => nodes[to.split('.')[0] ?? ''],
    );
    nodes.probe = { kind: 'metric', params: { metric, samples: 100, features } };
    for (const [from, port] of edges) document.objective.edges.push({ from, to: `probe.${port}` });
    return programOf(document, 'smoke');
  };
  const measured = async (program: Program) => {
    const trainer = await open(program);
    await train(trainer, 1);
    await trainer.takeLosses();
    const { numTensors } = tf.memory();
    const [first, ...others] = await trainer.view('metrics');
    expect(others).toEqual([]);
    expect(await trainer.view('metrics')).toEqual([first]);
    expect(tf.memory().numTensors).toBe(numTensors);
    trainer.dispose();
    if (first?.type !== 'metric') throw new Error('expected a metric');
    expect(first.samples).toBe(100);
    return first;
  };
  const valuesOf = async (program: Program) => {
    const { values, fault } = await measured(program);
    expect(fault).toBeUndefined();
    return values;
  };
  const toReal: [string, string][] = [
    ['data.image', 'real'],
    ['generator.out', 'generated'],
  ];

  it.each([
    ['kernel-distance', ['kernelDistance']],
    ['frechet-distance', ['frechetDistance']],
    ['precision-recall', ['precision', 'recall']],
  ])('%s of an untrained generator is bad', async (metric, names) => {
    const values = await valuesOf(measuring(metric, toReal));
    expect(Object.keys(values)).toEqual(names);
    const [value = Number.NaN] = Object.values(values);
    if (metric === 'precision-recall') expect(value).toBeLessThan(0.1);
    else expect(value).toBeGreaterThan(0.1);
  });

  it('class-agreement of an untrained generator is chance, of the data itself nearly perfect', async () => {
    const asked = await valuesOf(
      measuring('class-agreement', [
        ['generator.out', 'generated'],
        ['wanted.label', 'label'],
      ]),
    );
    expect(asked.classAgreement).toBeLessThan(0.4);
    const real = await valuesOf(
      measuring('class-agreement', [
        ['data.image', 'generated'],
        ['data.label', 'label'],
      ]),
    );
    expect(real.classAgreement).toBeGreaterThan(0.9);
  });

  it('by classifier features needs no labels of the document, and says whose features they are', async () => {
    const plain = readPreset('dcgan');
    const program = measuring('frechet-distance', toReal, plain, { type: 'classifier' });
    const values = await valuesOf(program);
    expect(Object.keys(values)).toEqual(['frechetDistanceClassifier']);
    expect(values.frechetDistanceClassifier).toBeGreaterThan(0.1);
  });

  it('that cannot be made is a sentence in its place, and training goes on', async () => {
    const own = { type: 'own', model: 'mine' };
    const { values, fault } = await measured(measuring('kernel-distance', toReal, cgan, own));
    expect(values).toEqual({});
    expect(fault).toBe(
      'Not measured: no model "mine" is kept here: load its model.json and weights at the metric (in the terminal: --models), or choose other features.',
    );
  });

  it('pairwise distance of the data is that of the data, cycle error of it is zero', async () => {
    const same: [string, string][] = [
      ['data.image', 'real'],
      ['data.image', 'generated'],
    ];
    const { pairwiseRatio } = await valuesOf(measuring('pairwise-distance', same));
    expect(pairwiseRatio).toBe(1);
    const alike = await valuesOf(measuring('pairwise-distance', toReal));
    expect(alike.pairwiseRatio).toBeLessThan(0.9);
    const pairs: [string, string][] = [
      ['data.image', 'real'],
      ['data.image', 'rebuilt'],
    ];
    expect((await valuesOf(measuring('cycle-error', pairs))).cycleError).toBe(0);
  });

  it('reconstruction of the data by itself is exact, by the generator it is not', async () => {
    const pairs = (rebuilt: string): [string, string][] => [
      ['data.image', 'real'],
      [rebuilt, 'rebuilt'],
    ];
    expect(await valuesOf(measuring('reconstruction', pairs('data.image')))).toEqual({
      meanAbsoluteDifference: 0,
      rootMeanSquareDifference: 0,
      psnr: 100,
    });
    const { psnr = 0, rootMeanSquareDifference: rms = 0 } = await valuesOf(
      measuring('reconstruction', pairs('generator.out')),
    );
    expect(rms).toBeGreaterThan(0.3);
    expect(psnr).toBeLessThan(20 * Math.log10(2 / rms) + 3);
  });
});

/** A constant of the network's weights, as measured when they were chosen. */
const MEAN_FEATURE = 0.59285;

function generateSubset(count: number) {
  if (digits.type !== 'images') throw new Error('digits are images');
  const { labels, pixels, height, width } = digits;
  return {
    ...digits,
    count,
    pixels: pixels.subarray(0, count * height * width),
    ...(labels ? { labels: labels.subarray(0, count) } : {}),
  };
}

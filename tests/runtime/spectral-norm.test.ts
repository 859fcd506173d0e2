/** Spectral normalization beyond single golden values: over many steps, and under a gradient penalty. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type { LayerDefinition } from '../../src/nodes/define.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { registerInPlace } from '../../src/runtime/in-place/change.ts';
import { buildNetwork } from '../../src/runtime/models/network.ts';
import { ops } from '../../src/runtime/ops/ops.ts';
import { forwardOf, toTensor } from '../parity/support/forward.ts';
import { type GoldenCase, goldenCases } from '../parity/support/golden.ts';
import { expectSecondOrder } from './support/penalty.ts';
import type { Value } from './support/second-order.ts';

/** In inference, where the singular vectors stand still, finite differences see what gradients see. */
const standing = ['dense', 'conv2d', 'conv2d-transpose', 'depthwise-conv2d', 'self-attention'].map(
  (kind) => {
    const golden = goldenCases(kind).find(
      ({ params, isTraining }) => params.spectralNorm === true && !isTraining,
    );
    if (!golden)
      throw new Error(`${kind} has no golden case of spectral normalization in inference`);
    return [kind, layer(kind), golden] as const;
  },
);

function layer(kind: string): LayerDefinition {
  const definition = catalog.get(kind);
  if (definition?.family !== 'layer') throw new Error(`${kind} is no layer`);
  return definition;
}

const diagonal = [3, 0, 0, 0, 1, 0, 0, 0, 0.5];
const dense: GoldenCase = {
  name: 'the rows of a diagonal matrix',
  params: { units: 3, bias: false, spectralNorm: true },
  isTraining: true,
  inputs: [],
  weights: {},
  random: [],
  upstream: { shape: [3, 3], data: [] },
  output: { shape: [3, 3], data: [] },
  inputGradients: [],
  weightGradients: {},
  updates: {},
};

describe.each(['cpu', 'wasm'] as const)('spectral normalization on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
    registerInPlace();
  }, 60_000);

  it.each(standing)(
    'of %s has second-order gradients to input and kernels that agree with finite differences',
    async (_, definition, golden) => {
      const forward = forwardOf(definition, golden, ops);
      const fixed = Object.entries(golden.weights).map(
        ([name, values]) => [name, toTensor(values)] as const,
      );
      const trained = Object.keys(golden.weightGradients);
      const value: Value = (x, ...leaves) => {
        const moved = trained.map((name, i) => [name, leaves[i] as tf.Tensor] as const);
        const bent = tf.add(x as tf.Tensor, ops.tanh(x as tf.Tensor));
        // Far enough from a norm of zero for differences to be taken.
        const near = moved.map(
          ([name, leaf]) =>
            [
              name,
              tf.add(toTensor(golden.weights[name] ?? golden.output), tf.mul(leaf, 0.1)),
            ] as const,
        );
        return tf.square(forward(new Map([...fixed, ...near]), [bent]));
      };
      const shapes = trained.map((name) => golden.weights[name]?.shape ?? []);
      await expectSecondOrder(value, [golden.inputs[0]?.shape ?? [], ...shapes]);
    },
  );

  it('comes to divide by the largest singular value, and inference keeps to it', async () => {
    const weights = new Map([
      ['kernel', tf.tensor(diagonal, [3, 3])],
      ['spectralU', tf.tensor([0.2, -0.9, 0.4])],
      ['spectralV', tf.tensor([1, 0, 0])],
    ]);
    const unit = tf.eye(3);
    const train = forwardOf(layer('dense'), dense, ops);
    for (let step = 0; step < 30; step += 1) {
      train(weights, [unit], (name, value, keep, factor) => {
        expect([keep, factor]).toEqual([0, 1]);
        weights.set(name, value);
      });
    }
    const infer = forwardOf(layer('dense'), { ...dense, isTraining: false }, ops);
    const found = await infer(weights, [unit]).data();
    diagonal.forEach((entry, i) => {
      expect(found[i]).toBeCloseTo(entry / 3, 5);
    });
  });

  it('moves its vectors in training alone, and not where statistics must stay', async () => {
    const network = spectralNetwork();
    const x = tf.ones([2, 4]);
    const held = network.weights.filter(({ isTrainable }) => !isTrainable);
    expect(held.map(({ name }) => name)).toEqual(['last/spectralU', 'last/spectralV']);
    const state = async () => {
      const read = await Promise.all(held.map(({ variable }) => variable.data()));
      return read.map((values) => [...values]);
    };
    const first = await state();
    network.run([x], STAY, true);
    network.run([x], { ...STAY, updatesStatistics: true }, false);
    expect(await state()).toEqual(first);
    network.run([x], { ...STAY, updatesStatistics: true }, true);
    const moved = await state();
    expect(moved).not.toEqual(first);
    for (const vector of moved) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    network.dispose();
  });

  it('gives the same numbers when an evaluation is repeated without moving them', async () => {
    const network = spectralNetwork();
    const x = tf.ones([2, 4]);
    const [first] = network.run([x], { ...STAY, updatesStatistics: true }, true);
    const [again] = network.run([x], STAY, true);
    const [expected, found] = [await first?.data(), await again?.data()];
    expected?.forEach((value, i) => {
      expect(found?.[i]).toBeCloseTo(value, 4);
    });
    network.dispose();
  });
});

const STAY = { seed: 1, step: 0, iteration: 0, stream: 0, repeat: 0, updatesStatistics: false };

function spectralNetwork() {
  const definition = layer('dense');
  const params = definition.params.parse({ units: 3, spectralNorm: true });
  const weights = definition.weights?.(params, [[4]]) ?? [];
  return buildNetwork(
    {
      name: 'D',
      inputs: [{ name: 'x', type: { type: 'tensor', shape: [4] } }],
      layers: [
        {
          id: 'last',
          within: [],
          kind: 'dense',
          params: params as Record<string, unknown>,
          inputs: ['input:x'],
          inputShapes: [[4]],
          outputShape: [3],
          weights,
          multiplyAdds: 12,
        },
      ],
      outputs: [{ name: 'y', layer: 'last', shape: [3] }],
    },
    0,
    1,
  );
}

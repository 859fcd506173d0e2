/**
 * Losses that run a network and look at its gradient: the loss and its gradient to every weight are those of PyTorch and
 * of finite differences, and samples that enter as constants get none.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type { LossContext, LossDefinition } from '../../src/nodes/define.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';
import { replay, toTensor } from '../parity/support/forward.ts';
import { goldenPenalties, type PenaltyGolden, type Values } from '../parity/support/golden.ts';
import { expectNear } from '../parity/support/near.ts';
import { critic, painter, type SmallNetwork } from './support/small-networks.ts';

const cases = goldenPenalties().map((golden) => [golden.name, golden] as const);

describe('the golden penalties', () => {
  it('cover every loss that runs a network', () => {
    const kinds = [...catalog.values()].flatMap((definition) =>
      definition.family === 'loss' && definition.network ? [definition.kind] : [],
    );
    expect(new Set(cases.map(([, { kind }]) => kind))).toEqual(new Set(kinds));
  });

  it.each(cases)('fit the ports of %s', (_, golden) => {
    const { definition, params, network } = open(golden);
    const names = definition.ports(params, network.ports).inputs.map(({ name }) => name);
    expect(names).toEqual(portNames(golden));
    expect(definition.network?.(params)).toBe('N');
    const shapes = golden.inputs.map(({ shape }) => shape.slice(1));
    expect(definition.check(params, shapes)).toBeNull();
    const constants = names.filter((_, index) => golden.inputGradients[index] === null);
    expect(definition.constants?.(params) ?? []).toEqual(constants);
  });
});

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  }, 60_000);

  it.each(cases)('%s is what PyTorch computes', async (_, golden) => {
    const before = tf.memory().numTensors;
    const { loss, weightGradients, inputGradients, updates } = differentiate(golden);
    expectNear('loss', await values(loss), { shape: [], data: [golden.loss] });
    for (const [name, expected] of Object.entries(golden.weightGradients)) {
      expectNear(`gradient to ${name}`, await values(weightGradients.get(name)), expected);
    }
    for (const [index, expected] of golden.inputGradients.entries()) {
      const found = inputGradients[index];
      if (expected) expectNear(`gradient to input ${index}`, await values(found), expected);
      else expect(found, `gradient to input ${index}`).toBeNull();
    }
    expect([...updates.keys()]).toEqual(Object.keys(golden.updates));
    for (const [name, expected] of Object.entries(golden.updates)) {
      expectNear(`moved ${name}`, await values(updates.get(name)), expected);
    }
    tf.dispose([loss, [...weightGradients.values()], [...updates.values()]]);
    tf.dispose(inputGradients.filter((gradient) => gradient !== null));
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(cases)('the gradient of %s agrees with finite differences', async (_, golden) => {
    const { weightGradients } = differentiate(golden);
    const average = golden.updates.meanLength;
    for (const [name, gradient] of weightGradients) {
      const along = alternating(gradient.shape);
      const expected = await slope(golden, name, along, average);
      const found = (await tf.sum(tf.mul(gradient, along)).data())[0] ?? Number.NaN;
      expect(Math.abs(found - expected), name).toBeLessThan(0.01 * Math.abs(expected) + 0.003);
    }
  });

  it('a network without the input that the loss names is told of in words', () => {
    const [golden] = goldenPenalties();
    if (!golden) throw new Error('there are no golden penalties');
    const wrong = { ...golden, params: { ...golden.params, input: 'picture' } };
    expect(() => differentiate(wrong)).toThrow(
      'an input "picture", but it has "condition", "image"',
    );
  });
});

function open({ kind, params }: PenaltyGolden) {
  const definition = catalog.get(kind);
  if (definition?.family !== 'loss') throw new Error(`${kind} is no loss`);
  const network: SmallNetwork = kind === 'path-length' ? painter : critic;
  return {
    definition: definition as LossDefinition,
    params: definition.params.parse(params),
    network,
  };
}

function portNames({ kind, params }: PenaltyGolden): string[] {
  if (kind === 'path-length') return ['w', 'shift'];
  const at = kind === 'r1' ? 'real' : kind === 'r2' ? 'fake' : String(params.at);
  return [...(at === 'interpolated' ? ['real', 'fake'] : [at]), 'condition'];
}

type Tensors = ReadonlyMap<string, tf.Tensor>;

/** The loss as a function of the network's weights and of its own inputs. */
function lossOf(
  golden: PenaltyGolden,
  weights: Tensors,
  inputs: readonly tf.Tensor[],
  state: Tensors,
  update: LossContext['update'] = () => {},
): tf.Scalar {
  const { definition, params, network } = open(golden);
  const named = (tensors: Tensors) => (name: string) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`there is no weight "${name}"`);
    return tensor;
  };
  const context: LossContext = {
    tf,
    ops,
    isTraining: true,
    random: replay(golden.random),
    iteration: 0,
    batchSize: inputs[0]?.shape[0] ?? 1,
    weight: named(state),
    update,
    network: network.names,
    apply: (given) => network.run(named(weights), given),
  };
  return definition.forward(context, params, inputs);
}

interface Derived {
  readonly loss: tf.Tensor;
  readonly weightGradients: Tensors;
  readonly inputGradients: readonly (tf.Tensor | null)[];
  readonly updates: Tensors;
}

/** As a step of training does it: one tape, gradients to weights and to whatever the inputs depend on. */
function differentiate(golden: PenaltyGolden): Derived {
  let derived: Derived | null = null;
  tf.tidy(() => {
    const weights = tensorsOf(golden.weights);
    const state = tensorsOf(golden.state);
    const leaves = golden.inputs.map(toTensor);
    const updates = new Map<string, tf.Tensor>();
    const compute = () => {
      // What a generator made, as the loss sees it, not a leaf of the tape.
      const inputs = leaves.map((leaf) => tf.mul(leaf, 1));
      return lossOf(golden, weights, inputs, state, (name, value, keep, factor) => {
        const before = state.get(name);
        if (!before) throw new Error(`the loss moves an unknown "${name}"`);
        const share = tf.mul(value, (1 - keep) * factor);
        updates.set(name, tf.keep(tf.add(tf.mul(before, keep), share)));
      });
    };
    const by = [...weights.values(), ...leaves];
    const { value, grads } = tf.engine().gradients(compute, by, undefined, true);
    const found = grads.map((gradient) => (gradient as tf.Tensor | undefined) ?? null);
    for (const gradient of found) if (gradient) tf.keep(gradient);
    const weightGradients = new Map<string, tf.Tensor>();
    [...weights.keys()].forEach((name, index) => {
      const gradient = found[index];
      if (gradient) weightGradients.set(name, gradient);
    });
    const inputGradients = found.slice(weights.size);
    derived = { loss: tf.keep(value), weightGradients, inputGradients, updates };
  });
  if (!derived) throw new Error('the tape did not run');
  return derived;
}

/** Five-point difference of the loss along one direction of one weight; the average length counts as a constant. */
async function slope(
  golden: PenaltyGolden,
  name: string,
  along: tf.Tensor,
  average: Values | undefined,
): Promise<number> {
  const fixed = average
    ? { ...golden, params: { ...golden.params, decay: 0 }, state: { meanLength: average } }
    : golden;
  const moved = async (distance: number) => {
    const loss = tf.tidy(() => {
      const weights = new Map(tensorsOf(golden.weights));
      const weight = weights.get(name);
      if (!weight) throw new Error(`there is no weight "${name}"`);
      weights.set(name, tf.add(weight, tf.mul(along, distance)));
      return lossOf(fixed, weights, golden.inputs.map(toTensor), tensorsOf(fixed.state));
    });
    return (await loss.data())[0] ?? Number.NaN;
  };
  const step = 0.01;
  const near = (await moved(step)) - (await moved(-step));
  const far = (await moved(2 * step)) - (await moved(-2 * step));
  return (8 * near - far) / (12 * step);
}

function tensorsOf(named: Readonly<Record<string, Values>>): Map<string, tf.Tensor> {
  return new Map(Object.entries(named).map(([name, value]) => [name, toTensor(value)]));
}

function alternating(shape: readonly number[]): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, index) => Math.cos(1.7 * index)),
    [...shape],
  );
}

async function values(tensor: tf.Tensor | null | undefined): Promise<Values | undefined> {
  return tensor ? { shape: tensor.shape, data: [...(await tensor.data())] } : undefined;
}

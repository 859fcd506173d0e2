/**
 * Losses that run a network and look at its gradient: the loss and its gradient to every weight are those of PyTorch and
 * of finite differences, and samples that enter as constants get none.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { toTensor } from '../parity/support/forward.ts';
import { goldenPenalties, type PenaltyGolden, type Values } from '../parity/support/golden.ts';
import { expectNear } from '../parity/support/near.ts';
import {
  differentiatePenalty,
  openPenalty,
  type PenaltyCase,
  penaltyLoss,
  tensorsOf,
} from './support/golden-penalty.ts';
import { imagePenalties } from './support/image-networks.ts';
import type { SmallNetwork } from './support/small-networks.ts';

const cases = goldenPenalties().map((golden) => [golden.name, golden, undefined] as const);
const ofImages = imagePenalties.map(
  ({ golden, network }) => [golden.name, golden, network] as const,
);

describe('the golden penalties', () => {
  it('cover every loss that runs a network', () => {
    const kinds = [...catalog.values()].flatMap((definition) =>
      definition.family === 'loss' && definition.network ? [definition.kind] : [],
    );
    expect(new Set(cases.map(([, { kind }]) => kind))).toEqual(new Set(kinds));
  });

  it.each(cases)('fit the ports of %s', (_, golden) => {
    const { definition, params, network } = openPenalty(golden);
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
    const { loss, weightGradients, inputGradients, updates } = differentiatePenalty(golden);
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

  it.each([...cases, ...ofImages])(
    'the gradient of %s agrees with finite differences',
    async (_, golden, network) => {
      const { weightGradients, updates } = differentiatePenalty(golden, network);
      const average = await values(updates.get('meanLength'));
      for (const [name, gradient] of weightGradients) {
        const along = alternating(gradient.shape);
        const expected = await slope({ golden, network, average }, name, along);
        const found = (await tf.sum(tf.mul(gradient, along)).data())[0] ?? Number.NaN;
        expect(Math.abs(found - expected), name).toBeLessThan(0.01 * Math.abs(expected) + 0.003);
      }
    },
  );

  it('a network without the input that the loss names is told of in words', () => {
    const [golden] = goldenPenalties();
    if (!golden) throw new Error('there are no golden penalties');
    const wrong = { ...golden, params: { ...golden.params, input: 'picture' } };
    expect(() => differentiatePenalty(wrong)).toThrow(
      'an input "picture", but it has "condition", "image"',
    );
  });
});

function portNames({ kind, params }: PenaltyGolden): string[] {
  if (kind === 'path-length') return ['w', 'shift'];
  const at = kind === 'r1' ? 'real' : kind === 'r2' ? 'fake' : String(params.at);
  return [...(at === 'interpolated' ? ['real', 'fake'] : [at]), 'condition'];
}

interface Moving {
  readonly golden: PenaltyCase;
  readonly network: SmallNetwork | undefined;
  /** Counts as a constant. */
  readonly average: Values | undefined;
}

/** Five-point difference of the loss along one direction of one weight. */
async function slope(
  { golden, network, average }: Moving,
  name: string,
  along: tf.Tensor,
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
      const [inputs, state] = [golden.inputs.map(toTensor), tensorsOf(fixed.state)];
      return penaltyLoss(fixed, weights, inputs, state, () => {}, network);
    });
    return (await loss.data())[0] ?? Number.NaN;
  };
  // Short where leaky ReLUs have kinks that it must not cross.
  const step = network ? 0.001 : 0.01;
  const near = (await moved(step)) - (await moved(-step));
  const far = (await moved(2 * step)) - (await moved(-2 * step));
  return (8 * near - far) / (12 * step);
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

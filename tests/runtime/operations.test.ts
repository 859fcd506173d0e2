/** Operations on whole batches and masks: PyTorch's values and gradients, gradients of gradients, and what they promise. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type { Context, DrawContext } from '../../src/nodes/define.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';
import { createRandomStream } from '../../src/runtime/random/stream.ts';
import { toTensor } from '../parity/support/forward.ts';
import { goldenOperations, type Values } from '../parity/support/golden.ts';
import { expectNear } from '../parity/support/near.ts';
import { openOperation, operation, runOperation } from './support/golden-operation.ts';
import { expectSecondOrder } from './support/penalty.ts';

const cases = goldenOperations().map((golden) => [golden.name, golden] as const);

describe('the golden operations', () => {
  it('cover every operation', () => {
    const kinds = [...catalog.values()].flatMap(({ family, kind }) =>
      family === 'operation' ? [kind] : [],
    );
    expect(new Set(cases.map(([, { kind }]) => kind))).toEqual(new Set(kinds));
  });

  it.each(cases)('have the types and batches that are promised of %s', (_, golden) => {
    const { definition, params } = openOperation(golden);
    const inputs = golden.inputs.map(batched);
    expect(definition.ports(params).inputs).toHaveLength(inputs.length);
    expect(definition.ports(params).outputs).toHaveLength(golden.outputs.length);
    expect(definition.outputs(params, inputs)).toEqual(golden.outputs.map(batched));
  });
});

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  }, 60_000);

  it.each(cases)('%s is what PyTorch computes', async (_, golden) => {
    const inputs = golden.inputs.map(toTensor);
    const outputs = runOperation(golden, inputs);
    for (const [index, expected] of golden.outputs.entries()) {
      expectNear(`output ${index}`, await values(outputs[index]), expected);
    }
    const gradients = tf.grads((...leaves: tf.Tensor[]) => {
      const upstreams = golden.upstreams.map(toTensor);
      const terms = runOperation(golden, leaves).map((output, index) =>
        tf.sum(tf.mul(output, upstreams[index] ?? 0)),
      );
      return tf.addN(terms);
    })(inputs);
    for (const [index, expected] of golden.inputGradients.entries()) {
      expectNear(`gradient to input ${index}`, await values(gradients[index]), expected);
    }
  });

  it.each(cases)('%s has a right gradient of its gradient', async (_, golden) => {
    await expectSecondOrder(
      (...inputs) => {
        const curved = inputs.map((x) => tf.add(x, ops.tanh(x)));
        return tf.concat(
          runOperation(golden, curved).map((output) => tf.reshape(tf.square(output), [-1])),
        );
      },
      golden.inputs.map(({ shape }) => shape),
    );
  });

  it('joins labels of the class count that is larger, as integers', async () => {
    const definition = operation('batch-concat');
    const params = definition.params.parse({ labels: true });
    const label = (classes: number, batch: number) =>
      ({ type: { type: 'label', classes }, batch }) as const;
    expect(definition.outputs(params, [label(3, 2), label(5, 1)])).toEqual([label(5, 3)]);
    const [joined] = definition.forward(context(), params, [
      tf.tensor([2, 0], [2], 'int32'),
      tf.tensor([4], [1], 'int32'),
    ]);
    expect(joined?.dtype).toBe('int32');
    expect([...((await joined?.data()) ?? [])]).toEqual([2, 0, 4]);
  });

  it('draws the numbers of its augmentations anew for every sample', async () => {
    const definition = operation('augment');
    const params = definition.params.parse({});
    const image = tf.tile(tf.reshape(tf.linspace(-1, 1, 64), [1, 8, 8, 1]), [16, 1, 1, 1]);
    const [changed] = definition.forward(context(), params, [image]);
    const samples = changed ? await changed.data() : [];
    const sheets = Array.from({ length: 16 }, (_, i) =>
      [...samples.slice(64 * i, 64 * i + 64)].join(),
    );
    expect(new Set(sheets).size).toBe(16);
  });

  it('cuts a box of the asked share out of the middle', async () => {
    const mask = await draw({ height: 8, width: 6, shape: 'center', size: 0.5 });
    expect(mask.shape).toEqual([BATCH, 8, 6, 1]);
    const rows = Array.from({ length: 8 }, (_, row) =>
      [...mask.data.slice(6 * row, 6 * row + 6)].join(''),
    );
    // Three of six columns, by their middles: from 1.5 up to 4.5.
    const hole = '011100';
    expect(rows).toEqual(['000000', '000000', hole, hole, hole, hole, '000000', '000000']);
  });

  it('cuts whole boxes of sizes within the bounds out of any place', async () => {
    const bounds = { height: 20, width: 30, shape: 'box', smallest: 0.2, size: 0.6 };
    const { data } = await draw(bounds);
    const places = new Set<string>();
    for (let sample = 0; sample < BATCH; sample += 1) {
      const box = boxOf(data.slice(600 * sample, 600 * (sample + 1)), 30);
      expect(box.filled).toBe(box.height * box.width);
      expect(box.height).toBeGreaterThanOrEqual(3);
      expect(box.height).toBeLessThanOrEqual(13);
      expect(box.width).toBeGreaterThanOrEqual(5);
      expect(box.width).toBeLessThanOrEqual(19);
      places.add(`${box.top} ${box.left}`);
    }
    expect(places.size).toBeGreaterThan(BATCH / 2);
  });

  it('draws strokes that cover some of each image, and more where there are more of them', async () => {
    const covered = async (strokes: number) => {
      const { data } = await draw({ height: 24, width: 24, shape: 'strokes', strokes });
      expect(new Set(data)).toEqual(new Set([0, 1]));
      const each = Array.from({ length: BATCH }, (_, i) =>
        data.slice(576 * i, 576 * (i + 1)).reduce((sum, value) => sum + value, 0),
      );
      expect(Math.min(...each)).toBeGreaterThan(0);
      return each.reduce((sum, value) => sum + value, 0) / data.length;
    };
    const [few, many] = [await covered(2), await covered(8)];
    expect(few).toBeGreaterThan(0.01);
    expect(many).toBeGreaterThan(2 * few);
    expect(many).toBeLessThan(0.7);
  });
});

describe('operations', () => {
  it('refuse a batch that cannot be divided, in words', () => {
    const definition = operation('batch-split');
    const images = { type: { type: 'tensor', shape: [2] }, batch: 7 } as const;
    expect(definition.outputs(definition.params.parse({ parts: 3 }), [images])).toMatchObject({
      fault: expect.stringContaining('expects a batch that 3 divides, got one of 7 samples'),
    });
  });

  it('refuse samples of different shapes', () => {
    const tensor = (...shape: number[]) => ({ type: { type: 'tensor', shape }, batch: 2 }) as const;
    for (const kind of ['batch-concat', 'interpolate']) {
      const definition = operation(kind);
      expect(definition.outputs(definition.params.parse({}), [tensor(3), tensor(4)])).toMatchObject(
        { fault: expect.stringContaining('equal shape'), port: 'in1' },
      );
    }
  });

  it('refuse to augment what is no image, and to do nothing', () => {
    const definition = operation('augment');
    const given = (shape: number[]) => [{ type: { type: 'tensor', shape }, batch: 2 } as const];
    expect(definition.outputs(definition.params.parse({}), given([5]))).toMatchObject({
      fault: expect.stringContaining('augment expects an image'),
    });
    const nothing = { color: false, translation: false, cutout: false };
    expect(definition.outputs(definition.params.parse(nothing), given([4, 4, 1]))).toMatchObject({
      fault: expect.stringContaining('at least one'),
    });
  });
});

const BATCH = 12;

function batched({ shape: [batch = 1, ...shape] }: Values) {
  return { type: { type: 'tensor', shape }, batch } as const;
}

function context(): Context {
  const random = createRandomStream(7, 1, 2);
  return { tf, ops, isTraining: true, random, iteration: 0, batchSize: BATCH };
}

async function draw(params: object) {
  const mask = catalog.get('mask');
  if (mask?.family !== 'source') throw new Error('mask is no source');
  const drawing: DrawContext = { ...context(), batch: [] };
  const [drawn] = mask.draw(drawing, mask.params.parse(params));
  if (!drawn) throw new Error('the mask gave nothing');
  return { shape: drawn.shape, data: [...(await drawn.data())] };
}

/** The rectangle around all ones, and how many there are. */
function boxOf(pixels: readonly number[], columns: number) {
  const set = pixels.flatMap((value, index) => (value === 1 ? [index] : []));
  const rows = set.map((index) => Math.floor(index / columns));
  const across = set.map((index) => index % columns);
  const [top, left] = [Math.min(...rows), Math.min(...across)];
  const height = Math.max(...rows) - top + 1;
  const width = Math.max(...across) - left + 1;
  return { top, left, height, width, filled: set.length };
}

async function values(tensor: tf.Tensor | undefined): Promise<Values | undefined> {
  return tensor && { shape: tensor.shape, data: [...(await tensor.data())] };
}

/** What kinds of resampling, shape and combination say of themselves: shapes, refusals, values, PyTorch. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type { LayerDefinition, Shape } from '../../src/nodes/define.ts';
import { adjoint, extended, interpolated, windows } from '../../src/nodes/shared/resampling.ts';

function layer(name: string): LayerDefinition {
  const definition = catalog.get(name);
  if (definition?.family !== 'layer') throw new Error(`${name} is no layer`);
  return definition;
}

function shapeOf(name: string, params: object, ...inputs: Shape[]) {
  const definition = layer(name);
  return definition.shape(definition.params.parse(params), inputs);
}

function call(name: string, params: object, ...inputs: Shape[]): string | undefined {
  const definition = layer(name);
  const parsed = definition.params.parse(params);
  const outputShapes = [definition.shape(parsed, inputs) as Shape];
  return definition.torch?.({ inputShapes: inputs, outputShapes }, parsed).call;
}

describe('layers that change shapes', () => {
  it.each([
    ['upsample', { factor: 4 }, [[7, 5, 3]], [28, 20, 3]],
    ['avg-pool', { size: 3, stride: 2 }, [[7, 6, 3]], [3, 2, 3]],
    ['max-pool', {}, [[7, 6, 3]], [3, 3, 3]],
    ['global-avg-pool', {}, [[7, 6, 3]], [3]],
    ['blur', { stride: 2 }, [[7, 6, 3]], [4, 3, 3]],
    ['pixel-shuffle', {}, [[7, 6, 12]], [14, 12, 3]],
    ['pixel-shuffle', { reverse: true }, [[14, 12, 3]], [7, 6, 12]],
    ['pad', { top: 3, bottom: 0 }, [[7, 6, 3]], [10, 8, 3]],
    ['minibatch-stddev', {}, [[4, 4, 512]], [4, 4, 513]],
    ['slice', { axis: 0, start: 2, drop: true }, [[5, 8]], [8]],
    ['one-hot', { classes: 7 }, [[]], [7]],
    [
      'multiply',
      {},
      [
        [4, 4, 8],
        [1, 1, 8],
      ],
      [4, 4, 8],
    ],
    ['multiply', {}, [[100], [100]], [100]],
    ['multiply', {}, [[4, 4, 8], []], [4, 4, 8]],
    ['lerp', {}, [[4, 4, 8], [4, 4, 8], []], [4, 4, 8]],
    [
      'concat',
      { axis: 0 },
      [
        [1, 8],
        [16, 8],
      ],
      [17, 8],
    ],
    [
      'add',
      {},
      [
        [4, 4, 8],
        [1, 1, 8],
      ],
      [4, 4, 8],
    ],
    [
      'matmul',
      { transposeB: true },
      [
        [4, 16, 8],
        [4, 9, 8],
      ],
      [4, 16, 9],
    ],
    [
      'matmul',
      { transposeA: true },
      [
        [16, 8],
        [16, 3],
      ],
      [8, 3],
    ],
    ['reduce', {}, [[7, 6, 3]], [3]],
    ['reduce', { axes: [2], keepDims: true }, [[7, 6, 3]], [7, 6, 1]],
    ['reduce', { axes: [0] }, [[7]], []],
    ['constant', {}, [], []],
    ['schedule', {}, [], []],
  ] as [string, object, Shape[], Shape][])('%s %j of %j', (name, params, inputs, output) => {
    expect(shapeOf(name, params, ...inputs)).toEqual(output);
  });

  it.each([
    ['upsample', {}, [[100]], 'upsample expects an image, got vector [100]'],
    ['avg-pool', { size: 9 }, [[8, 8, 1]], 'leaves nothing of an image of 8×8'],
    [
      'max-pool',
      { padding: { type: 'explicit', top: 2, bottom: 0, left: 0, right: 0 } },
      [[8, 8, 1]],
      'max-pool expects padding smaller than its size 2, got 2',
    ],
    ['blur', { taps: [1, -1] }, [[8, 8, 1]], 'blur expects taps whose sum is not 0'],
    ['pixel-shuffle', {}, [[8, 8, 6]], 'channels divisible by 4, got 6'],
    ['pixel-shuffle', { reverse: true }, [[7, 8, 6]], 'width divisible by 2, got 7×8'],
    ['pad', { left: 5, mode: 'reflect' }, [[8, 5, 1]], 'got 5 at an image of 8×5'],
    ['crop', { top: 4, bottom: 4 }, [[8, 8, 1]], 'leaves nothing of an image of 8×8'],
    ['minibatch-stddev', { channels: 4 }, [[4, 4, 6]], 'divisible by the 4 that it adds, got 6'],
    ['permute', { axes: [0, 0, 2] }, [[4, 4, 6]], 'each axis of image [4, 4, 6] once (0 to 2)'],
    ['slice', { axis: 1 }, [[4]], 'slice expects a tensor with an axis 1, got vector [4]'],
    ['slice', { start: 3, length: 2 }, [[4]], 'at least 5 elements along axis 0, got 4'],
    ['slice', { length: 2, drop: true }, [[4]], 'drops only an axis of length 1, got length 2'],
    [
      'multiply',
      {},
      [
        [1, 1, 8],
        [4, 4, 8],
      ],
      'multiply expects equal shapes, got image [1, 1, 8] and image [4, 4, 8]; what comes after in0 may',
    ],
    ['lerp', {}, [[4], [4], [1]], 'one number for each sample as the amount, got vector [1]'],
    ['concat', {}, [[], []], 'concat expects vectors or images, got one number'],
    ['concat', { axis: 1 }, [[4], [4]], 'concat expects tensors with an axis 1, got vector [4]'],
    [
      'concat',
      { axis: 0 },
      [
        [4, 4, 8],
        [2, 3, 8],
      ],
      'differ in axis 0 only, got image [4, 4, 8] and image [2, 3, 8]',
    ],
    [
      'matmul',
      {},
      [
        [4, 8],
        [4, 8],
      ],
      'expects matrices [..., n, k] and [..., k, m] with equal axes before them, got tensor [4, 8] and tensor [4, 8]',
    ],
    ['matmul', {}, [[8], [8]], 'got vector [8] and vector [8]'],
    ['reduce', { axes: [0, 0] }, [[4, 4, 8]], 'axes of 0 to 2, each once, got 0, 0 at image'],
    ['reduce', { axes: [1] }, [[4]], 'axes of 0 to 0, each once, got 1 at vector [4]'],
    ['reduce', { axes: [0] }, [[]], 'reduce expects a tensor with axes, got 0 at one number'],
    ['upsample', { alignCorners: true }, [[4, 4, 8]], 'only bilinear upsampling aligns corners'],
    ['dropout', { spatial: true }, [[4]], 'spatial dropout expects an image, got vector [4]'],
  ] as [string, object, Shape[], string][])(
    '%s refuses what does not fit, in words and numbers (%j, %j)',
    (name, params, inputs, words) => {
      expect(shapeOf(name, params, ...inputs)).toEqual(
        expect.objectContaining({ fault: expect.stringContaining(words) }),
      );
    },
  );
});

describe('numbers that are known before a run', () => {
  it('are given by constants and schedules at every iteration', () => {
    const valueAt = (name: string, params: object, iteration: number) => {
      const definition = layer(name);
      return definition.valueAt?.(definition.params.parse(params), iteration);
    };
    expect(valueAt('constant', { value: 0.25 }, 7)).toBe(0.25);
    const ramp = { value: { type: 'linear', from: 0, to: 1, start: 10, end: 20 } };
    expect([0, 10, 15, 20, 99].map((at) => valueAt('schedule', ramp, at))).toEqual([
      0, 0, 0.5, 1, 1,
    ]);
  });

  it('let a blend hand on one of its inputs', () => {
    const definition = layer('lerp');
    const passes = (input: number, value: number) =>
      definition.passes?.(definition.params.parse({}), input, value);
    expect([passes(2, 0), passes(2, 1), passes(2, 0.5)]).toEqual([0, 1, null]);
    expect([passes(0, 0), passes(1, 1)]).toEqual([null, null]);
  });
});

describe('tables of taps', () => {
  it('reflect without doubling the edge, and replicate it', () => {
    const order = (mode: 'reflect' | 'replicate') =>
      extended(4, 2, 3, mode).outputs.map(([tap]) => tap?.[0]);
    expect(order('reflect')).toEqual([2, 1, 0, 1, 2, 3, 2, 1, 0]);
    expect(order('replicate')).toEqual([0, 0, 0, 1, 2, 3, 3, 3, 3]);
  });

  it('share out one whole to each element that is interpolated', () => {
    for (const taps of interpolated(5, 3).outputs) {
      expect(taps.reduce((sum, [, weight]) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  it('are themselves again when transposed twice', () => {
    const table = windows(7, { count: 4, stride: 2, before: 1, weights: [0.2, 0.5, 0.3] });
    expect(adjoint(adjoint(table))).toEqual(table);
    expect(adjoint(table).outputs).toHaveLength(7);
  });
});

describe('in PyTorch', () => {
  it('elements keep the order that they have here', () => {
    expect(call('flatten', {}, [7, 7, 32])).toBe('{0}.permute(0, 2, 3, 1).flatten(1)');
    expect(call('flatten', {}, [1, 1, 32])).toBe('{0}.flatten(1)');
    expect(call('reshape', { shape: [4, 4, 8] }, [128])).toBe(
      '{0}.reshape(-1, 4, 4, 8).permute(0, 3, 1, 2)',
    );
    expect(call('reshape', { shape: [1, 1, 100] }, [100])).toBe('{0}.reshape(-1, 100, 1, 1)');
  });

  it('axes are counted in the layout of images there', () => {
    expect(call('concat', {}, [4, 4, 1], [4, 4, 2])).toBe('torch.cat([{inputs}], dim=1)');
    expect(call('slice', { axis: 2, start: 1, length: 2 }, [4, 4, 3])).toBe('{0}[:, 1:3]');
    expect(call('slice', { axis: 1, start: 1 }, [4, 4, 3])).toBe('{0}[:, :, :, 1:2]');
    expect(call('permute', {}, [4, 5, 3])).toBe('{0}.permute(0, 1, 3, 2)');
    expect(call('concat', { axis: 0 }, [4, 4, 1], [2, 4, 1])).toBe('torch.cat([{inputs}], dim=2)');
    expect(call('reduce', {}, [4, 5, 3])).toBe('{0}.mean((2, 3))');
    expect(call('reduce', { axes: [2], method: 'sum', keepDims: true }, [4, 5, 3])).toBe(
      '{0}.sum((1,), keepdim=True)',
    );
  });
});

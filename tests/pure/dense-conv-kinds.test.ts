/** What dense layers and convolutions say about shapes, first weights and PyTorch, apart from numbers. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type { LayerDefinition, Shape } from '../../src/nodes/define.ts';

function layer(name: string): LayerDefinition {
  const definition = catalog.get(name);
  if (definition?.family !== 'layer') throw new Error(`${name} is no layer`);
  return definition;
}

function shapeOf(name: string, params: object, ...inputs: Shape[]) {
  const definition = layer(name);
  return definition.shape(definition.params.parse(params), inputs);
}

function weightsOf(name: string, params: object, ...inputs: Shape[]) {
  const definition = layer(name);
  return definition.weights?.(definition.params.parse(params), inputs) ?? [];
}

function countOf(name: string, params: object, ...inputs: Shape[]): number {
  return weightsOf(name, params, ...inputs)
    .filter(({ isTrainable }) => isTrainable)
    .reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}

function torchOf(name: string, params: object, ...inputShapes: Shape[]) {
  const definition = layer(name);
  const parsed = definition.params.parse(params);
  const output = definition.shape(parsed, inputShapes) as Shape;
  const code = definition.torch?.({ inputShapes, outputShapes: [output] }, parsed);
  if (!code?.module) throw new Error(`${name} names no module of PyTorch`);
  const { type, wrap, arguments: given } = code.module;
  const written = given.map(({ name, value, isPositional }) =>
    isPositional ? String(value) : `${name}=${String(value)}`,
  );
  const made = `${type}(${written.join(', ')})`;
  return { made: wrap ? `${wrap}(${made})` : made, call: code.call, weights: code.weights };
}

const around = (side: number) => ({
  padding: { type: 'explicit', top: side, bottom: side, left: side, right: side },
});

describe('spectral normalization', () => {
  it.each([
    ['dense', { units: 5 }, [7], [5], [7]],
    ['conv2d', { filters: 5, kernel: 3 }, [8, 8, 2], [5], [3, 3, 2]],
    ['conv2d-transpose', { filters: 5, kernel: 3 }, [8, 8, 2], [5], [3, 3, 2]],
    ['depthwise-conv2d', { multiplier: 2, kernel: 3 }, [8, 8, 4], [8], [3, 3]],
    ['conv2d', { filters: 6, kernel: 3, kernelWidth: 1, groups: 2 }, [8, 8, 4], [6], [3, 1, 2]],
    ['embedding', { classes: 5, units: 7 }, [], [5], [7]],
  ] as const)('of %s keeps two vectors that are not trained', (name, params, input, u, v) => {
    const held = weightsOf(name, { ...params, spectralNorm: true }, input).filter(
      ({ isTrainable }) => !isTrainable,
    );
    expect(held.map(({ name, shape }) => [name, shape])).toEqual([
      ['spectralU', u],
      ['spectralV', v],
    ]);
    expect(weightsOf(name, params, input).every(({ isTrainable }) => isTrainable)).toBe(true);
    expect(countOf(name, { ...params, spectralNorm: true }, input)).toBe(
      countOf(name, params, input),
    );
  });
});

describe('equalized learning rate', () => {
  const mapping = { units: 512, equalizedLr: true, lrMultiplier: 0.01, gain: Math.SQRT2 };

  it('starts every kernel as N(0, 1) over the multiplier, whatever its initializer', () => {
    const [kernel] = weightsOf(
      'dense',
      { ...mapping, kernelInitializer: { type: 'he-normal' } },
      [512],
    );
    expect(kernel?.initializer).toEqual({ type: 'normal', mean: 0, stdDev: 100 });
    const [plain] = weightsOf('dense', { units: 2, kernelInitializer: { type: 'he-normal' } }, [3]);
    expect(plain?.initializer).toEqual({ type: 'he-normal' });
  });

  it.each([
    [{ type: 'zeros' }, { type: 'zeros' }],
    [{ type: 'ones' }, { type: 'constant', value: 4 }],
    [
      { type: 'constant', value: -0.5 },
      { type: 'constant', value: -2 },
    ],
    [
      { type: 'truncated-normal', mean: 1, stdDev: 0.5 },
      { type: 'truncated-normal', mean: 4, stdDev: 2 },
    ],
    [
      { type: 'uniform', low: -1, high: 2 },
      { type: 'uniform', low: -4, high: 8 },
    ],
    [{ type: 'pytorch' }, { type: 'uniform', low: -2, high: 2 }],
    [{ type: 'glorot-normal' }, { type: 'normal', mean: 0, stdDev: 4 * Math.sqrt(2 / 9) }],
  ])('starts a bias of %j so that it is that once it is multiplied', (chosen, expected) => {
    const params = { units: 5, equalizedLr: true, lrMultiplier: 0.25, biasInitializer: chosen };
    expect(weightsOf('dense', params, [4])[1]?.initializer).toEqual(expected);
  });
});

describe('counts of weights', () => {
  it('are those of the references', () => {
    // StyleGAN: a middle layer without its noise, and the dense layer that makes its style.
    expect(countOf('conv2d', { filters: 512, kernel: 3, equalizedLr: true }, [8, 8, 512])).toBe(
      2_359_808,
    );
    expect(countOf('dense', { units: 1024, equalizedLr: true }, [512])).toBe(525_312);
    expect(countOf('learned-constant', { shape: [4, 4, 512] })).toBe(8192);
    expect(countOf('embedding', { classes: 10, units: 10 }, [])).toBe(100);
    expect(countOf('depthwise-conv2d', { kernel: 3, multiplier: 2 }, [8, 8, 16])).toBe(320);
    // SAGAN at 64 channels: 3 · 64 · 8 + 8 · 64 + 1.
    expect(countOf('self-attention', {}, [32, 32, 64])).toBe(2049);
    expect(countOf('modulated-conv2d', { filters: 512 }, [4, 4, 512], [512])).toBe(2_359_808);
  });
});

describe('shapes', () => {
  it('follow from image, style and label', () => {
    expect(shapeOf('depthwise-conv2d', { kernel: 3, stride: 2, multiplier: 3 }, [9, 8, 4])).toEqual(
      [5, 4, 12],
    );
    expect(shapeOf('embedding', { units: 7 }, [])).toEqual([7]);
    expect(shapeOf('learned-constant', { shape: [4, 4, 8] })).toEqual([4, 4, 8]);
    expect(shapeOf('modulated-conv2d', { filters: 6 }, [4, 5, 3], [3])).toEqual([4, 5, 6]);
    expect(shapeOf('self-attention', {}, [4, 5, 3])).toEqual([4, 5, 3]);
  });

  it.each([
    ['embedding', {}, [[3]], 'embedding expects a label, got vector [3]'],
    ['self-attention', {}, [[9]], 'self-attention expects an image, got vector [9]'],
    ['depthwise-conv2d', {}, [[9]], 'depthwise-conv2d expects an image, got vector [9]'],
    [
      'modulated-conv2d',
      {},
      [[4, 4, 8], [9]],
      'expects a style of 8 numbers, one for each channel',
    ],
  ] as [string, object, Shape[], string][])(
    'that do not fit are refused in words and numbers by %s',
    (name, params, inputs, words) => {
      expect(shapeOf(name, params, ...inputs)).toEqual(
        expect.objectContaining({ fault: expect.stringContaining(words) }),
      );
    },
  );

  it('of a constant say what its port gives', () => {
    const definition = layer('learned-constant');
    const gives = (shape: number[]) =>
      definition.ports(definition.params.parse({ shape })).outputs.map(({ gives }) => gives);
    expect([gives([8]), gives([4, 8]), gives([4, 4, 8])]).toEqual([
      ['vector'],
      ['tensor'],
      ['image'],
    ]);
  });
});

describe('in PyTorch', () => {
  it('layers are its own modules, with the arguments that differ from their defaults', () => {
    const down = { filters: 128, kernel: 4, stride: 2, bias: false, ...around(1) };
    expect(torchOf('conv2d', down, [32, 32, 64])).toMatchObject({
      made: 'nn.Conv2d(64, 128, 4, stride=2, padding=1, bias=false)',
      call: '{module}({0})',
      weights: { kernel: { name: 'weight', axes: [3, 2, 0, 1] } },
    });
    expect(torchOf('conv2d-transpose', down, [8, 8, 64]).made).toBe(
      'nn.ConvTranspose2d(64, 128, 4, stride=2, padding=1, bias=false)',
    );
    expect(torchOf('dense', { units: 3 }, [7]).made).toBe('nn.Linear(7, 3)');
    expect(torchOf('depthwise-conv2d', { kernel: 3 }, [8, 8, 4]).made).toBe(
      'nn.Conv2d(4, 4, 3, padding=1, groups=4)',
    );
  });

  it('kernels that are no squares, in groups or with gaps, are said so', () => {
    const audio = { filters: 16, kernel: 25, kernelWidth: 1, stride: 4, strideWidth: 1 };
    const around = { type: 'explicit', top: 11, bottom: 11, left: 0, right: 0 };
    expect(torchOf('conv2d', { ...audio, padding: around }, [64, 1, 8]).made).toBe(
      'nn.Conv2d(8, 16, 25,1, stride=4,1, padding=11,0)',
    );
    const up = { ...audio, padding: around, outputPadding: 1, outputPaddingWidth: 0 };
    expect(torchOf('conv2d-transpose', up, [16, 1, 8]).made).toBe(
      'nn.ConvTranspose2d(8, 16, 25,1, stride=4,1, padding=11,0, output_padding=1,0)',
    );
    expect(shapeOf('conv2d-transpose', up, [16, 1, 8])).toEqual([64, 1, 16]);
    const spread = { filters: 6, kernel: 3, stride: 1, dilation: 2, groups: 2 };
    expect(torchOf('conv2d', spread, [9, 9, 4])).toMatchObject({
      made: 'nn.Conv2d(4, 6, 3, padding=2, dilation=2, groups=2)',
      weights: { kernel: { axes: [3, 2, 0, 1] } },
    });
    expect(countOf('conv2d', spread, [9, 9, 4])).toBe(9 * 2 * 6 + 6);
    expect(shapeOf('conv2d', { ...spread, padding: { type: 'valid' } }, [9, 9, 4])).toEqual([
      5, 5, 6,
    ]);
  });

  it('padding whose ends differ goes before a convolution and is cut off after a transposed one', () => {
    const same = { filters: 8, kernel: 3, stride: 2 };
    expect(torchOf('conv2d', same, [8, 8, 4])).toMatchObject({
      made: 'nn.Conv2d(4, 8, 3, stride=2)',
      call: '{module}(F.pad({0}, (0, 1, 0, 1)))',
    });
    expect(torchOf('conv2d-transpose', same, [8, 8, 4])).toMatchObject({
      made: 'nn.ConvTranspose2d(4, 8, 3, stride=2)',
      call: '{module}({0})[:, :, :-1, :-1]',
    });
  });

  it('options wrap the module or replace it', () => {
    const spectral = torchOf('dense', { units: 3, spectralNorm: true }, [7]);
    expect(spectral.made).toBe('nn.utils.spectral_norm(nn.Linear(7, 3))');
    expect(spectral.weights?.kernel?.name).toBe('weight_orig');
    const slow = { units: 3, equalizedLr: true, lrMultiplier: 0.01 };
    expect(torchOf('dense', slow, [7]).made).toBe('EqualizedLinear(7, 3, lr_multiplier=0.01)');
  });
});

/** Normalizations and activations: what they refuse, what they learn, and how they are written in PyTorch. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type { LayerDefinition, Shape } from '../../src/nodes/define.ts';
import type { TorchCode } from '../../src/nodes/torch.ts';
import { parseTex } from '../../src/ui/equation/tex-parser.ts';

function layer(kind: string): LayerDefinition {
  const definition = catalog.get(kind);
  if (definition?.family !== 'layer') throw new Error(`${kind} is no layer`);
  return definition;
}

function shapeOf(kind: string, params: object, ...inputs: Shape[]) {
  const definition = layer(kind);
  return definition.shape(definition.params.parse(params), inputs);
}

function weightsOf(kind: string, params: object, ...inputs: Shape[]) {
  const definition = layer(kind);
  const weights = definition.weights?.(definition.params.parse(params), inputs) ?? [];
  return Object.fromEntries(weights.map(({ name, shape }) => [name, shape]));
}

function torchOf(kind: string, params: object, ...inputShapes: Shape[]): TorchCode {
  const definition = layer(kind);
  const parsed = definition.params.parse(params);
  const code = definition.torch?.({ inputShapes, outputShapes: inputShapes.slice(0, 1) }, parsed);
  if (!code) throw new Error(`${kind} says nothing of PyTorch`);
  return code;
}

const argumentsOf = ({ module }: TorchCode) =>
  module?.arguments.map(({ name, value }) => [name, value]);

const image: Shape = [4, 6, 8];

describe('normalizations', () => {
  it.each([
    ['instance-norm', {}, [[100]], 'instance-norm expects an image, got vector [100]'],
    ['instance-norm', {}, [[1, 1, 512]], 'more than one pixel, got image [1, 1, 512]'],
    ['adain', {}, [image, [8]], 'two numbers for each of 8 channels, vector [16], got vector [8]'],
    ['adain', {}, [[1, 1, 8], [16]], 'more than one pixel, got image [1, 1, 8]'],
    ['group-norm', { groups: 3 }, [image], 'channels that 3 groups can share evenly, got 8'],
    ['group-norm', { groups: 8 }, [[8]], 'groups of more than one element'],
    ['group-norm', { groups: 2 }, [[4, 8]], 'an image or a vector, got tensor [4, 8]'],
    ['conditional-batch-norm', {}, [[4, 8], []], 'an image or a vector, got tensor [4, 8]'],
    ['batch-norm', {}, [[]], 'batch-norm expects an image or a vector, got one number'],
    ['softmax', {}, [[]], 'softmax expects an image or a vector, got one number'],
  ] as [string, object, Shape[], string][])(
    '%s refuses what it would ruin, in words and numbers (%j, %j)',
    (kind, params, inputs, words) => {
      expect(shapeOf(kind, params, ...inputs)).toEqual(
        expect.objectContaining({ fault: expect.stringContaining(words) }),
      );
    },
  );

  it('take one pixel where nothing is normalized', () => {
    expect(shapeOf('adain', { normalize: false }, [1, 1, 8], [16])).toEqual([1, 1, 8]);
  });

  it('learn a gain and a bias per channel, per element or per class', () => {
    expect(weightsOf('instance-norm', {}, image)).toEqual({});
    expect(weightsOf('instance-norm', { scale: true }, image)).toEqual({ gain: [8] });
    expect(weightsOf('group-norm', { groups: 2 }, image)).toEqual({ gain: [8], bias: [8] });
    expect(weightsOf('layer-norm', {}, image)).toEqual({ gain: image, bias: image });
    expect(weightsOf('adain', {}, image, [16])).toEqual({});
    expect(weightsOf('conditional-batch-norm', { classes: 5 }, image, [])).toEqual({
      gain: [5, 8],
      bias: [5, 8],
      movingMean: [8],
      movingVariance: [8],
    });
  });

  it('may have neither gain nor bias, and as small an epsilon as BiGAN has', () => {
    const params = { scale: false, center: false, epsilon: 1e-8 };
    expect(weightsOf('batch-norm', params, [1024])).toEqual({
      movingMean: [1024],
      movingVariance: [1024],
    });
    const code = torchOf('batch-norm', params, [1024]);
    expect(code.module?.type).toBe('nn.BatchNorm1d');
    expect(argumentsOf(code)).toEqual([
      ['num_features', 1024],
      ['eps', 1e-8],
      ['affine', false],
    ]);
  });

  it('are the modules that PyTorch has, with its own defaults left out', () => {
    expect(torchOf('batch-norm', {}, image)).toMatchObject({ module: { type: 'nn.BatchNorm2d' } });
    expect(argumentsOf(torchOf('batch-norm', {}, image))).toEqual([['num_features', 8]]);
    expect(argumentsOf(torchOf('batch-norm', { momentum: 0.8 }, image))).toEqual([
      ['num_features', 8],
      ['momentum', 0.2],
    ]);
    expect(argumentsOf(torchOf('instance-norm', {}, image))).toEqual([['num_features', 8]]);
    expect(argumentsOf(torchOf('layer-norm', {}, image))).toEqual([
      ['normalized_shape', [8, 4, 6]],
    ]);
    expect(torchOf('layer-norm', {}, image).weights?.gain).toEqual({
      name: 'weight',
      axes: [2, 0, 1],
    });
  });

  it('lose what is not wanted of a gain and a bias in PyTorch', () => {
    const wrapOf = (kind: string, params: object) => torchOf(kind, params, image).module?.wrap;
    expect(wrapOf('batch-norm', {})).toBeUndefined();
    expect(wrapOf('batch-norm', { center: false })).toBe('without_bias');
    expect(wrapOf('batch-norm', { scale: false })).toBe('without_gain');
    expect(wrapOf('group-norm', { groups: 2, scale: false })).toBe('with_fixed_gain');
  });
});

describe('activations', () => {
  it('learn one slope per channel, or one per layer as SRGAN counts them', () => {
    expect(weightsOf('prelu', {}, [24, 24, 64])).toEqual({ slope: [64] });
    expect(weightsOf('prelu', { shared: true }, [24, 24, 64])).toEqual({ slope: [1] });
    expect(argumentsOf(torchOf('prelu', { shared: true }, [24, 24, 64]))).toEqual([]);
  });

  it('take the channels of images for softmax, wherever PyTorch has them', () => {
    expect(torchOf('softmax', {}, image).call).toBe('F.softmax({0}, dim=1)');
    expect(torchOf('softmax', {}, [10]).call).toBe('F.softmax({0}, dim=1)');
    expect(torchOf('softmax', {}, [4, 8]).call).toBe('F.softmax({0}, dim=-1)');
  });

  it('show the equation of the GELU that is set', () => {
    const gelu = layer('gelu');
    const equation = gelu.about?.(gelu.params.parse({ approximate: true })).equation ?? '';
    expect(equation).toContain('\\tanh');
    expect(parseTex(equation).unknown).toEqual([]);
  });
});

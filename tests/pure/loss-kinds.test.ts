/** What losses, penalties and the layers for latents say about shapes and ports, apart from numbers. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type { LayerDefinition, LossDefinition, Ports, Shape } from '../../src/nodes/define.ts';

function loss(kind: string): LossDefinition {
  const definition = catalog.get(kind);
  if (definition?.family !== 'loss') throw new Error(`${kind} is no loss`);
  return definition;
}

function layer(kind: string): LayerDefinition {
  const definition = catalog.get(kind);
  if (definition?.family !== 'layer') throw new Error(`${kind} is no layer`);
  return definition;
}

function check(kind: string, params: object, ...inputs: Shape[]) {
  return loss(kind).check(loss(kind).params.parse(params), inputs);
}

function shapeOf(kind: string, params: object, ...inputs: Shape[]) {
  return layer(kind).shape(layer(kind).params.parse(params), inputs);
}

const NETWORK: Ports = {
  inputs: [
    { name: 'label', accepts: 'label' },
    { name: 'image', accepts: 'image' },
  ],
  outputs: [{ name: 'logit', gives: 'vector' }],
};

describe('losses that compare', () => {
  it.each(['huber', 'binary-cross-entropy', 'kl', 'cosine', 'feature-matching'])(
    '%s refuses different shapes and takes equal ones',
    (kind) => {
      expect(check(kind, {}, [3], [4])?.fault).toMatch(
        `${kind} expects equal shapes, got vector [3] and vector [4]`,
      );
      expect(check(kind, {}, [2, 2, 1], [2, 2, 1])).toBeNull();
      const ports = loss(kind)
        .ports(loss(kind).params.parse({}))
        .inputs.map(({ name }) => name);
      expect(ports).toContain(check(kind, {}, [3], [4])?.port);
    },
  );
});

describe('cross-entropy', () => {
  it('asks for a logit for each class', () => {
    expect(check('cross-entropy', {}, [10], [])).toBeNull();
    expect(check('cross-entropy', {}, [1], [])).toMatchObject({ port: 'logits' });
    expect(check('cross-entropy', {}, [4, 4, 10], [])?.fault).toMatch('got image [4, 4, 10]');
  });
});

describe('total variation', () => {
  it('asks for images with neighbours in both directions', () => {
    expect(check('total-variation', {}, [2, 2, 1])).toBeNull();
    expect(check('total-variation', {}, [1, 5, 1])?.fault).toMatch('got 1 by 5');
    expect(check('total-variation', {}, [5])?.fault).toMatch('expects an image');
  });
});

describe('losses that run a network', () => {
  const names = (kind: string, params: object, network?: Ports) =>
    loss(kind)
      .ports(loss(kind).params.parse({ network: 'D', ...params }), network)
      .inputs.map(({ name }) => name);

  it('have ports for their samples and for the further inputs of the network', () => {
    expect(names('gradient-penalty', { input: 'image' }, NETWORK)).toEqual([
      'real',
      'fake',
      'label',
    ]);
    expect(names('gradient-penalty', { input: 'image', at: 'fake' }, NETWORK)).toEqual([
      'fake',
      'label',
    ]);
    expect(names('r1', { input: 'image' }, NETWORK)).toEqual(['real', 'label']);
    expect(names('r2', {}, NETWORK)).toEqual(['fake', 'image']);
    expect(names('path-length', {}, NETWORK)).toEqual(['label', 'image']);
  });

  it('have the ports for samples before the network is there', () => {
    expect(names('gradient-penalty', {})).toEqual(['real', 'fake']);
    expect(names('r1', {})).toEqual(['real']);
    expect(names('path-length', {})).toEqual([]);
  });

  it('take at a sample what the network takes there', () => {
    const [real] = loss('r1').ports(
      loss('r1').params.parse({ network: 'D', input: 'image' }),
      NETWORK,
    ).inputs;
    expect(real?.accepts).toBe('image');
  });

  it('count their samples as constants, but not the latents of a path length', () => {
    const constants = (kind: string, params: object) =>
      loss(kind).constants?.(loss(kind).params.parse({ network: 'D', ...params })) ?? [];
    expect(constants('gradient-penalty', {})).toEqual(['real', 'fake']);
    expect(constants('gradient-penalty', { at: 'real' })).toEqual(['real']);
    expect(constants('r2', {})).toEqual(['fake']);
    expect(constants('path-length', {})).toEqual([]);
  });

  it('refuse to interpolate between samples of different shapes', () => {
    const params = { network: 'D' };
    expect(check('gradient-penalty', params, [4, 4, 1], [5, 4, 1])).toMatchObject({ port: 'fake' });
    expect(check('gradient-penalty', { ...params, at: 'real' }, [4, 4, 1])).toBeNull();
  });
});

describe('style mixing', () => {
  it('gives a latent for each layer', () => {
    expect(shapeOf('style-mix', { layers: 6 }, [512], [512])).toEqual([6, 512]);
    expect(shapeOf('style-mix', {}, [512], [256])).toMatchObject({ port: 'w2' });
    expect(shapeOf('style-mix', {}, [4, 4, 1], [4, 4, 1])).toMatchObject({ port: 'w1' });
    expect(shapeOf('style-mix', { layers: 4, crossover: 5 }, [8], [8])).toMatchObject({
      fault: 'style-mix expects a crossover of at most its 4 layers, got 5',
      field: 'crossover',
    });
  });
});

describe('truncation', () => {
  it('takes one latent or one for each layer, and keeps a mean of one', () => {
    expect(shapeOf('truncate', {}, [512])).toEqual([512]);
    expect(shapeOf('truncate', { layers: 8 }, [10, 512])).toEqual([10, 512]);
    expect(shapeOf('truncate', { layers: 8 }, [512])).toMatchObject({ field: 'layers' });
    expect(shapeOf('truncate', {}, [4, 4, 3])).toMatchObject({ port: 'in' });
    const weights = layer('truncate').weights?.(layer('truncate').params.parse({}), [[10, 512]]);
    expect(weights).toMatchObject([{ shape: [512], isTrainable: false }]);
  });
});

describe('masks', () => {
  it('refuse boxes whose smallest size is above the largest', () => {
    const mask = catalog.get('mask');
    if (mask?.family !== 'source') throw new Error('mask is no source');
    const outputs = (params: object) => mask.outputs(mask.params.parse(params));
    expect(outputs({ shape: 'box', smallest: 0.6, size: 0.5 })).toMatchObject({
      field: 'smallest',
    });
    expect(outputs({ shape: 'center', smallest: 0.6, size: 0.5 })).toHaveLength(
      mask.ports(mask.params.parse({})).outputs.length,
    );
  });
});

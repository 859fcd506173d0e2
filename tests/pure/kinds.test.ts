/** What single kinds say about shapes, weights and plain specifications, apart from numbers. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type {
  Definition,
  LayerDefinition,
  LossDefinition,
  Shape,
  SourceDefinition,
  StepDefinition,
  ViewDefinition,
} from '../../src/nodes/define.ts';

interface Families {
  layer: LayerDefinition;
  loss: LossDefinition;
  source: SourceDefinition;
  step: StepDefinition;
  view: ViewDefinition;
}

function kind<F extends keyof Families>(family: F, name: string): Families[F] {
  const definition: Definition | undefined = catalog.get(name);
  if (definition?.family !== family) throw new Error(`${name} is no ${family}`);
  return definition as Families[F];
}

function shapeOf(name: string, params: object, ...inputs: Shape[]) {
  const definition = kind('layer', name);
  return definition.shape(definition.params.parse(params), inputs);
}

function weightsOf(name: string, params: object, ...inputs: Shape[]) {
  const definition = kind('layer', name);
  return definition.weights?.(definition.params.parse(params), inputs) ?? [];
}

const explicit = { type: 'explicit', top: 1, bottom: 1, left: 1, right: 1 };

describe('layers', () => {
  it('follow the sizes of DCGAN through both networks', () => {
    const up = { kernel: 4, stride: 2, padding: explicit, filters: 256 };
    expect(shapeOf('conv2d-transpose', up, [4, 4, 512])).toEqual([8, 8, 256]);
    const first = { kernel: 4, stride: 1, padding: { type: 'valid' }, filters: 512 };
    expect(shapeOf('conv2d-transpose', first, [1, 1, 100])).toEqual([4, 4, 512]);
    expect(shapeOf('conv2d', { ...up, filters: 64 }, [64, 64, 3])).toEqual([32, 32, 64]);
    expect(shapeOf('conv2d', { ...first, filters: 1 }, [4, 4, 512])).toEqual([1, 1, 1]);
  });

  it.each([
    ['conv2d', {}, [[100]], 'conv2d expects an image, got vector [100]'],
    ['conv2d-transpose', {}, [[100]], 'conv2d-transpose expects an image, got vector [100]'],
    ['dense', {}, [[4, 4, 8]], 'dense expects a vector, got image [4, 4, 8]'],
    ['conv2d', { groups: 3 }, [[8, 8, 4]], '3 groups can share evenly, got 4 and 64'],
    [
      'conv2d',
      { kernel: 3, dilation: 32, filters: 512 },
      [[64, 64, 512]],
      'at most 67108864 weights and zeros, got 65×65×512×512',
    ],
    ['reshape', { shape: [7, 7, 2] }, [[100]], 'reshape expects 98 elements'],
    ['add', {}, [[3], [4]], 'add expects equal shapes, got vector [3] and vector [4]'],
    [
      'concat',
      {},
      [
        [4, 4, 1],
        [4, 5, 1],
      ],
      'got image [4, 4, 1] and image [4, 5, 1]',
    ],
    ['concat', {}, [[4, 4, 1], [1]], 'got image [4, 4, 1] and vector [1]'],
  ] as [string, object, Shape[], string][])(
    '%s refuses shapes that do not fit, in words and numbers (%j, %j)',
    (name, params, inputs, words) => {
      expect(shapeOf(name, params, ...inputs)).toEqual(
        expect.objectContaining({ fault: expect.stringContaining(words) }),
      );
    },
  );

  it('join along the last axis', () => {
    expect(shapeOf('concat', { inputs: 3 }, [4, 4, 1], [4, 4, 2], [4, 4, 3])).toEqual([4, 4, 6]);
    expect(shapeOf('flatten', {}, [7, 7, 32])).toEqual([1568]);
  });

  it('count weights as the references do', () => {
    const trainable = (name: string, params: object, input: Shape) =>
      weightsOf(name, params, input)
        .filter(({ isTrainable }) => isTrainable)
        .reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    expect(trainable('dense', { units: 32 }, [100])).toBe(3232);
    expect(trainable('conv2d', { filters: 64, bias: false }, [64, 64, 3])).toBe(3072);
    expect(trainable('conv2d-transpose', { filters: 512, bias: false }, [1, 1, 100])).toBe(819_200);
    expect(trainable('batch-norm', {}, [4, 4, 512])).toBe(1024);
    expect(trainable('batch-norm', { scale: false, center: false }, [512])).toBe(0);
    expect(weightsOf('batch-norm', {}, [512]).map(({ name }) => name)).toContain('movingVariance');
  });

  it('give initializers the fans that PyTorch uses, for the bias as well', () => {
    const fans = (name: string, params: object, input: Shape) =>
      weightsOf(name, params, input).map(({ fans }) => fans?.[0]);
    expect(fans('dense', { units: 7 }, [5])).toEqual([5, 5]);
    expect(fans('conv2d', { filters: 7, kernel: 3 }, [9, 9, 5])).toEqual([45, 45]);
    // torch.nn.ConvTranspose2d counts its output channels.
    expect(fans('conv2d-transpose', { filters: 7, kernel: 3 }, [9, 9, 5])).toEqual([63, 63]);
  });

  it('count multiply-adds once for each product', () => {
    const count = (name: string, params: object, input: Shape) => {
      const definition = kind('layer', name);
      const parsed = definition.params.parse(params);
      const output = definition.shape(parsed, [input]) as Shape;
      return definition.multiplyAdds?.(parsed, [input], output);
    };
    expect(count('dense', { units: 32 }, [100])).toBe(3200);
    expect(count('conv2d', { filters: 64 }, [14, 14, 32])).toBe(7 * 7 * 64 * 16 * 32);
    expect(count('conv2d-transpose', { filters: 32 }, [7, 7, 64])).toBe(7 * 7 * 64 * 16 * 32);
  });
});

describe('losses', () => {
  const adversarial = kind('loss', 'adversarial');
  const check = (params: object, ...inputs: Shape[]) =>
    adversarial.check(adversarial.params.parse(params), inputs);

  it('refuse labels where the formula has none', () => {
    expect(check({ mode: 'wasserstein', target: 0.9 }, [1])).toMatchObject({ field: 'target' });
    expect(check({ mode: 'hinge', flipProbability: 0.1 }, [1])).toMatchObject({
      field: 'flipProbability',
    });
    expect(check({ mode: 'least-squares', target: 0.9 }, [1])).toBeNull();
  });

  it('read both logits in relativistic modes only', () => {
    const inputs = (mode: string) =>
      adversarial.ports(adversarial.params.parse({ mode })).inputs.map(({ name }) => name);
    expect(inputs('non-saturating')).toEqual(['logits']);
    expect(inputs('relativistic-average')).toEqual(['logits', 'opposite']);
  });

  it('say which side they train', () => {
    const side = (side: string) => adversarial.side(adversarial.params.parse({ side }));
    expect([side('real'), side('fake'), side('generator')]).toEqual([
      'discriminator',
      'discriminator',
      'generator',
    ]);
  });

  it('show the equation and the paper of the mode that is set', () => {
    const about = (mode: string) => adversarial.about?.(adversarial.params.parse({ mode }));
    expect(about('wasserstein')?.equation).toContain('-\\mathbb{E}\\,x');
    expect(about('wasserstein')?.paper?.url).toBe('https://arxiv.org/abs/1701.07875');
    expect(about('hinge')?.equation).toContain('\\max');
  });

  it('that compare refuse different shapes', () => {
    for (const name of ['l1', 'mse']) {
      expect(kind('loss', name).check({}, [[3], [4]])).toMatchObject({ port: 'target' });
      expect(kind('loss', name).check({}, [[3], [3]])).toBeNull();
    }
  });
});

describe('sources', () => {
  it('give the type of each port and ask for data in that form', () => {
    const dataset = kind('source', 'dataset');
    const params = dataset.params.parse({
      data: { type: 'image', height: 32, width: 24, channels: 3, range: 'unit', flip: true },
      labels: true,
      classes: 5,
    });
    expect(dataset.ports(params).outputs.map(({ name }) => name)).toEqual(['image', 'label']);
    expect(dataset.outputs(params)).toEqual([
      { type: 'tensor', shape: [32, 24, 3] },
      { type: 'label', classes: 5 },
    ]);
    expect(dataset.feed?.(params)).toEqual({
      builtin: 'digits',
      select: 'all',
      factor: 4,
      transform: {
        type: 'image',
        height: 32,
        width: 24,
        channels: 3,
        range: 'unit',
        fit: 'crop',
        isFlipped: true,
      },
      withLabels: true,
      classes: 5,
    });
  });

  it('give pairs, or two resolutions, on ports of their own', () => {
    const dataset = kind('source', 'dataset');
    const data = { type: 'image', height: 32, width: 24, channels: 3, resize: 36 };
    const pairs = dataset.params.parse({ data, select: 'pairs', builtin: 'outlines' });
    expect(dataset.ports(pairs).outputs.map(({ name }) => name)).toEqual(['imageA', 'imageB']);
    expect(dataset.outputs(pairs)).toEqual([
      { type: 'tensor', shape: [32, 24, 3] },
      { type: 'tensor', shape: [32, 24, 3] },
    ]);
    expect(dataset.feed?.(pairs).transform).toMatchObject({ resize: [36, 27] });
    const two = dataset.params.parse({ data, select: 'resolutions', labels: true });
    expect(dataset.ports(two).outputs.map(({ name }) => name)).toEqual(['low', 'high', 'label']);
    expect(dataset.outputs(two)).toMatchObject([{ shape: [8, 6, 3] }, { shape: [32, 24, 3] }, {}]);
  });

  it('refuse parts of data, factors and crops that cannot be', () => {
    const dataset = kind('source', 'dataset');
    const fault = (change: object) =>
      dataset.outputs(dataset.params.parse({ data: { type: 'image' }, ...change }));
    expect(fault({ select: 'pairs' })).toMatchObject({ field: 'builtin' });
    expect(fault({ select: 'b', builtin: 'shapes' })).toMatchObject({
      fault: expect.stringContaining('expected seasons or outlines'),
    });
    expect(fault({ select: 'resolutions', factor: 5 })).toMatchObject({ field: 'factor' });
    expect(fault({ data: { type: 'image', resize: 20 } })).toMatchObject({ field: 'data' });
    expect(fault({ data: { type: 'points' }, select: 'a' })).toMatchObject({ field: 'select' });
  });

  it('refuse images of two channels and bounds in the wrong order', () => {
    const dataset = kind('source', 'dataset');
    const images = dataset.params.parse({ data: { type: 'image', channels: 2 } });
    expect(dataset.outputs(images)).toMatchObject({ fault: expect.stringContaining('got 2') });
    const noise = kind('source', 'noise');
    const upside = noise.params.parse({ distribution: { type: 'uniform', low: 1, high: 0 } });
    expect(noise.outputs(upside)).toMatchObject({ field: 'distribution' });
  });

  it('may have a batch of their own', () => {
    const noise = kind('source', 'noise');
    expect(noise.batchSize?.(noise.params.parse({}))).toBeNull();
    expect(noise.batchSize?.(noise.params.parse({ batchSize: 128 }))).toBe(128);
  });
});

describe('steps and views', () => {
  it('hand the optimizer its whole specification', () => {
    const step = kind('step', 'optimizer-step');
    const params = step.params.parse({
      trains: ['D'],
      losses: [1, { type: 'linear', from: 1, to: 0, end: 9 }],
      optimizer: { type: 'rmsprop' },
      learningRate: { type: 'constant', value: 5e-5 },
      repeat: { type: 'steps', at: [25, 0], values: [5, 100], every: 500, everyValue: 100 },
      weightClip: 0.01,
    });
    expect(step.ports(params).inputs.map(({ name }) => name)).toEqual(['loss0', 'loss1']);
    expect(step.step(params)).toEqual({
      trains: ['D'],
      lossWeights: [
        { type: 'constant', value: 1 },
        { type: 'linear', from: 1, to: 0, start: 0, end: 9 },
      ],
      optimizer: { type: 'rmsprop', decay: 0.99, momentum: 0, epsilon: 1e-8, weightDecay: 0 },
      learningRate: { type: 'constant', value: 5e-5 },
      order: 0,
      repeat: {
        type: 'steps',
        values: [
          { at: 0, value: 100 },
          { at: 25, value: 5 },
        ],
        exception: { every: 500, value: 100 },
      },
      every: 1,
      weightClip: 0.01,
      gradientClip: null,
      averageDecay: null,
    });
  });

  it('refuse a stepwise schedule whose lists differ in length', () => {
    const step = kind('step', 'optimizer-step');
    const repeat = { type: 'steps', at: [0, 25], values: [5] };
    expect(step.params.safeParse({ repeat }).success).toBe(false);
  });

  it('have a port for each row of a preview', () => {
    const preview = kind('view', 'preview');
    const params = preview.params.parse({ rows: ['real A', 'fake B', 'recovered A'] });
    expect(preview.ports(params).inputs.map(({ name }) => name)).toEqual(['row0', 'row1', 'row2']);
    expect(preview.view(params)).toMatchObject({ type: 'preview', columns: 8, usesAverage: true });
  });

  it('measure modes of points only, and distances of anything', () => {
    const metric = kind('view', 'metric');
    const accepts = (name: string) =>
      metric.ports(metric.params.parse({ metric: name })).inputs.map(({ accepts }) => accepts);
    expect(accepts('mode-coverage')).toEqual(['vector', 'vector']);
    expect(accepts('sliced-wasserstein')).toEqual(['tensor', 'tensor']);
  });
});

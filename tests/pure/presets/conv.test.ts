/** DCGAN, WGAN, WGAN-GP and ACGAN, against `presets.md` and the reference of each. */
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../src/nodes/fields/schedule-value.ts';
import { countsOf, linesOf, phasesOf, presetProgram } from '../support/preset-lines.ts';

type Size = readonly [pixels: number, channels: number];
const shape = ([pixels, channels]: Size) => `${pixels}×${pixels}×${channels}`;

const norm = (size: Size) =>
  `batch-norm epsilon 0.00001 momentum 0.9 gain ${size[1]} N(1, 0.02) bias ${size[1]} 0 → ${shape(size)}`;
const leaky = (size: Size) => `leaky-relu slope 0.2 → ${shape(size)}`;

function dcganGenerator(): string[] {
  const up = (channels: number, size: Size, stride = 's2 p1') => [
    `conv2d-transpose ${stride} kernel 4×4×${size[1]}×${channels} N(0, 0.02) → ${shape(size)}`,
  ];
  const stage = (channels: number, size: Size, stride?: string) => [
    ...up(channels, size, stride),
    norm(size),
    `relu → ${shape(size)}`,
  ];
  return [
    'reshape → 1×1×100',
    ...stage(100, [4, 512], 's1 valid'),
    ...stage(512, [8, 256]),
    ...stage(256, [16, 128]),
    ...stage(128, [32, 64]),
    ...up(64, [64, 3]),
    'tanh → 64×64×3',
  ];
}

function dcganDiscriminator(): string[] {
  const down = (channels: number, size: Size) =>
    `conv2d s2 p1 kernel 4×4×${channels}×${size[1]} N(0, 0.02) → ${shape(size)}`;
  const stage = (channels: number, size: Size) => [down(channels, size), norm(size), leaky(size)];
  return [
    down(3, [32, 64]),
    leaky([32, 64]),
    ...stage(64, [16, 128]),
    ...stage(128, [8, 256]),
    ...stage(256, [4, 512]),
    'conv2d s1 valid kernel 4×4×512×1 N(0, 0.02) → 1×1×1',
    'flatten → 1',
  ];
}

describe('dcgan as published', () => {
  const program = presetProgram('dcgan');

  it('has the layers, first weights and numbers of its reference', () => {
    expect(countsOf(program)).toEqual({ G: [3_576_704, 1_920], D: [2_765_568, 1_792] });
    expect(linesOf(program, 'G')).toEqual(dcganGenerator());
    expect(linesOf(program, 'D')).toEqual(dcganDiscriminator());
  });

  it('sums both halves of D, then steps G on the same images', () => {
    const adam = {
      optimizer: 'adam beta1 0.5 beta2 0.999 epsilon 1e-8 weightDecay 0',
      rate: '0.0002',
      extras: [],
    };
    expect(phasesOf(program)).toEqual([
      {
        ...adam,
        trains: 'D',
        order: 0,
        losses: [
          '1 × adversarial non-saturating real (judgeReal.out)',
          '1 × adversarial non-saturating fake (judgeFake.out)',
        ],
        steps: [
          'draw data.image',
          'draw noise.out',
          'generator = G(noise.out)',
          'judgeReal = D(data.image)',
          'judgeFake = D(generator.out)',
        ],
      },
      {
        ...adam,
        trains: 'G',
        order: 1,
        losses: ['1 × adversarial non-saturating generator (judgeFake.out)'],
        steps: ['draw noise.out', "generator = G(noise.out)'", 'judgeFake = D(generator.out)'],
      },
    ]);
    expect(program.sources.map(({ fresh, batchSize }) => [fresh, batchSize])).toEqual([
      ['iteration', 64],
      ['iteration', 64],
    ]);
    expect(program.sources[1]?.params).toMatchObject({
      shape: [100],
      distribution: { type: 'normal', mean: 0, stdDev: 1 },
    });
  });
});

describe('wgan as published', () => {
  const program = presetProgram('wgan');

  it("has DCGAN's networks", () => {
    expect(countsOf(program)).toEqual({ G: [3_576_704, 1_920], critic: [2_765_568, 1_792] });
    expect(linesOf(program, 'G')).toEqual(dcganGenerator());
    expect(linesOf(program, 'critic')).toEqual(dcganDiscriminator());
  });

  it('clips before each of its many critic steps, each on a new batch and new noise', () => {
    const rmsprop = {
      optimizer: 'rmsprop decay 0.99 momentum 0 epsilon 1e-8 weightDecay 0',
      rate: '0.00005',
    };
    expect(phasesOf(program)).toEqual([
      {
        ...rmsprop,
        trains: 'critic',
        order: 0,
        losses: [
          '1 × adversarial wasserstein real (judgeReal.out)',
          '1 × adversarial wasserstein fake (judgeFake.out)',
        ],
        steps: [
          'draw data.image',
          'draw noise.out',
          'generator = G(noise.out)',
          'judgeReal = critic(data.image)',
          'judgeFake = critic(generator.out)',
        ],
        extras: ['repeat 100 from 0, 5 from 25, 100 every 500', 'weights within 0.01'],
      },
      {
        ...rmsprop,
        trains: 'G',
        order: 1,
        losses: ['1 × adversarial wasserstein generator (judgeFake.out)'],
        steps: ['draw noise.out', 'generator = G(noise.out)', 'judgeFake = critic(generator.out)'],
        extras: [],
      },
    ]);
    expect(program.sources.map(({ fresh, batchSize }) => [fresh, batchSize])).toEqual([
      ['repeat', 64],
      ['repeat', 64],
    ]);
    const repeat = program.iteration[0]?.phases[0]?.repeat;
    if (!repeat) throw new Error('no critic step');
    const counts = [0, 24, 25, 499, 500, 501, 1000].map((iteration) => valueAt(repeat, iteration));
    expect(counts).toEqual([100, 100, 5, 5, 100, 5, 100]);
  });
});

describe('wgan-gp as published', () => {
  const program = presetProgram('wgan-gp');
  /** He's uniform as improved_wgan_training writes it: σ = √(4 / (in + out)) with the stride in one of the two. */
  const uniform = (fanIn: number, fanOut: number) => {
    const limit = Number(Math.sqrt(12 / (fanIn + fanOut)).toPrecision(6));
    return `U(${-limit}, ${limit})`;
  };

  it('has the layers, first weights and numbers of its reference', () => {
    expect(countsOf(program)).toEqual({ G: [1_554_177, 0], critic: [1_030_145, 0] });
    const up = (channels: number, size: Size) =>
      `conv2d-transpose s2 same kernel 5×5×${size[1]}×${channels} ${uniform((channels * 25) / 4, size[1] * 25)} bias ${size[1]} 0 → ${shape(size)}`;
    expect(linesOf(program, 'G')).toEqual([
      'dense kernel 128×4096 glorot-uniform bias 4096 0 → 4096',
      'relu → 4096',
      'reshape → 4×4×256',
      up(256, [8, 128]),
      'relu → 8×8×128',
      'crop 0 1 0 1 → 7×7×128',
      up(128, [14, 64]),
      'relu → 14×14×64',
      up(64, [28, 1]),
      'sigmoid → 28×28×1',
    ]);
    const down = (channels: number, size: Size) => [
      `conv2d s2 same kernel 5×5×${channels}×${size[1]} ${uniform(channels * 25, (size[1] * 25) / 4)} bias ${size[1]} 0 → ${shape(size)}`,
      leaky(size),
    ];
    expect(linesOf(program, 'critic')).toEqual([
      ...down(1, [14, 64]),
      ...down(64, [7, 128]),
      ...down(128, [4, 256]),
      'flatten → 4096',
      'dense kernel 4096×1 glorot-uniform bias 1 0 → 1',
    ]);
  });

  it('takes five penalised critic steps on new draws, then one of G', () => {
    const adam = {
      optimizer: 'adam beta1 0.5 beta2 0.9 epsilon 1e-8 weightDecay 0',
      rate: '0.0001',
    };
    expect(phasesOf(program)).toMatchObject([
      {
        ...adam,
        trains: 'critic',
        order: 0,
        losses: [
          '1 × adversarial wasserstein real (judgeReal.out)',
          '1 × adversarial wasserstein fake (judgeFake.out)',
          '10 × gradient-penalty interpolated 1 1e-12 (data.image, generator.out)',
        ],
        extras: ['repeat 5'],
      },
      {
        ...adam,
        trains: 'G',
        order: 1,
        losses: ['1 × adversarial wasserstein generator (judgeFake.out)'],
        extras: [],
      },
    ]);
    expect(program.sources.map(({ fresh, batchSize }) => [fresh, batchSize])).toEqual([
      ['repeat', 50],
      ['repeat', 50],
    ]);
    expect(program.sources[0]?.feed?.transform).toMatchObject({ height: 28, range: 'unit' });
    expect(program.sources[1]?.params).toMatchObject({
      shape: [128],
      distribution: { type: 'normal', mean: 0, stdDev: 1 },
    });
  });
});

describe('acgan as published', () => {
  const program = presetProgram('acgan');
  /** Glorot's normal of tf.layers, its default, is cut off at two deviations. */
  const glorot = (fanIn: number, fanOut: number) =>
    `TN(0, ${Number(Math.sqrt(2 / (fanIn + fanOut)).toPrecision(6))})`;

  it('has the layers, first weights and numbers of its reference', () => {
    expect(countsOf(program)).toEqual({ G: [2_657_321, 576], D: [525_835, 0] });
    const up = (channels: number, size: Size, stride: string) =>
      `conv2d-transpose ${stride} kernel 5×5×${size[1]}×${channels} ${glorot(25 * size[1], 25 * channels)} bias ${size[1]} 0 → ${shape(size)}`;
    const tail = (size: Size) => [
      `relu → ${shape(size)}`,
      `batch-norm epsilon 0.001 momentum 0.99 gain ${size[1]} 1 bias ${size[1]} 0 → ${shape(size)}`,
    ];
    expect(linesOf(program, 'G')).toEqual([
      `embedding table 10×100 ${glorot(10, 100)} → 100`,
      'multiply → 100 < input:z, embed',
      `dense kernel 100×3456 ${glorot(100, 3456)} bias 3456 0 → 3456`,
      'relu → 3456',
      'reshape → 3×3×384',
      up(384, [7, 192], 's1 valid'),
      ...tail([7, 192]),
      up(192, [14, 96], 's2 same'),
      ...tail([14, 96]),
      up(96, [28, 1], 's2 same'),
      'tanh → 28×28×1',
    ]);
    const down = (channels: number, size: Size, stride: number) => [
      `conv2d s${stride} same kernel 3×3×${channels}×${size[1]} ${glorot(9 * channels, 9 * size[1])} bias ${size[1]} 0 → ${shape(size)}`,
      leaky(size),
      `dropout rate 0.3 → ${shape(size)}`,
    ];
    expect(linesOf(program, 'D')).toEqual([
      ...down(1, [14, 32], 2),
      ...down(32, [14, 64], 1),
      ...down(64, [7, 128], 2),
      ...down(128, [7, 256], 1),
      'flatten → 12544',
      `dense kernel 12544×1 ${glorot(12_544, 1)} bias 1 0 → 1`,
      `dense kernel 12544×10 ${glorot(12_544, 10)} bias 10 0 → 10 < flat`,
    ]);
  });

  it('shows D real and fake as one batch, then steps G on twice as many', () => {
    const adam = {
      optimizer: 'adam beta1 0.5 beta2 0.999 epsilon 1e-7 weightDecay 0',
      rate: '0.0002',
      extras: [],
    };
    expect(phasesOf(program)).toEqual([
      {
        ...adam,
        trains: 'D',
        order: 0,
        losses: [
          '0.5 × adversarial non-saturating real 0.95 (halves.out0)',
          '0.5 × adversarial non-saturating fake (halves.out1)',
          '1 × cross-entropy 0 (judge.classLogits, labels.out)',
        ],
        steps: [
          'draw data.image, data.label',
          'draw wanted.label',
          'draw noise.out',
          'fake = G(wanted.label, noise.out)',
          'images = batch-concat(data.image, fake.out)',
          'labels = batch-concat(data.label, wanted.label)',
          'judge = D(images.out)',
          'halves = batch-split(judge.validity)',
        ],
      },
      {
        ...adam,
        trains: 'G',
        order: 1,
        losses: [
          '1 × adversarial non-saturating generator 0.95 (judgeMade.validity)',
          '1 × cross-entropy 0 (judgeMade.classLogits, wantedG.label)',
        ],
        steps: [
          'draw wantedG.label',
          'draw noiseG.out',
          'made = G(wantedG.label, noiseG.out)',
          'judgeMade = D(made.out)',
        ],
      },
    ]);
    expect(program.sources.map(({ node, batchSize }) => [node, batchSize])).toEqual([
      ['data', 100],
      ['noise', 100],
      ['wanted', 100],
      ['noiseG', 200],
      ['wantedG', 200],
    ]);
    expect(program.sources[1]?.params.distribution).toEqual({ type: 'uniform', low: -1, high: 1 });
  });
});

/** The presets whose networks are dense, against `presets.md` and the reference of each. */
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../src/nodes/fields/schedule-value.ts';
import { countsOf, linesOf, phasesOf, presetProgram } from '../support/preset-lines.ts';

const dense = (from: number, to: number) =>
  `dense kernel ${from}×${to} pytorch bias ${to} pytorch → ${to}`;

describe('gan-mlp as published', () => {
  const program = presetProgram('gan-mlp');
  const hidden = (from: number, to: number) => [
    dense(from, to),
    `leaky-relu slope 0.2 → ${to}`,
    `dropout rate 0.2 → ${to}`,
  ];

  it('has the layers, first weights and numbers of its reference', () => {
    expect(countsOf(program)).toEqual({ G: [114_800, 0], D: [110_849, 0] });
    expect(linesOf(program, 'G')).toEqual([
      ...hidden(100, 32),
      ...hidden(32, 64),
      ...hidden(64, 128),
      dense(128, 784),
      'tanh → 784',
      'reshape → 28×28×1',
    ]);
    expect(linesOf(program, 'D')).toEqual([
      'flatten → 784',
      ...hidden(784, 128),
      ...hidden(128, 64),
      ...hidden(64, 32),
      dense(32, 1),
    ]);
  });

  it('draws uniform noise anew for the generator and scales images to ±1', () => {
    expect(program.sources.map(({ batchSize }) => batchSize)).toEqual([64, 64]);
    expect(program.sources[0]?.feed?.transform).toMatchObject({
      height: 28,
      width: 28,
      range: 'symmetric',
      isFlipped: false,
    });
    expect(program.sources[1]).toMatchObject({
      fresh: 'phase',
      params: { shape: [100], distribution: { type: 'uniform', low: -1, high: 1 } },
    });
  });

  it('takes a step of D with labels 0.9 and 0, summed, then one of G on other noise', () => {
    const adam = {
      optimizer: 'adam beta1 0.9 beta2 0.999 epsilon 1e-8 weightDecay 0',
      rate: '0.002',
      extras: [],
    };
    expect(phasesOf(program)).toEqual([
      {
        ...adam,
        trains: 'D',
        order: 0,
        losses: [
          '1 × adversarial non-saturating real 0.9 (judgeReal.out)',
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
        steps: ['draw noise.out', 'generator = G(noise.out)', 'judgeFake = D(generator.out)'],
      },
    ]);
  });
});

describe('cgan as published', () => {
  const program = presetProgram('cgan');
  const embedding = 'embedding table 10×10 N(0, 1) → 10';
  const leaky = (units: number) => `leaky-relu slope 0.2 → ${units}`;

  it('has the layers, first weights and numbers of its reference', () => {
    expect(countsOf(program)).toEqual({ G: [1_757_412, 3_584], D: [1_055_845, 0] });
    const normed = (from: number, to: number) => [
      dense(from, to),
      `batch-norm epsilon 0.8 momentum 0.9 gain ${to} 1 bias ${to} 0 → ${to}`,
      leaky(to),
    ];
    expect(linesOf(program, 'G')).toEqual([
      embedding,
      'concat → 110 < embed, input:z',
      dense(110, 128),
      leaky(128),
      ...normed(128, 256),
      ...normed(256, 512),
      ...normed(512, 1024),
      dense(1024, 1024),
      'tanh → 1024',
      'reshape → 32×32×1',
    ]);
    const dropped = [dense(512, 512), 'dropout rate 0.4 → 512', leaky(512)];
    expect(linesOf(program, 'D')).toEqual([
      'flatten → 1024',
      `${embedding} < input:label`,
      'concat → 1034 < flat, embed',
      dense(1034, 512),
      leaky(512),
      ...dropped,
      ...dropped,
      dense(512, 1),
    ]);
  });

  it('steps G first, on random labels, and lets D judge the images from before that', () => {
    const adam = {
      optimizer: 'adam beta1 0.5 beta2 0.999 epsilon 1e-8 weightDecay 0',
      rate: '0.0002',
      extras: [],
    };
    expect(phasesOf(program)).toEqual([
      {
        ...adam,
        trains: 'G',
        order: 0,
        losses: ['1 × adversarial least-squares generator (judgeFool.out)'],
        steps: [
          'draw wanted.label',
          'draw noise.out',
          'generator = G(wanted.label, noise.out)',
          'judgeFool = D(generator.out, wanted.label)',
        ],
      },
      {
        ...adam,
        trains: 'D',
        order: 1,
        losses: [
          '0.5 × adversarial least-squares real (judgeReal.out)',
          '0.5 × adversarial least-squares fake (judgeFake.out)',
        ],
        steps: [
          'draw data.image, data.label',
          'recall generator.out',
          'before = stop(generator.out)',
          'draw wanted.label',
          'judgeReal = D(data.image, data.label)',
          'judgeFake = D(before.out, wanted.label)',
        ],
      },
    ]);
    expect(program.batchSize).toBe(64);
    expect(program.sources[0]?.feed?.transform).toMatchObject({ height: 32, range: 'symmetric' });
    expect(program.sources[1]?.params).toMatchObject({
      shape: [100],
      distribution: { type: 'normal', mean: 0, stdDev: 1 },
    });
  });
});

describe('bigan as published', () => {
  const program = presetProgram('bigan');
  const plain = (from: number, to: number) => `dense kernel ${from}×${to} N(0, 0.02) → ${to}`;
  const norm = 'batch-norm epsilon 1e-8 momentum 0.9 → 1024';
  const leaky = 'leaky-relu slope 0.2 → 1024';

  it('has the layers, first weights and numbers of its reference, without biases, gains and shifts', () => {
    expect(countsOf(program)).toEqual({
      G: [1_953_792, 4_096],
      E: [1_902_592, 2_048],
      D: [1_903_616, 2_048],
    });
    expect(linesOf(program, 'G')).toEqual([
      plain(50, 1024),
      `${plain(50, 1024)} < input:z`,
      `${norm} < fc1`,
      'relu → 1024',
      plain(1024, 1024),
      'add → 1024 < fc2, again',
      norm,
      'relu → 1024',
      plain(1024, 784),
      'sigmoid → 784',
    ]);
    expect(linesOf(program, 'E')).toEqual([
      'constant -1 → 50 < ',
      `${plain(784, 1024)} < input:x`,
      leaky,
      plain(1024, 1024),
      norm,
      leaky,
      plain(1024, 50),
      'sigmoid → 50',
      'add → 50 < sigmoid, sigmoid',
      'add → 50 < twice, minusOne',
    ]);
    expect(linesOf(program, 'D')).toEqual([
      plain(784, 1024),
      `${plain(50, 1024)} < input:z`,
      `${leaky} < fcX`,
      plain(1024, 1024),
      'add → 1024 < fc2, fcZ',
      norm,
      leaky,
      'dense kernel 1024×1 0 → 1',
    ]);
  });

  it('takes the gradients of D and of G with E from the same weights, and judges each half by itself', () => {
    const both = {
      order: 0,
      optimizer: 'adam beta1 0.5 beta2 0.999 epsilon 1e-8 weightDecay 0.000025',
      extras: [],
    };
    const phases = phasesOf(program);
    expect(phases).toMatchObject([
      {
        ...both,
        trains: 'D',
        losses: [
          '0.5 × adversarial non-saturating real (judgeReal.out)',
          '0.5 × adversarial non-saturating fake (judgeFake.out)',
        ],
        steps: [
          'draw data.image',
          'x = flatten(data.image)',
          'encode = E(x.out)',
          'draw noise.out',
          'decode = G(noise.out)',
          'judgeReal = D(x.out, encode.out)',
          'judgeFake = D(decode.out, noise.out)',
        ],
      },
      {
        ...both,
        trains: 'G + E',
        losses: [
          '0.5 × adversarial non-saturating generator 0 (judgeReal.out)',
          '0.5 × adversarial non-saturating generator 1 (judgeFake.out)',
        ],
        steps: [
          'draw data.image',
          'x = flatten(data.image)',
          'draw noise.out',
          "encode = E(x.out)'",
          "judgeReal = D(x.out, encode.out)'",
          "decode = G(noise.out)'",
          "judgeFake = D(decode.out, noise.out)'",
        ],
      },
    ]);
  });

  it('keeps its rate for half of the steps, then lets it fall to a hundredth', () => {
    const steps = program.length.type === 'steps' ? program.length.steps : 0;
    expect(steps).toBe(400 * Math.ceil(60_000 / 128));
    const rate = `exponential 0.0002 to 0.000002 over ${steps / 2}–${steps}`;
    expect(phasesOf(program).map((phase) => phase.rate)).toEqual([rate, rate]);
    const schedule = program.iteration[0]?.phases[0]?.learningRate;
    if (!schedule) throw new Error('no step');
    const rateAt = (share: number) => valueAt(schedule, share * steps);
    expect(rateAt(0.5)).toBe(0.0002);
    // The same factor every iteration: a tenth halfway down to a hundredth.
    expect(rateAt(0.75)).toBeCloseTo(0.00002, 12);
    expect(rateAt(1)).toBeCloseTo(0.000002, 12);
    expect(program.batchSize).toBe(128);
    expect(program.sources[0]?.feed?.transform).toMatchObject({ height: 28, range: 'unit' });
    expect(program.sources[1]?.params).toMatchObject({
      shape: [50],
      distribution: { type: 'uniform', low: -1, high: 1 },
    });
  });
});

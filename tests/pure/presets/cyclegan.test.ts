/** CycleGAN and the version of the notebook, against `presets.md`, the reference and the notebook. */
import { describe, expect, it } from 'vitest';
import {
  at,
  conv,
  GAUSSIAN,
  leaky,
  PYTORCH,
  relu,
  type Size,
  type Start,
  shape,
} from '../support/layer-lines.ts';
import { countsOf, linesOf, phasesOf, presetProgram } from '../support/preset-lines.ts';

const instance = (size: Size) => `instance-norm epsilon 0.00001 → ${shape(size)}`;
const reflect = (size: Size, by: number) =>
  `pad reflect ${by} ${by} ${by} ${by} → ${shape([size[0] + 2 * by, size[1]])}`;

/** CycleGAN's generator; `up` makes the layers that double the image and halve its channels. */
function residualGenerator(
  pixels: number,
  blocks: number,
  start: Start,
  up: (from: number, size: Size, isFirst: boolean) => string[],
): string[] {
  const sizes: Size[] = [
    [pixels, 64],
    [pixels / 2, 128],
    [pixels / 4, 256],
  ];
  const [wide, half, small] = [at(sizes, 0), at(sizes, 1), at(sizes, 2)];
  const tail = (size: Size) => [instance(size), relu(size)];
  const part = (index: number) => {
    const before = index === 0 ? 'relu2' : `body/${index - 1}/sum`;
    return [
      reflect(small, 1),
      conv('s1 valid', 3, 256, small, start),
      instance(small),
      relu(small),
      reflect(small, 1),
      conv('s1 valid', 3, 256, small, start),
      instance(small),
      `add → ${shape(small)} < ${before}, body/${index}/norm2`,
    ];
  };
  return [
    reflect([pixels, 3], 3),
    conv('s1 valid', 7, 3, wide, start),
    ...tail(wide),
    conv('s2 p1', 3, 64, half, start),
    ...tail(half),
    conv('s2 p1', 3, 128, small, start),
    ...tail(small),
    ...Array.from({ length: blocks }, (_, index) => part(index)).flat(),
    ...up(256, half, true),
    ...tail(half),
    ...up(128, wide, false),
    ...tail(wide),
    reflect(wide, 3),
    conv('s1 valid', 7, 64, [pixels, 3], start),
    `tanh → ${shape([pixels, 3])}`,
  ];
}

/** The last strided stage of 70×70 PatchGAN has stride 1, that of the notebook stride 2. */
function patchDiscriminator(sizes: readonly Size[], lastStride: number, start: Start): string[] {
  return sizes.flatMap((size, index) => {
    const stride = index === sizes.length - 1 ? lastStride : 2;
    const from = index === 0 ? 3 : at(sizes, index - 1)[1];
    return [
      conv(`s${stride} p1`, 4, from, size, start),
      ...(index === 0 ? [] : [instance(size)]),
      leaky(size),
    ];
  });
}

const CYCLE_STEPS = [
  'draw dataA.image',
  'draw dataB.image',
  'fakeB = AtoB(dataA.image)',
  'judgeFakeB = DB(fakeB.out)',
  'fakeA = BtoA(dataB.image)',
  'judgeFakeA = DA(fakeA.out)',
  'recoveredA = BtoA(fakeB.out)',
  'recoveredB = AtoB(fakeA.out)',
  'sameA = BtoA(dataA.image)',
  'sameB = AtoB(dataB.image)',
];
const cycleLosses = (fool: number, cycle: number, identity: number) => [
  `${fool} × adversarial least-squares generator (judgeFakeB.out)`,
  `${fool} × adversarial least-squares generator (judgeFakeA.out)`,
  `${cycle} × l1 (recoveredA.out, dataA.image)`,
  `${cycle} × l1 (recoveredB.out, dataB.image)`,
  `${identity} × l1 (sameA.out, dataA.image)`,
  `${identity} × l1 (sameB.out, dataB.image)`,
];
const HALVED = [
  '0.5 × adversarial least-squares real (realScoreA.out)',
  '0.5 × adversarial least-squares fake (poolScoreA.out)',
  '0.5 × adversarial least-squares real (realScoreB.out)',
  '0.5 × adversarial least-squares fake (poolScoreB.out)',
];

describe('cyclegan as published', () => {
  const program = presetProgram('cyclegan');
  const up = (from: number, size: Size) => [
    `conv2d-transpose s2 p1 o1 kernel 3×3×${size[1]}×${from} N(0, 0.02) bias ${size[1]} 0 → ${shape(size)}`,
  ];

  it.each([
    [9, 256, 11_378_179, 30],
    [6, 128, 7_837_699, 14],
  ])(
    'has the layers, first weights and numbers of %i blocks at %i²',
    (blocks, pixels, count, patch) => {
      const scaled = presetProgram('cyclegan', { imageSize: pixels, resize: pixels, blocks });
      expect(countsOf(scaled)).toEqual({
        AtoB: [count, 0],
        BtoA: [count, 0],
        DA: [2_764_737, 0],
        DB: [2_764_737, 0],
      });
      const generator = residualGenerator(pixels, blocks, GAUSSIAN, up);
      expect(linesOf(scaled, 'AtoB')).toEqual(generator);
      expect(linesOf(scaled, 'BtoA')).toEqual(generator);
      const sizes: Size[] = [
        [pixels / 2, 64],
        [pixels / 4, 128],
        [pixels / 8, 256],
        [pixels / 8 - 1, 512],
      ];
      const discriminator = [
        ...patchDiscriminator(sizes, 1, GAUSSIAN),
        conv('s1 p1', 4, 512, [patch, 1], GAUSSIAN),
      ];
      expect(linesOf(scaled, 'DA')).toEqual(discriminator);
      expect(linesOf(scaled, 'DB')).toEqual(discriminator);
    },
  );

  it('steps both generators, then both discriminators on pools of the images made before', () => {
    const steps = program.length.type === 'steps' ? program.length.steps : 0;
    const adam = {
      optimizer: 'adam beta1 0.5 beta2 0.999 epsilon 1e-8 weightDecay 0',
      rate: `linear 0.0002 to 0 over ${steps / 2}–${steps}`,
      extras: [],
    };
    expect(phasesOf(program)).toEqual([
      {
        ...adam,
        trains: 'AtoB + BtoA',
        order: 0,
        losses: cycleLosses(1, 10, 5),
        steps: CYCLE_STEPS,
      },
      {
        ...adam,
        trains: 'DA + DB',
        order: 1,
        losses: HALVED,
        steps: [
          'draw dataA.image',
          'recall fakeA.out',
          'poolA = pool(fakeA.out; 50, 0.5)',
          'draw dataB.image',
          'recall fakeB.out',
          'poolB = pool(fakeB.out; 50, 0.5)',
          'realScoreA = DA(dataA.image)',
          'poolScoreA = DA(poolA.out)',
          'realScoreB = DB(dataB.image)',
          'poolScoreB = DB(poolB.out)',
        ],
      },
    ]);
  });

  it('cuts 256² out of 286², mirrors half of the images, one of each domain at a time', () => {
    expect(program.sources.map(({ feed, batchSize }) => [feed?.select, batchSize])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    for (const { feed } of program.sources)
      expect(feed?.transform).toMatchObject({
        height: 256,
        width: 256,
        resize: [286, 286],
        isFlipped: true,
        range: 'symmetric',
      });
  });

  it('shows real A, fake B and recovered A, and the way back', () => {
    const sheets = program.views.filter(({ spec }) => spec.type === 'preview');
    expect(sheets.map(({ values }) => values.map(({ value }) => value))).toEqual([
      ['dataA.image', 'fakeB.out', 'recoveredA.out'],
      ['dataB.image', 'fakeA.out', 'recoveredB.out'],
    ]);
  });
});

describe('cyclegan-monet as the notebook has it', () => {
  const program = presetProgram('cyclegan-monet');

  it('has its layers, first weights and numbers', () => {
    expect(countsOf(program)).toEqual({
      AtoB: [12_558_339, 0],
      BtoA: [12_558_339, 0],
      DA: [2_764_737, 0],
      DB: [2_764_737, 0],
    });
    const up = (from: number, size: Size) => [
      `upsample factor 2 nearest → ${shape([size[0], from])}`,
      conv('s1 p1', 3, from, size, PYTORCH),
    ];
    expect(linesOf(program, 'AtoB')).toEqual(residualGenerator(128, 10, PYTORCH, up));
    const sizes: Size[] = [
      [64, 64],
      [32, 128],
      [16, 256],
      [8, 512],
    ];
    expect(linesOf(program, 'DA')).toEqual([
      ...patchDiscriminator(sizes, 2, PYTORCH),
      'pad zero 1 0 1 0 → 9×9×512',
      conv('s1 p1', 4, 512, [8, 1], PYTORCH),
    ]);
  });

  it('averages over the directions and has neither pool nor schedule', () => {
    const adam = {
      optimizer: 'adam beta1 0.9 beta2 0.999 epsilon 1e-8 weightDecay 0',
      rate: '0.0003',
      extras: [],
    };
    expect(phasesOf(program)).toMatchObject([
      {
        ...adam,
        trains: 'AtoB + BtoA',
        order: 0,
        losses: cycleLosses(0.5, 15 / 2, 5 / 2),
        steps: CYCLE_STEPS,
      },
      { ...adam, trains: 'DA + DB', order: 1, losses: HALVED },
    ]);
    expect(program.batchSize).toBe(16);
    for (const { feed } of program.sources) {
      expect(feed?.transform).toMatchObject({ height: 128, isFlipped: true });
      expect(feed?.transform).not.toHaveProperty('resize');
    }
  });
});

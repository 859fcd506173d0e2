/** pix2pix, SRGAN and inpainting, against `presets.md` and the reference of each. */
import { describe, expect, it } from 'vitest';
import {
  at,
  conv,
  GAUSSIAN,
  leaky,
  PYTORCH,
  relu,
  type Size,
  shape,
} from '../support/layer-lines.ts';
import { countsOf, linesOf, phasesOf, presetProgram } from '../support/preset-lines.ts';

describe('pix2pix as published', () => {
  const program = presetProgram('pix2pix');
  const norm = (size: Size) =>
    `batch-norm epsilon 0.00001 momentum 0.9 gain ${size[1]} N(1, 0.02) bias ${size[1]} 0 → ${shape(size)}`;

  it('has the layers, first weights and numbers of unet_256 and of PatchGAN', () => {
    expect(countsOf(program)).toMatchObject({ G: [54_413_955, 9_856], D: [2_768_705, 1_792] });
    const downs: Size[] = [
      [128, 64],
      [64, 128],
      [32, 256],
      [16, 512],
      [8, 512],
      [4, 512],
      [2, 512],
      [1, 512],
    ];
    const plain = (from: number, size: Size) =>
      `conv2d s2 p1 kernel 4×4×${from}×${size[1]} N(0, 0.02) → ${shape(size)}`;
    const down = (index: number) => [
      leaky(at(downs, index - 1)),
      plain(at(downs, index - 1)[1], at(downs, index)),
      ...(index === 7 ? [] : [norm(at(downs, index))]),
    ];
    // Where `skip` is activated once, the skip carries it so: the reference activates in place.
    const up = (index: number, size: Size, rate: number, skip: string) => {
      const from = index === 8 ? 512 : 2 * at(downs, index - 1)[1];
      const before: Size = [size[0] / 2, from];
      return [
        relu(before),
        `conv2d-transpose s2 p1 kernel 4×4×${size[1]}×${from} N(0, 0.02) → ${shape(size)}`,
        norm(size),
        `dropout rate ${rate} → ${shape(size)}`,
        `concat → ${shape([size[0], 2 * size[1]])} < ${skip}, u${index}/drop`,
      ];
    };
    expect(linesOf(program, 'G')).toEqual([
      plain(3, [128, 64]),
      ...[1, 2, 3, 4, 5, 6, 7].flatMap(down),
      ...up(8, [2, 512], 0, 'leaky'),
      ...up(7, [4, 512], 0.5, 'd7/leaky'),
      ...up(6, [8, 512], 0.5, 'd6/leaky'),
      ...up(5, [16, 512], 0.5, 'd5/leaky'),
      ...up(4, [32, 256], 0, 'd4/leaky'),
      ...up(3, [64, 128], 0, 'd3/leaky'),
      ...up(2, [128, 64], 0, 'd2/leaky'),
      relu([128, 128]),
      'conv2d-transpose s2 p1 kernel 4×4×3×128 N(0, 0.02) bias 3 0 → 256×256×3',
      'tanh → 256×256×3',
    ]);
    const stage = (how: string, from: number, size: Size) => [
      `conv2d ${how} kernel 4×4×${from}×${size[1]} N(0, 0.02) → ${shape(size)}`,
      norm(size),
      leaky(size),
    ];
    expect(linesOf(program, 'D')).toEqual([
      'concat → 256×256×6 < input:a, input:b',
      conv('s2 p1', 4, 6, [128, 64], GAUSSIAN),
      leaky([128, 64]),
      ...stage('s2 p1', 64, [64, 128]),
      ...stage('s2 p1', 128, [32, 256]),
      ...stage('s1 p1', 256, [31, 512]),
      conv('s1 p1', 4, 512, [30, 1], GAUSSIAN),
    ]);
  });

  it('halves D, then steps G on the same images with a hundred times L1', () => {
    const steps = program.length.type === 'steps' ? program.length.steps : 0;
    const adam = {
      optimizer: 'adam beta1 0.5 beta2 0.999 epsilon 1e-8 weightDecay 0',
      rate: `linear 0.0002 to 0 over ${steps / 2}–${steps}`,
      extras: [],
    };
    expect(phasesOf(program)).toEqual([
      {
        ...adam,
        trains: 'D',
        order: 0,
        losses: [
          '0.5 × adversarial non-saturating real (judgeReal.out)',
          '0.5 × adversarial non-saturating fake (judgeFake.out)',
        ],
        steps: [
          'draw data.imageA, data.imageB',
          'generator = G(data.imageA)',
          'judgeReal = D(data.imageA, data.imageB)',
          'judgeFake = D(data.imageA, generator.out)',
        ],
      },
      {
        ...adam,
        trains: 'G',
        order: 1,
        losses: [
          '1 × adversarial non-saturating generator (judgeFake.out)',
          '100 × l1 (generator.out, data.imageB)',
        ],
        steps: [
          'draw data.imageA, data.imageB',
          "generator = G(data.imageA)'",
          'judgeFake = D(data.imageA, generator.out)',
        ],
      },
    ]);
    expect(program.batchSize).toBe(1);
    expect(program.sources[0]?.feed).toMatchObject({
      select: 'pairs',
      transform: { height: 256, resize: [286, 286], isFlipped: true },
    });
  });
});

describe('srgan as published', () => {
  const program = presetProgram('srgan');
  const norm = (size: Size) =>
    `batch-norm epsilon 0.00001 momentum 0.9 gain ${size[1]} 1 bias ${size[1]} 0 → ${shape(size)}`;
  const prelu = (size: Size) => `prelu slope 1 0.25 → ${shape(size)}`;

  it('has the layers, first weights and numbers of 16 blocks and 4×', () => {
    expect(countsOf(program)).toMatchObject({ G: [1_549_462, 4_224], D: [23_565_505, 3_712] });
    const low: Size = [24, 64];
    const block = (index: number) => [
      conv('s1 same', 3, 64, low, PYTORCH),
      norm(low),
      prelu(low),
      conv('s1 same', 3, 64, low, PYTORCH),
      norm(low),
      `add → ${shape(low)} < ${index === 0 ? 'act' : `body/${index - 1}/sum`}, body/${index}/norm2`,
    ];
    const grow = (pixels: number) => [
      conv('s1 same', 3, 64, [pixels, 256], PYTORCH),
      `pixel-shuffle factor 2 → ${shape([2 * pixels, 64])}`,
      prelu([2 * pixels, 64]),
    ];
    expect(linesOf(program, 'G')).toEqual([
      conv('s1 same', 9, 3, low, PYTORCH),
      prelu(low),
      ...Array.from({ length: 16 }, (_, index) => block(index)).flat(),
      conv('s1 same', 3, 64, low, PYTORCH),
      norm(low),
      `add → ${shape(low)} < act, norm`,
      ...grow(24),
      ...grow(48),
      conv('s1 same', 9, 64, [96, 3], PYTORCH),
      'tanh → 96×96×3',
    ]);
    const stage = (stride: number, from: number, size: Size) => [
      conv(`s${stride} p1`, 3, from, size, PYTORCH),
      norm(size),
      leaky(size),
    ];
    expect(linesOf(program, 'D')).toEqual([
      conv('s1 p1', 3, 3, [96, 64], PYTORCH),
      leaky([96, 64]),
      ...stage(2, 64, [48, 64]),
      ...stage(1, 64, [48, 128]),
      ...stage(2, 128, [24, 128]),
      ...stage(1, 128, [24, 256]),
      ...stage(2, 256, [12, 256]),
      ...stage(1, 256, [12, 512]),
      ...stage(2, 512, [6, 512]),
      'flatten → 18432',
      'dense kernel 18432×1024 pytorch bias 1024 pytorch → 1024',
      'leaky-relu slope 0.2 → 1024',
      'dense kernel 1024×1 pytorch bias 1 pytorch → 1',
    ]);
  });

  it('weighs the pixels a thousand times as much as the discriminator', () => {
    const adam = { optimizer: 'adam beta1 0.9 beta2 0.999 epsilon 1e-8 weightDecay 0', extras: [] };
    const phases = phasesOf(program);
    expect(phases).toMatchObject([
      {
        ...adam,
        trains: 'D',
        losses: [
          '1 × adversarial non-saturating real (judgeReal.out)',
          '1 × adversarial non-saturating fake (judgeFake.out)',
        ],
      },
      {
        ...adam,
        trains: 'G',
        losses: [
          '1 × mse (generator.out, data.high)',
          '0.001 × adversarial non-saturating generator (judgeFake.out)',
        ],
      },
    ]);
    expect(program.batchSize).toBe(16);
    expect(program.sources[0]?.feed).toMatchObject({ select: 'resolutions', factor: 4 });
  });

  it('trains for 100,000 iterations at 1e-4 and as many at a tenth of that', () => {
    expect(program.length).toEqual({ type: 'steps', steps: 200_000 });
    const rate = '0.0001 from 0, 0.00001 from 100000';
    expect(phasesOf(program).map((phase) => phase.rate)).toEqual([rate, rate]);
  });
});

describe('inpaint', () => {
  const program = presetProgram('inpaint');

  it('weighs L1 over the pixels of the hole 0.999, and the discriminator 0.001', () => {
    const hole = 0.5 * 0.5;
    expect(phasesOf(program)).toMatchObject([
      { trains: 'D', order: 0 },
      {
        trains: 'G',
        order: 1,
        losses: [
          `${0.999 / hole} × l1 (filling.out, wanted.out)`,
          '0.001 × adversarial non-saturating generator (judgeFake.out)',
        ],
      },
    ]);
    expect(program.sources[1]?.params).toMatchObject({ shape: 'center', size: 0.5 });
  });

  it('gives G nothing of what it must make up, and D the picture with only the hole made', () => {
    const [, generator] = phasesOf(program);
    expect(generator?.steps).toEqual([
      'draw data.image',
      'draw mask.mask, mask.keep',
      'masked = multiply(data.image, mask.keep)',
      'wanted = multiply(data.image, mask.mask)',
      "generator = G(masked.out, mask.mask)'",
      'filling = multiply(generator.out, mask.mask)',
      'filled = add(masked.out, filling.out)',
      'judgeFake = D(filled.out)',
    ]);
  });
});

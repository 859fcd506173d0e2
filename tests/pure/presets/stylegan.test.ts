/** StyleGAN at one resolution and growing, against `presets.md` and NVlabs/stylegan. */
import { describe, expect, it } from 'vitest';
import { countsOf, linesOf, phasesOf, presetProgram } from '../support/preset-lines.ts';

type Size = readonly [pixels: number, channels: number];
const shape = ([pixels, channels]: Size) => `${pixels}×${pixels}×${channels}`;
const leaky = (size: Size, from = '') => `leaky-relu slope 0.2 → ${shape(size)}${from}`;

/** Gain √2 (1 for styles, RGB and the score), every weight N(0, 1), every bias 0. */
const SQRT2 = '×1.41421';
const conv = (kernel: number, from: number, size: Size, gain = SQRT2, bias = true) =>
  `conv2d s1 same equalized ${gain} kernel ${kernel}×${kernel}×${from}×${size[1]} N(0, 1)${bias ? ` bias ${size[1]} 0` : ''} → ${shape(size)}`;
const dense = (from: number, to: number, gain = SQRT2) =>
  `dense equalized ${gain} kernel ${from}×${to} N(0, 1) bias ${to} 0 → ${to}`;
const channelsAt = (pixels: number) => Math.min(8192 / (pixels / 2), 512);

/** Noise and bias, leaky ReLU, instance norm and the style of layer number `layer`. */
const epilogue = (size: Size, layer: number, path: string, from = '') => [
  `noise-injection strength ${size[1]} 0 bias ${size[1]} 0 → ${shape(size)}${from}`,
  `slice ${layer} → 512 < input:w`,
  leaky(size, ` < ${path}/noise`),
  `${dense(512, 2 * size[1], '×1')} < ${path}/pick`,
  `adain epsilon 1e-8 → ${shape(size)} < ${path}/leaky, ${path}/style`,
];

const start = [
  'learned-constant value 4×4×512 1 → 4×4×512 < ',
  ...epilogue([4, 512], 0, 'style0'),
  conv(3, 512, [4, 512], SQRT2, false),
  ...epilogue([4, 512], 1, 'style1'),
];

/** An up-convolution with a blur behind it, a convolution, and both their styles. */
const doubled = (size: Size, layer: number, path: string, from = '') => {
  const before = channelsAt(size[0] / 2);
  return [
    `upsample factor 2 nearest → ${shape([size[0], before])}${from}`,
    conv(3, before, size, SQRT2, false),
    `blur s1 [1,2,1] → ${shape(size)}`,
    ...epilogue(size, layer, `${path}/style0`),
    conv(3, size[1], size, SQRT2, false),
    ...epilogue(size, layer + 1, `${path}/style1`),
  ];
};

/** A convolution, a blur, and a convolution of which every four pixels are averaged. */
const halved = (pixels: number, from = '') => {
  const [size, next]: [Size, Size] = [
    [pixels, channelsAt(pixels)],
    [pixels / 2, channelsAt(pixels / 2)],
  ];
  return [
    conv(3, size[1], size) + from,
    leaky(size),
    `blur s1 [1,2,1] → ${shape(size)}`,
    conv(3, size[1], [pixels, next[1]]),
    `avg-pool s2 valid 2 → ${shape(next)}`,
    leaky(next),
  ];
};

const last = [
  'minibatch-stddev groupSize 4 → 4×4×513',
  conv(3, 513, [4, 512]),
  leaky([4, 512]),
  'flatten → 8192',
  dense(8192, 512),
  'leaky-relu slope 0.2 → 512',
  dense(512, 1, '×1'),
];

const mapping = [
  'pixel-norm epsilon 1e-8 → 512',
  ...Array.from({ length: 8 }, () => [
    `dense equalized ${SQRT2} lr ×0.01 kernel 512×512 N(0, 100) bias 512 0 → 512`,
    'leaky-relu slope 0.2 → 512',
  ]).flat(),
  'truncate psi 0.7 decay 0.995 → 512',
];

const sizes = [8, 16, 32, 64];

describe('stylegan as published', () => {
  const program = presetProgram('stylegan');

  it('has the layers, first weights and numbers of its reference at 64²', () => {
    expect(countsOf(program)).toEqual({
      mapping: [2_101_248, 512],
      synthesis: [23_030_531, 0],
      D: [22_489_857, 0],
    });
    expect(linesOf(program, 'mapping')).toEqual(mapping);
    expect(linesOf(program, 'synthesis')).toEqual([
      ...start,
      ...sizes.flatMap((pixels, index) =>
        doubled([pixels, channelsAt(pixels)], 2 * index + 2, `r${pixels}`),
      ),
      conv(1, 256, [64, 3], '×1'),
    ]);
    expect(linesOf(program, 'D')).toEqual([
      conv(1, 3, [64, 256]),
      leaky([64, 256]),
      ...[64, 32, 16, 8].flatMap((pixels) => halved(pixels)),
      ...last,
    ]);
  });

  it('counts what the paper’s layers count', () => {
    const synthesis = program.networks.find(({ name }) => name === 'synthesis');
    const countOf = (prefix: string) =>
      (synthesis?.layers ?? [])
        .filter(({ id }) => id.startsWith(prefix))
        .flatMap(({ weights }) => weights.map((w) => w.shape.reduce((a, b) => a * b, 1)))
        .reduce((sum, count) => sum + count, 0);
    expect(countOf('r16/')).toBe(2 * 2_885_632);
    expect(countOf('constant') + countOf('style0/')).toBe(8_192 + 512 + 512 + 525_312);
  });

  it('penalises D at real images in every step, mixes styles and averages the generator', () => {
    const adam = {
      optimizer: 'adam beta1 0 beta2 0.99 epsilon 1e-8 weightDecay 0',
      rate: '0.001',
    };
    // Half of the weight is gone after ten thousand images.
    const decay = Number((0.5 ** (32 / 10_000)).toPrecision(6));
    expect(phasesOf(program)).toEqual([
      {
        ...adam,
        trains: 'D',
        order: 0,
        losses: [
          '1 × adversarial non-saturating real (judgeReal.out)',
          '1 × adversarial non-saturating fake (judgeFake.out)',
          '10 × r1 (data.image)',
        ],
        steps: [
          'draw data.image',
          'draw zD.out',
          'mapD = mapping(zD.out)',
          'draw zD2.out',
          'mapD2 = mapping(zD2.out)',
          'mixD = style-mix(mapD.out, mapD2.out)',
          'fake = synthesis(mixD.out)',
          'judgeReal = D(data.image)',
          'judgeFake = D(fake.out)',
        ],
        extras: [],
      },
      {
        ...adam,
        trains: 'mapping + synthesis',
        order: 1,
        losses: ['1 × adversarial non-saturating generator (judgeMade.out)'],
        steps: [
          'draw zG.out',
          'draw zG2.out',
          'mapG = mapping(zG.out)',
          'mapG2 = mapping(zG2.out)',
          'mixG = style-mix(mapG.out, mapG2.out)',
          'made = synthesis(mixG.out)',
          'judgeMade = D(made.out)',
        ],
        extras: [`average ${decay}`],
      },
    ]);
    const mixes = program.iteration.flatMap(({ phases }) =>
      phases.flatMap(({ prologue, forward }) =>
        [...prologue, ...forward].flatMap((step) =>
          step.type === 'operate' && step.kind === 'style-mix' ? [step.params] : [],
        ),
      ),
    );
    expect(mixes).toEqual(Array(2).fill({ layers: 10, probability: 0.9, crossover: null }));
  });
});

describe('stylegan-growing as published', () => {
  const program = presetProgram('stylegan-growing');
  const ramps = program.networks
    .find(({ name }) => name === 'synthesis')
    ?.layers.flatMap(({ kind, params }) => (kind === 'schedule' ? [params.value] : [])) as {
    from: number;
    to: number;
    start: number;
    end: number;
  }[];
  const schedule = (index: number) => `schedule ${JSON.stringify(ramps[index])} →  < `;

  it('has a ToRGB and a FromRGB for each resolution, and the numbers of its reference at 64²', () => {
    const counts = countsOf(program);
    expect((counts.mapping?.[0] ?? 0) + (counts.synthesis?.[0] ?? 0)).toBe(25_137_935);
    expect(counts.D).toEqual([22_498_049, 0]);
    expect(linesOf(program, 'mapping')).toEqual(mapping);
    expect(linesOf(program, 'synthesis')).toEqual([
      ...start,
      conv(1, 512, [4, 3], '×1'),
      ...sizes.flatMap((pixels, index) => {
        const path = `r${pixels}`;
        const features = index === 0 ? 'style1/adain' : `r${pixels / 2}/larger/style1/adain`;
        const image = index === 0 ? 'rgb4' : `r${pixels / 2}/blend`;
        return [
          schedule(index),
          ...doubled(
            [pixels, channelsAt(pixels)],
            2 * index + 2,
            `${path}/larger`,
            ` < ${features}`,
          ),
          `upsample factor 2 nearest → ${shape([pixels, 3])} < ${image}`,
          `${conv(1, channelsAt(pixels), [pixels, 3], '×1')} < ${path}/larger/style1/adain`,
          `lerp → ${shape([pixels, 3])} < ${path}/up, ${path}/toRgb, ${path}/alpha`,
        ];
      }),
    ]);
    expect(linesOf(program, 'D')).toEqual([
      conv(1, 3, [64, 256]),
      leaky([64, 256]),
      ...[64, 32, 16, 8].flatMap((pixels, index) => {
        const path = `h${pixels}`;
        const next: Size = [pixels / 2, channelsAt(pixels / 2)];
        return [
          schedule(3 - index),
          ...halved(pixels, ` < ${index === 0 ? 'leaky' : `h${2 * pixels}/blend`}`),
          `avg-pool s2 valid 2 → ${shape([next[0], 3])} < ${index === 0 ? 'input:image' : `h${2 * pixels}/half`}`,
          conv(1, 3, next),
          leaky(next),
          `lerp → ${shape(next)} < ${path}/leaky, ${path}/smaller/leaky1, ${path}/alpha`,
        ];
      }),
      ...last,
    ]);
  });

  it('fades one resolution in after the other, and rests as long between', () => {
    const fade = (ramps[0]?.end ?? 0) - (ramps[0]?.start ?? 0);
    // 600 thousand images for each fade and each rest.
    expect(Math.abs(fade * program.batchSize - 600_000)).toBeLessThan(10_000);
    expect(ramps).toEqual(
      sizes.map((_, index) => ({
        type: 'linear',
        from: 0,
        to: 1,
        start: fade * (2 * index + 1),
        end: fade * (2 * index + 2),
      })),
    );
    const from = ramps.flatMap(({ start: begin, end }) => [begin + 1, end]);
    expect(program.stages.map((stage) => stage.from)).toEqual([0, ...from]);
  });

  it('trains as StyleGAN at one resolution does', () => {
    expect(phasesOf(program)).toEqual(phasesOf(presetProgram('stylegan')));
  });
});

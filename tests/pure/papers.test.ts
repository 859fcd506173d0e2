/**
 * Networks of other papers, written as documents by hand: each compiles without a problem to the numbers that its
 * authors' code or a PyTorch module of the same layers has, and to its shapes.
 */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { readDocument } from '../../src/graph/read.ts';
import * as classifiers from '../fixtures/papers/classifiers.ts';
import * as domains from '../fixtures/papers/domains.ts';
import * as inpainting from '../fixtures/papers/inpainting.ts';
import * as objectives from '../fixtures/papers/objectives.ts';
import * as pairs from '../fixtures/papers/pairs.ts';
import * as resnets from '../fixtures/papers/resnets.ts';
import * as sound from '../fixtures/papers/sound.ts';
import * as styles from '../fixtures/papers/styles.ts';
import { countsOf } from './support/preset-lines.ts';

/** Trainable numbers and the shapes of the outputs. */
type Networks = Readonly<Record<string, readonly [count: number, ...outputs: string[]]>>;
type Case = readonly [name: string, document: Document, networks: Networks];

const vitB = classifiers.vit({
  classes: 1000,
  pixels: 256,
  patch: 16,
  width: 768,
  heads: 12,
  layers: 12,
});

const wide = (size: number) => Math.min(32_768 / size, 512);

const CASES: readonly Case[] = [
  [
    // pfnet-research/sngan_projection: 4.3 and 1.05 million.
    'SNGAN for CIFAR-10',
    resnets.sngan(256, 128),
    { G: [4_276_739, '32×32×3'], D: [1_053_824, '1'] },
  ],
  [
    'SAGAN at 128², a thousand classes',
    resnets.sagan({ classes: 1000, g: 64, d: 64 }),
    { G: [41_898_628, '128×128×3'], D: [39_451_330, '1'] },
  ],
  [
    'BigGAN at 32² with 64 channels',
    resnets.smallBiggan(10, 64, 64),
    { G: [4_287_235, '32×32×3'], D: [264_768, '1'] },
  ],
  [
    // ajbrock/BigGAN-PyTorch prints 70433988 and 87982370.
    'BigGAN at 128², a thousand classes',
    resnets.biggan128(1000, 96),
    { G: [70_433_988, '128×128×3'], D: [87_982_370, '1'] },
  ],
  [
    // torchvision: 11,689,512.
    'ResNet-18 as a discriminator',
    resnets.against('ResNet-18', resnets.resnet18(1000, 64, 64), 64),
    { D: [11_689_512, '1000'] },
  ],
  [
    // Keras: 4,231,976 trainable of 4,253,864.
    'MobileNet as a discriminator',
    resnets.against('MobileNet', resnets.mobilenet(1000, 64, 32), 64),
    { D: [4_231_976, '1000'] },
  ],
  [
    // torchvision: 25,028,904.
    'ResNeXt-50 32×4d as a discriminator',
    resnets.against(
      'ResNeXt-50',
      classifiers.resnext({
        classes: 1000,
        pixels: 64,
        width: 64,
        groups: 32,
        depths: [3, 4, 6, 3],
      }),
      64,
    ),
    { D: [25_028_904, '1000'] },
  ],
  [
    // torchvision: 86,567,656 at 224², where it learns 197 places; here it is 257.
    'ViT-B/16 as a discriminator',
    resnets.against('ViT-B/16', vitB.D, 256, { Encoder: vitB.block }),
    { D: [86_567_656 + (257 - 197) * 768, '1000'] },
  ],
  [
    // clovaai/stargan-v2 prints 2438272, 20916928 and 20852290 for faces; G is that for animals.
    'StarGAN v2 at 256², two domains',
    domains.starganV2({ pixels: 256, domains: 2, width: 64, most: 512, style: 64, latent: 16 }),
    {
      G: [33_892_995, '256×256×3'],
      M: [2_438_272, '64'],
      E: [20_916_928, '64'],
      D: [20_852_290, '1'],
    },
  ],
  [
    'WaveGAN for a second of sound',
    sound.wavegan({ levels: 5, width: 64 }),
    { G: [19_065_345, '16384×1×1'], D: [17_427_969, '1'] },
  ],
  [
    // Of the discriminator: global, local and what joins them.
    'globally and locally consistent completion at 256²',
    inpainting.completion({ pixels: 256, width: 64, features: 1024 }),
    { G: [6_072_131, '256×256×3'], D: [25_808_384 + 19_253_248 + 2049, '1'] },
  ],
  [
    // tkarras/progressive_growing_of_gans at 1024², all resolutions: 23.1 million each.
    'ProGAN at 1024²',
    styles.progan({ pixels: 1024, base: 8192, most: 512, fade: 37_500 }),
    { G: [23_079_115, '1024×1024×3'], D: [23_087_249, '1'] },
  ],
  [
    // Mapping and synthesis, with a ToRGB at every resolution.
    'StyleGAN at 256²',
    styles.stylegan({ pixels: 256, base: 8192, most: 512, fade: 37_500 }),
    { G: [26_086_229, '256×256×3'], D: [23_052_353, '1'] },
  ],
  [
    // NVlabs/stylegan prints 26219627 and 23087249.
    'StyleGAN at 1024²',
    styles.stylegan({ pixels: 1024, base: 8192, most: 512, fade: 37_500 }),
    { G: [26_219_627, '1024×1024×3'], D: [23_087_249, '1'] },
  ],
  [
    // Mapping and synthesis together 30,370,060, as the published configuration F has.
    'StyleGAN2 at 1024²',
    styles.stylegan2({ pixels: 1024, channels: wide, w: 512, layers: 8 }),
    { M: [2_101_248, '512'], G: [28_268_812, '1024×1024×3'], D: [29_012_513, '1'] },
  ],
  [
    'StyleGAN2 at 256²',
    styles.stylegan2({ pixels: 256, channels: wide, w: 512, layers: 8 }),
    { M: [2_101_248, '512'], G: [27_933_090, '256×256×3'], D: [28_864_129, '1'] },
  ],
  [
    'a decoder like that of FUNIT',
    styles.funit({ pixels: 128, width: 64 }),
    { G: [17_713_667, '128×128×3'] },
  ],
  ['AdaLIN as in U-GAT-IT', styles.adalin({ pixels: 64, width: 64 }), { G: [167_552, '64×64×3'] }],
  [
    'InfoGAN for MNIST',
    objectives.infogan({ width: 64 }),
    { G: [6_652_481, '28×28×1'], D: [6_559_169, '1', '1024'], Q: [133_004, '10', '2'] },
  ],
  [
    // The authors' code prints 8,430,528 for G with five domains.
    'StarGAN at 128²',
    objectives.stargan({ pixels: 128, width: 64, blocks: 6, domains: 5, levels: 6 }),
    { G: [8_430_528, '128×128×3'], D: [44_762_048, '2×2×1', '5'] },
  ],
  [
    // xinntao/ESRGAN: 16,697,987; against Real-ESRGAN's U-Net.
    'ESRGAN with 23 blocks',
    pairs.esrgan({ pixels: 32, filters: 64, growth: 32, blocks: 23 }),
    { G: [16_697_987, '128×128×3'], D: [4_376_897, '128×128×1'] },
  ],
  ['LSGAN', pairs.lsgan({ width: 64 }), { G: [15_251_971, '28×28×3'], D: [1_034_113, '1'] }],
  ['DRAGAN', pairs.dragan({ width: 64 }), { G: [765_761, '28×28×1'], D: [138_561, '1'] }],
  [
    'CoGAN with shared halves',
    objectives.cogan({ width: 64 }),
    {
      Gdeep: [105_472, '1024'],
      GA: [803_600, '784'],
      GB: [803_600, '784'],
      DA: [401_920, '512'],
      DB: [401_920, '512'],
      Ddeep: [513, '1'],
    },
  ],
  [
    'VAE-GAN for MNIST',
    objectives.vaegan({ width: 64 }),
    { E: [935_616, '64', '64'], G: [552_513, '28×28×1'], D: [138_561, '1', '6272'] },
  ],
  [
    'BEGAN at 64²',
    objectives.began({ pixels: 64, width: 128, code: 64 }),
    { G: [1_716_611, '64×64×3'], D: [13_552_451, '64×64×3'] },
  ],
];

describe('networks of papers', () => {
  it.each(CASES)('%s compiles to its numbers and shapes', (_, written, expected) => {
    const { document, problems: unread } = readDocument(JSON.stringify(written));
    expect(unread).toEqual([]);
    if (!document) throw new Error('not read');
    const { program, problems } = compile(document);
    // What a browser's graphics memory may not hold is not wrong.
    expect(problems.filter(({ code }) => code !== 'memory.too-much')).toEqual([]);
    if (!program) throw new Error('not compiled');
    const counts = countsOf(program);
    const found = program.networks
      .filter(({ name }) => name in expected)
      .map(({ name, outputs }) => [
        name,
        [counts[name]?.[0], ...outputs.map(({ shape }) => shape.join('×'))],
      ]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it('grow in as many stages as ProGAN fades', () => {
    const { program } = compile(styles.progan({ pixels: 64, base: 256, most: 16, fade: 1 }));
    expect(program?.stages.map(({ from }) => from)).toEqual([0, 2, 4, 6, 8]);
  });
});

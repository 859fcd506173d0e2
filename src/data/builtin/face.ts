/** What makes one cartoon face, drawn at random. The class says whether it has glasses (odd) and a hat (two and three). */

import type { Random } from '../random.ts';
import { between, type Color, hex, hsl, varied } from './draw/color.ts';

const SKIN: [Color, ...Color[]] = [
  hex('#fde0cc'),
  hex('#f2c19c'),
  hex('#d89a6c'),
  hex('#a96a3f'),
  hex('#6f4024'),
  hex('#472816'),
];
const HAIR: [Color, ...Color[]] = [
  hex('#16110f'),
  hex('#4a2a16'),
  hex('#7d4a22'),
  hex('#b5562a'),
  hex('#d9a441'),
  hex('#f0dc9a'),
  hex('#b9b9bd'),
];
const IRIS: [Color, ...Color[]] = [hex('#3a2412'), hex('#5b7a3a'), hex('#3d7ca8'), hex('#7fb2cf')];

export type Face = ReturnType<typeof createFace>;

export function createFace(label: number, random: Random) {
  const isDyed = random.uniform() < 0.15;
  const width = random.between(0.225, 0.285);
  return {
    random,
    hasGlasses: label % 2 === 1,
    hasHat: label >= 2,
    ground: hsl(random.uniform(), random.between(0.3, 0.75), random.between(0.55, 0.85)),
    skin: varied(between(SKIN, random), 0.02, random),
    hair: isDyed ? hsl(random.uniform(), 0.6, 0.5) : varied(between(HAIR, random), 0.02, random),
    style: random.below(5),
    shirt: hsl(random.uniform(), random.between(0.4, 0.8), random.between(0.35, 0.6)),
    accent: hsl(random.uniform(), random.between(0.5, 0.9), random.between(0.35, 0.6)),
    x: 0.5 + random.between(-0.02, 0.02),
    y: 0.53 + random.between(-0.02, 0.02),
    width,
    height: width * random.between(1.15, 1.35),
    eyeGap: random.between(0.085, 0.115),
    eyeSize: random.between(0.038, 0.056),
    iris: between(IRIS, random),
    gaze: random.between(-0.014, 0.014),
    brow: random.between(-0.03, 0.03),
    smile: random.between(-0.045, 0.085),
    mouth: random.between(0.07, 0.115),
    isOpen: random.uniform() < 0.35,
    nose: random.between(0.018, 0.034),
    blush: random.between(0, 0.45),
    hasBeard: random.uniform() < 0.18,
  };
}

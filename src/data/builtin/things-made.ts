/** A house, a bag, a mug, a car, a boat: what a line drawing shows of them settles their colours. */

import type { Random } from '../random.ts';
import { hex } from './draw/color.ts';
import { both, circle, edge, ellipse, polygon, roundedBox } from './draw/outline.ts';
import { part, type Thing } from './thing.ts';

export function house(random: Random): Thing {
  const [half, wall] = [random.between(0.55, 0.8), random.between(0.5, 0.8)];
  const floor = 0.85;
  const eaves = floor - wall;
  const ridge = eaves - random.between(0.4, 0.62);
  const windows = 1 + random.below(2);
  return {
    sky: [hex('#a9d8f5'), hex('#8cbf5a')],
    turn: 0,
    parts: [
      part(roundedBox(half * 0.4, ridge - 0.02, half * 0.4 + 0.18, eaves), '#8d6e63'),
      part(roundedBox(-half, eaves, half, floor), windows === 1 ? '#f3e3c3' : '#e9b872'),
      part(
        polygon([
          [0, ridge],
          [half + 0.16, eaves + 0.03],
          [-half - 0.16, eaves + 0.03],
        ]),
        '#b8432f',
      ),
      part(roundedBox(-half * 0.2 - 0.13, floor - 0.46, -half * 0.2 + 0.13, floor), '#6b4226'),
      ...Array.from({ length: windows }, (_, k) => {
        const x = half * (k === 0 ? 0.58 : -0.75);
        return part(roundedBox(x - 0.11, eaves + 0.16, x + 0.11, eaves + 0.4), '#7fc4e8');
      }),
    ],
  };
}

export function bag(random: Random): Thing {
  const [top, low] = [random.between(0.45, 0.7), random.between(0.62, 0.85)];
  const isFlat = random.uniform() < 0.5;
  const color = isFlat ? '#8a4b2d' : '#2f6f73';
  const flap = random.between(0.1, 0.35);
  return {
    sky: [hex('#f4ece2'), hex('#ddd0c2')],
    turn: random.between(-0.08, 0.08),
    parts: [
      part(edge(ellipse(0, -0.25, top * 0.62, random.between(0.35, 0.6)), 0.1), '#c9a063'),
      part(
        isFlat
          ? polygon([
              [-top, -0.25],
              [top, -0.25],
              [low, 0.75],
              [-low, 0.75],
            ])
          : roundedBox(-low, -0.25, low, 0.75, 0.28),
        color,
      ),
      part(
        polygon([
          [-top, -0.25],
          [top, -0.25],
          [top * 0.8, flap],
          [-top * 0.8, flap],
        ]),
        isFlat ? '#a9653d' : '#3f8f8f',
      ),
      part(circle(0, flap, 0.09), '#f0cf6a'),
    ],
  };
}

export function mug(random: Random): Thing {
  const [half, height] = [random.between(0.42, 0.58), random.between(0.5, 0.75)];
  const bands = random.below(3);
  const color = ['#4f7fc9', '#d9534f', '#5bab68'][bands] ?? '#4f7fc9';
  const body = roundedBox(-half - 0.12, -height, half - 0.12, height, 0.12);
  return {
    sky: [hex('#fbf3d6'), hex('#d9b98a')],
    turn: 0,
    parts: [
      part(edge(ellipse(half - 0.08, 0, 0.32, height * 0.55), 0.15), color),
      part(body, color),
      ...Array.from({ length: bands }, (_, k) =>
        part(both(body, roundedBox(-1, 0.32 * k - 0.2, 1, 0.32 * k - 0.02)), '#fdfaf2'),
      ),
      part(ellipse(-0.12, -height + 0.06, half, 0.13), '#5a3a22'),
    ],
  };
}

export function car(random: Random): Thing {
  const [cabin, roof] = [random.between(0.38, 0.58), random.between(0.35, 0.55)];
  const isLong = random.uniform() < 0.5;
  const back = isLong ? -0.75 : -0.35;
  const color = isLong ? '#3d8f5f' : '#d8342c';
  const wheel = random.between(0.19, 0.25);
  const wheels = [-0.52, 0.52].flatMap((x) => [
    part(circle(x, 0.46, wheel), '#2b2b30'),
    part(circle(x, 0.46, wheel * 0.45), '#c9ccd2'),
  ]);
  return {
    sky: [hex('#cfe8f7'), hex('#9a9a9e')],
    turn: 0,
    parts: [
      part(
        polygon([
          [back, 0.05],
          [back + 0.14, -roof],
          [cabin - 0.2, -roof],
          [cabin, 0.05],
        ]),
        color,
      ),
      part(
        polygon([
          [back + 0.12, 0],
          [back + 0.2, -roof + 0.1],
          [0, -roof + 0.1],
          [0, 0],
        ]),
        '#a8dcf0',
      ),
      part(
        polygon([
          [0.08, 0],
          [0.08, -roof + 0.1],
          [cabin - 0.25, -roof + 0.1],
          [cabin - 0.11, 0],
        ]),
        '#a8dcf0',
      ),
      part(roundedBox(-0.95, 0, 0.95, 0.46, 0.13), color),
      part(circle(0.85, 0.17, 0.08), '#ffe680'),
      ...wheels,
    ],
  };
}

export function boat(random: Random): Thing {
  const [wide, mast] = [random.between(0.7, 0.9), random.between(-0.95, -0.75)];
  const hasTwo = random.uniform() < 0.5;
  const sail = polygon([
    [0.08, mast + 0.1],
    [random.between(0.55, 0.75), 0.28],
    [0.08, 0.28],
  ]);
  const fore = polygon([
    [-0.08, mast + 0.25],
    [-0.08, 0.28],
    [-0.6, 0.28],
  ]);
  return {
    sky: [hex('#bfe6fa'), hex('#2e7fb5')],
    turn: random.between(-0.1, 0.1),
    parts: [
      part(roundedBox(-0.04, mast, 0.04, 0.4), '#7a4f2a'),
      part(
        polygon([
          [0.04, mast],
          [0.34, mast + 0.09],
          [0.04, mast + 0.18],
        ]),
        '#f2c230',
      ),
      part(sail, '#fbf7ec'),
      ...(hasTwo ? [part(fore, '#f0d9b5')] : []),
      part(
        polygon([
          [-wide, 0.38],
          [wide, 0.38],
          [wide - 0.28, 0.8],
          [-wide + 0.22, 0.8],
        ]),
        hasTwo ? '#2c3e70' : '#a8322d',
      ),
    ],
  };
}

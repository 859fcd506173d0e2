/**
 * How people write the ten digits: for each, several variants, each a few pen strokes through hand-placed
 * points. Points are percent of a box, y downwards; the pen runs smoothly through them except where `!` marks
 * a corner; `|` lifts it.
 */

export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  readonly isCorner: boolean;
}

export type Glyph = readonly (readonly StrokePoint[])[];

const SOURCES: readonly (readonly string[])[] = [
  [
    // 0: oval; narrow; started at the side; with the ends crossing at the top
    '52,2 24,14 10,50 24,86 50,98 76,86 90,50 78,14 52,2 40,4',
    '54,1 34,18 27,52 36,88 51,99 67,86 74,48 68,14 54,1',
    '78,20 56,3 30,12 14,46 22,84 46,98 72,88 87,54 80,22 70,12',
    '66,6 38,6 16,34 14,66 34,96 62,95 84,68 86,34 68,10 44,2 30,8',
  ],
  [
    // 1: bare; leaning; with a flag; with flag and foot; slightly bowed
    '50,0 50,100',
    '60,0 42,100',
    '30,24 52,2! 51,100',
    '32,20 51,3! 51,97 | 28,98 74,97',
    '56,0 49,34 47,68 50,100',
  ],
  [
    // 2: swan neck; round with flat foot; looped foot; open and angular
    '16,26 30,6 56,2 78,16 76,40 54,64 16,96! 46,94 86,97',
    '14,20 36,3 66,6 80,28 66,54 36,78 12,97! 88,96',
    '18,24 40,3 70,8 76,32 56,62 30,86 14,92 12,80 26,76 46,88 66,97 88,88',
    '20,10 50,3 78,12 74,40 46,68 20,98! 84,92',
  ],
  [
    // 3: two bowls; flat-topped; bowls without a corner; large lower bowl
    '18,14 44,2 72,10 76,30 60,44 40,48! 66,52 84,70 72,92 42,99 14,88',
    '18,4! 80,5! 44,42! 72,48 84,70 68,94 38,98 14,86',
    '22,10 52,1 76,16 68,38 46,47 68,54 82,74 66,95 36,98 16,84',
    '26,12 48,3 68,12 66,32 44,42! 74,46 90,68 76,92 44,99 12,90',
  ],
  [
    // 4: open; closed; stem crossing low; curved first stroke
    '26,4 20,40 16,58! 88,54 | 70,8 66,100',
    '66,4! 10,68! 92,66 | 68,3 66,100',
    '30,6 22,48! 52,54 80,50 | 76,2 68,56 66,100',
    '22,8 20,36 28,54 50,58 76,50 | 80,6 76,54 70,100',
    '72,2! 14,62! 90,60 | 62,34 58,100',
  ],
  [
    // 5: hat apart; in one stroke; round; small hat
    '30,6 26,44! 54,36 80,50 80,76 58,97 14,92 | 30,6 84,5',
    '84,4! 32,6! 24,46! 52,38 80,54 78,80 52,98 14,90',
    '78,6 34,6! 30,40! 60,40 82,62 70,90 40,99 12,84',
    '36,10 28,46! 60,46 74,68 60,92 36,98 16,90 | 36,9 86,2',
  ],
  [
    // 6: long neck; round; tight loop; leaning
    '72,4 40,22 18,58 22,88 48,99 76,86 80,66 60,52 34,58 20,78',
    '66,2 34,30 16,66 30,94 58,98 82,80 74,58 50,52 26,66 20,80',
    '58,0 36,34 24,70 34,95 58,96 70,78 58,62 40,66 28,82',
    '84,8 56,8 26,34 14,70 32,97 62,96 80,76 68,58 44,58 20,74',
  ],
  [
    // 7: plain; with a bar; serifed; curved stem
    '12,8 84,6! 62,44 42,100',
    '14,10 84,6! 60,48 42,100 | 34,52 78,48',
    '14,22! 16,6! 86,6! 56,52 44,100',
    '12,12 48,10 86,4! 66,28 50,62 48,100',
  ],
  [
    // 8: one stroke from the top right; upright double loop; two rings; from the middle
    '76,14 50,2 24,16 30,36 56,50 78,72 66,95 38,98 18,80 32,58 58,42 74,24 72,8 56,2',
    '52,2 30,14 32,36 52,48 72,66 70,90 48,99 26,88 28,64 50,48 70,34 70,12 52,2',
    '50,2 28,12 28,36 50,46 72,36 72,12 50,2 | 50,46 22,58 20,88 50,99 80,88 78,58 50,46',
    '84,6 56,4 28,20 40,44 68,60 72,86 46,99 22,84 32,62 60,44 86,12',
  ],
  [
    // 9: straight stem; hooked tail; open loop; round with leaning stem
    '76,20 52,3 26,16 22,40 44,54 68,44 77,18! 72,56 70,100',
    '76,24 56,3 28,12 20,38 42,54 70,42 78,20 80,54 68,88 44,99 22,90',
    '80,10 48,4 22,24 26,48 52,52 76,34 82,8! 72,52 56,100',
    '72,16 48,2 24,18 26,44 50,52 70,38 74,14 74,50 64,78 54,100',
  ],
];

function parse(source: string): Glyph {
  return source.split('|').map((stroke) =>
    stroke
      .trim()
      .split(' ')
      .map((point) => {
        const [x = '', y = ''] = point.split(',');
        return { x: Number.parseFloat(x), y: Number.parseFloat(y), isCorner: y.endsWith('!') };
      }),
  );
}

/** Variants by digit. */
export const GLYPHS: readonly (readonly Glyph[])[] = SOURCES.map((digit) => digit.map(parse));

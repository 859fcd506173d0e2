/**
 * Where a number stands on its scale, and the colour of that place: one that people who see few colours tell apart, from
 * faint to strong in either theme. Pure.
 */

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly isLog: boolean;
}

/** Numbers that lie further apart than that are told apart by their size alone. */
const LOG_FROM = 30;

/** Null where there is nothing to compare. */
export function scaleOf(values: readonly number[]): Scale | null {
  const known = values.filter((value) => Number.isFinite(value) && value > 0);
  if (known.length === 0) return null;
  const [min, max] = [Math.min(...known), Math.max(...known)];
  const isLog = max / min > LOG_FROM;
  return { min: isLog ? min : 0, max, isLog };
}

/** From 0 to 1; null for what is on no scale. */
export function partOf(value: number, scale: Scale | null): number | null {
  if (!scale || !Number.isFinite(value) || value <= 0) return null;
  const { min, max, isLog } = scale;
  if (max <= min) return 1;
  const part = isLog
    ? (Math.log(value) - Math.log(min)) / (Math.log(max) - Math.log(min))
    : (value - min) / (max - min);
  return Math.min(1, Math.max(0, part));
}

type Colour = readonly [red: number, green: number, blue: number];
/** Lightness falls all the way, from yellow over green to blue: after ColorBrewer's YlGnBu. */
const LIGHT: readonly Colour[] = [
  [237, 248, 200],
  [161, 218, 180],
  [65, 182, 196],
  [44, 127, 184],
  [37, 52, 148],
];
/** Lightness rises: after cividis. */
const DARK: readonly Colour[] = [
  [22, 52, 104],
  [72, 86, 112],
  [124, 123, 120],
  [187, 173, 104],
  [254, 230, 80],
];

/** Colours of either theme, and of the letters on them. */
export function pairAt(
  theme: 'light' | 'dark',
  part: number,
): readonly [ground: Colour, ink: Colour] {
  const ground = between(theme === 'light' ? LIGHT : DARK, part);
  return [ground, inkOn(ground)];
}

export const colourAt = (part: number): string =>
  `light-dark(${css(pairAt('light', part)[0])}, ${css(pairAt('dark', part)[0])})`;

/** Of letters on that colour. */
export const inkAt = (part: number): string =>
  `light-dark(${css(pairAt('light', part)[1])}, ${css(pairAt('dark', part)[1])})`;

export function gradientOf(): string {
  const stops = Array.from({ length: 9 }, (_, i) => colourAt(i / 8));
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

function between(colours: readonly Colour[], part: number): Colour {
  const at = Math.min(1, Math.max(0, part)) * (colours.length - 1);
  const low = Math.min(colours.length - 2, Math.floor(at));
  const [a, b] = [colours[low] ?? [0, 0, 0], colours[low + 1] ?? [0, 0, 0]];
  const mix = (i: 0 | 1 | 2) => Math.round(a[i] + (b[i] - a[i]) * (at - low));
  return [mix(0), mix(1), mix(2)];
}

const css = (colour: Colour) => `rgb(${colour.join(' ')})`;

const INK: Colour = [0, 0, 0];
const PAPER: Colour = [255, 255, 255];

/** Whichever of dark and light letters is read more easily. */
function inkOn(colour: Colour): Colour {
  return contrast(colour, INK) >= contrast(colour, PAPER) ? INK : PAPER;
}

/** As WCAG defines it. */
export function contrast(a: Colour, b: Colour): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(colour: Colour): number {
  const [r = 0, g = 0, b = 0] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

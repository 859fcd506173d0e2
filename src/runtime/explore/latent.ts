/**
 * Arithmetic of latents, each a row of numbers: walks through points, sums and differences of means, truncation. Pure:
 * what a latent makes of itself is the explorer's matter.
 */

export type Latent = Float32Array;

export type Way = 'linear' | 'spherical';

/** Below this angle, and that close to opposite, an arc is not told from a straight line, and its formula divides by nothing. */
const LEAST_SINE = 1e-4;

export interface Place {
  /** The stop that it comes from; the next one is where it goes. */
  readonly leg: number;
  /** How far on the way there: 0 to 1. */
  readonly t: number;
}

/**
 * `count` places from the first stop to the last through all others, as many between any two as near as may be. Both ends,
 * and each stop that `count` leaves room for, are met exactly.
 */
export function placesBetween(stops: number, count: number): readonly Place[] {
  const legs = stops - 1;
  return Array.from({ length: count }, (_, i) => {
    const place = count > 1 ? (i * legs) / (count - 1) : 0;
    const leg = Math.min(Math.floor(place), Math.max(0, legs - 1));
    return { leg, t: legs === 0 ? 0 : place - leg };
  });
}

/** The latents at `placesBetween` stops. */
export function walk(stops: readonly Latent[], way: Way, count: number): readonly Latent[] {
  const [first] = stops;
  if (!first) return [];
  const between = way === 'linear' ? linear : spherical;
  return placesBetween(stops.length, count).map(({ leg, t }) =>
    between(stops[leg] ?? first, stops[leg + 1] ?? first, t),
  );
}

/** The straight line from a (t = 0) to b (t = 1). */
export function linear(a: Latent, b: Latent, t: number): Latent {
  return a.map((value, i) => value * (1 - t) + (b[i] ?? 0) * t);
}

/**
 * The great arc from a to b, with a length that goes evenly from one's to the other's: normal latents lie near a sphere,
 * whose inside a straight line cuts through. White, "Sampling Generative Networks" (2016).
 */
export function spherical(a: Latent, b: Latent, t: number): Latent {
  const [lengthA, lengthB] = [lengthOf(a), lengthOf(b)];
  const cosine = lengthA > 0 && lengthB > 0 ? dot(a, b) / (lengthA * lengthB) : 1;
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  const sine = Math.sin(angle);
  if (sine < LEAST_SINE) return linear(a, b, t);
  const length = lengthA * (1 - t) + lengthB * t;
  const partA = ((Math.sin((1 - t) * angle) / sine) * length) / lengthA;
  const partB = ((Math.sin(t * angle) / sine) * length) / lengthB;
  return a.map((value, i) => value * partA + (b[i] ?? 0) * partB);
}

/**
 * mean(a) − mean(b) + mean(c), each a mean of several picks, as in the DCGAN paper: one alone is unsteady. A term without
 * picks adds nothing. Radford et al., arXiv 1511.06434, section 6.3.2.
 */
export function combine(
  a: readonly Latent[],
  b: readonly Latent[],
  c: readonly Latent[],
): Latent | null {
  const [plus, minus, also] = [mean(a), mean(b), mean(c)];
  const some = plus ?? minus ?? also;
  if (!some) return null;
  return some.map((_, i) => (plus?.[i] ?? 0) - (minus?.[i] ?? 0) + (also?.[i] ?? 0));
}

export function mean(latents: readonly Latent[]): Latent | null {
  const [first] = latents;
  if (!first) return null;
  return first.map(
    (_, i) => latents.reduce((sum, latent) => sum + (latent[i] ?? 0), 0) / latents.length,
  );
}

/** ψ of the way from a center to a latent: 1 changes nothing, 0 gives the center alone. */
export function truncate(latent: Latent, psi: number, center: number): Latent {
  return latent.map((value) => center + psi * (value - center));
}

/** The latent moved by a share of random steps, one row of `steps` for each neighbour; the middle one stays itself. */
export function neighbours(
  latent: Latent,
  steps: readonly Latent[],
  reach: number,
): readonly Latent[] {
  const around = steps.map((step) => latent.map((value, i) => value + reach * (step[i] ?? 0)));
  const middle = Math.floor(around.length / 2);
  return [...around.slice(0, middle), latent, ...around.slice(middle)];
}

const dot = (a: Latent, b: Latent) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
const lengthOf = (a: Latent) => Math.sqrt(dot(a, a));

/** WGSL that activations and their slopes are made of: `v` is the input, of type T (`vec4<f32>` or `f32`). */
import { GELU_CUBIC, GELU_FACTOR, TAIL } from '../activation-constants.ts';

const series = TAIL.slice(0, -1).reduceRight(
  (sum, term) => `(${term} + t * ${sum})`,
  `${TAIL.at(-1)}`,
);

const NORMAL_SHARE = `
      fn normalShare(v : T) -> T {
        let z = abs(v) * ${Math.SQRT1_2};
        let t = 1.0 / (1.0 + 0.5 * z);
        let tail = 0.5 * t * exp(${series} - z * z);
        return select(tail, 1.0 - tail, v > T(0.0));
      }`;

// tanh overflows to NaN on some drivers beyond about 44; it is ±1 in float32 long before.
const TERMS: Readonly<Record<string, string>> = {
  bent: 'tanh(clamp(v, T(-15.0), T(15.0)))',
  logistic: '1.0 / (1.0 + exp(-clamp(v, T(-80.0), T(80.0))))',
  growth: 'exp(min(v, T(0.0)))',
  share: 'normalShare(v)',
  density: `exp(-0.5 * v * v) * ${1 / Math.sqrt(2 * Math.PI)}`,
  geluBent: `tanh(clamp(${GELU_FACTOR} * v * (1.0 + ${GELU_CUBIC} * v * v), T(-15.0), T(15.0)))`,
  geluSlope: `${GELU_FACTOR} * (1.0 + ${3 * GELU_CUBIC} * v * v)`,
};

/** Code for a program of one dimension that stores `expression`, which may name any of the terms. */
export function elementwise(components: 1 | 4, inputs: string, expression: string): string {
  const terms = Object.entries(TERMS)
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(expression))
    .map(([name, value]) => `let ${name} = ${value};`);
  return `
      alias T = ${components === 4 ? 'vec4<f32>' : 'f32'};
      ${terms.some((term) => term.includes('normalShare')) ? NORMAL_SHARE : ''}
      fn main(index : i32) {
        if (index < uniforms.size) {
          ${inputs}
          ${terms.join('\n          ')}
          result[index] = ${expression};
        }
      }`;
}

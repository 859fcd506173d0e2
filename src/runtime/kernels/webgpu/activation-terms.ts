/** WGSL that activations and their slopes are made of: `v` is the input, of type T (`vec4<f32>` or `f32`). */
import { GELU_CUBIC, GELU_FACTOR, TAIL } from '../activation-constants.ts';
import type { Activation } from '../names.ts';

const series = TAIL.slice(0, -1).reduceRight(
  (sum, term) => `(${term} + t * ${sum})`,
  `${TAIL.at(-1)}`,
);

export const TAIL_CODE = `
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

/** Near zero the difference to 1 of exp loses its digits: there a series stands for it. */
const GROWTH_LESS_ONE =
  'select(growth - 1.0, v * (1.0 + v * (0.5 + v * 0.16666667)), abs(v) < T(0.01))';

export const VALUES: Readonly<Record<Activation, string>> = {
  relu: 'select(v, T(0.0), v < T(0.0))',
  leakyRelu: 'select(v, uniforms.slope * v, v < T(0.0))',
  tanh: 'bent',
  sigmoid: 'logistic',
  softplus: 'max(v, T(0.0)) + log(1.0 + exp(-abs(v)))',
  elu: `uniforms.scale * select(uniforms.slope * ${GROWTH_LESS_ONE}, v, v > T(0.0))`,
  swish: 'v * logistic',
  gelu: 'v * share',
  geluTanh: '0.5 * v * (1.0 + geluBent)',
};

/** f′, as expressions of type T in `v` (the input) and the terms. */
export const SLOPES: Readonly<Record<Activation, string>> = {
  relu: 'select(T(0.0), T(1.0), v > T(0.0))',
  leakyRelu: 'select(T(uniforms.slope), T(1.0), v > T(0.0))',
  tanh: '1.0 - bent * bent',
  sigmoid: 'logistic * (1.0 - logistic)',
  softplus: 'logistic',
  elu: 'uniforms.scale * select(uniforms.slope * growth, T(1.0), v > T(0.0))',
  swish: 'logistic * (1.0 + v * (1.0 - logistic))',
  gelu: 'share + v * density',
  geluTanh: '0.5 * (1.0 + geluBent + v * (1.0 - geluBent * geluBent) * geluSlope)',
};

/** f′ in `v`, what f gave, where that tells it; of a leaky ReLU, if its slope is not negative. */
export const OUTPUT_SLOPES: Readonly<Partial<Record<Activation, string>>> = {
  relu: SLOPES.relu,
  leakyRelu: SLOPES.leakyRelu,
  tanh: '1.0 - v * v',
  sigmoid: 'v * (1.0 - v)',
};

/** Code for a program of one dimension that stores `expression`, which may name any of the terms. */
export function elementwise(components: 1 | 4, inputs: string, expression: string): string {
  const terms = termsOf(expression);
  return `
      alias T = ${components === 4 ? 'vec4<f32>' : 'f32'};
      ${terms.includes('normalShare') ? TAIL_CODE : ''}
      fn main(index : i32) {
        if (index < uniforms.size) {
          ${inputs}
          ${terms}
          result[index] = ${expression};
        }
      }`;
}

/** The terms that it names. */
export function termsOf(expression: string): string {
  return Object.entries(TERMS)
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(expression))
    .map(([name, value]) => `let ${name} = ${value};`)
    .join(' ');
}

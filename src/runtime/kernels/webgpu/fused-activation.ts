/** WGSL of activations as functions of a value of type T, for kernels that compute them in passing. Settings are in the code. */

import type { Activation } from '../names.ts';
import { SLOPES, TAIL_CODE, termsOf, VALUES } from './activation-terms.ts';

export interface FusedActivation {
  readonly of: Activation;
  readonly slope: number;
  readonly scale: number;
}

/** Whose slope can be told from what they give. */
const OF_RESULT: Partial<Readonly<Record<Activation, string>>> = {
  relu: 'select(T(0.0), T(1.0), v > T(0.0))',
  leakyRelu: 'select(T(uniforms.slope), T(1.0), v > T(0.0))',
  tanh: '1.0 - v * v',
  sigmoid: 'v * (1.0 - v)',
};

export function keyOf({ of, slope, scale }: FusedActivation): string {
  return `${of}_${slope}_${scale}`;
}

export function sameActivation(a: FusedActivation, b: FusedActivation): boolean {
  return keyOf(a) === keyOf(b);
}

/** `fn activated(v : T) -> T` */
export function activatedCode(activation: FusedActivation): string {
  return functionOf('activated', VALUES[activation.of], activation);
}

/** `fn slopeAt(v : T) -> T`, at what went in. */
export function slopeCode(activation: FusedActivation): string {
  return functionOf('slopeAt', SLOPES[activation.of], activation);
}

/** `fn slopeAt(v : T) -> T`, at what came out; null where that does not tell. */
export function slopeOfResultCode(activation: FusedActivation): string | null {
  const expression = OF_RESULT[activation.of];
  return expression === undefined ? null : functionOf('slopeAt', expression, activation);
}

function functionOf(name: string, expression: string, { slope, scale }: FusedActivation): string {
  const code = `${termsOf(expression)} return ${expression};`
    .replaceAll('uniforms.slope', `f32(${slope})`)
    .replaceAll('uniforms.scale', `f32(${scale})`);
  return `
  ${/\bnormalShare\b/.test(code) ? TAIL_CODE : ''}
  fn ${name}(v : T) -> T { ${code} }`;
}

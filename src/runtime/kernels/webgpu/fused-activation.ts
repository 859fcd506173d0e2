/** WGSL of activations as functions of a value of type T, for kernels that compute them in passing. Settings are in the code. */
import type { Activation } from '../names.ts';
import { OUTPUT_SLOPES, SLOPES, TAIL_CODE, termsOf, VALUES } from './activation-terms.ts';

export interface FusedActivation {
  readonly of: Activation;
  readonly slope: number;
  readonly scale: number;
}

export function keyOf({ of, slope, scale }: FusedActivation): string {
  return `${of}_${slope}_${scale}`;
}

/** `fn activated(v : T) -> T` */
export function activatedCode(activation: FusedActivation): string {
  return functionOf('activated', VALUES[activation.of], activation);
}

/** `fn slopeAt(v : T) -> T`, at what goes in. */
export function slopeCode(activation: FusedActivation): string {
  return functionOf('slopeAt', SLOPES[activation.of], activation);
}

/** The same, at what comes out. */
export function outputSlopeCode(activation: FusedActivation): string {
  return functionOf('slopeAt', OUTPUT_SLOPES[activation.of] ?? '', activation);
}

function functionOf(name: string, expression: string, { slope, scale }: FusedActivation): string {
  const code = `${termsOf(expression)} return ${expression};`
    .replaceAll('uniforms.slope', `f32(${slope})`)
    .replaceAll('uniforms.scale', `f32(${scale})`);
  return `
  ${/\bnormalShare\b/.test(code) ? TAIL_CODE : ''}
  fn ${name}(v : T) -> T { ${code} }`;
}

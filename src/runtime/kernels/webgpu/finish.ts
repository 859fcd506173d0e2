/**
 * WGSL of what a product does to an element before it stores it: adds a bias or another tensor, applies an activation, or multiplies by the slope of
 * one. One dispatch then does what would be three.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { OUTPUT_SLOPES } from './activation-terms.ts';
import {
  activatedCode,
  type FusedActivation,
  keyOf,
  outputSlopeCode,
  slopeCode,
} from './fused-activation.ts';
import { sizeOf } from './program.ts';

/** Done in the order of the fields. */
export interface Finish {
  /** One number a column. */
  readonly bias?: TensorInfo;
  /** Of the product's shape. */
  readonly addend?: TensorInfo;
  readonly activation?: FusedActivation;
  readonly slope?: Slope;
}

/** f′, one number an element. */
export interface Slope {
  readonly activation: FusedActivation;
  /** What went into f, or what it gave. */
  readonly of: TensorInfo;
  readonly isOutput: boolean;
}

export interface FinishCode {
  /** Follows the program's key. */
  readonly key: string;
  /** Arrays after those of the product, as the code names them. */
  readonly names: readonly string[];
  readonly inputs: readonly TensorInfo[];
  readonly functions: string;
  /** Expressions of `value`, of its index and of its column, all counted in `components`. */
  readonly of: Finished;
}

export type Finished = (value: string, at: string, column: string) => string;

export function finishCode(
  { bias, addend, activation, slope }: Finish,
  components: 1 | 4,
): FinishCode {
  const T = components === 4 ? 'vec4<f32>' : 'f32';
  const key = [
    bias ? '_bias' : '',
    addend ? '_plus' : '',
    activation ? `_${keyOf(activation)}` : '',
    slope ? `_${slope.isOutput ? 'of' : 'at'}_${keyOf(slope.activation)}` : '',
  ].join('');
  const named: readonly (readonly [string, TensorInfo])[] = [
    ...(bias ? [['bias', bias] as const] : []),
    ...(addend ? [['addend', addend] as const] : []),
    ...(slope ? [['sloped', slope.of] as const] : []),
  ];
  return {
    key,
    names: named.map(([name]) => name),
    inputs: named.map(([, input]) => ({ ...input, shape: [sizeOf(input.shape)] })),
    functions: `
    ${activation || slope ? `alias T = ${T};` : ''}
    ${activation ? activatedCode(activation) : ''}
    ${slope ? (slope.isOutput ? outputSlopeCode : slopeCode)(slope.activation) : ''}`,
    of: (value, at, column) => {
      const biased = bias ? `(${value} + bias[${column}])` : value;
      const sum = addend ? `(${biased} + addend[${at}])` : biased;
      const bent = activation ? `activated(${sum})` : sum;
      return slope ? `(${bent} * slopeAt(sloped[${at}]))` : bent;
    },
  };
}

/** Whether what `activation` gave tells its slope, to the same bits. */
export function tellsSlope({ of, slope }: FusedActivation): boolean {
  return OUTPUT_SLOPES[of] !== undefined && slope >= 0;
}

/** Normalisation with the statistics of the batch, without gain and bias. */
import {
  add,
  customGrad,
  type GradSaveFunc,
  mean,
  mul,
  rsqrt,
  square,
  sub,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

export interface Normalized {
  readonly output: Tensor;
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/** Over all axes but the last. */
export function batchNormalize(x: Tensor, epsilon: number): Normalized {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const average = mean(x, axes);
  const centred = sub(x, average);
  const variance = mean(square(centred), axes);
  const output = mul(centred, rsqrt(add(variance, epsilon)));
  return { output, mean: detach(average), variance: detach(variance) };
}

const detach = customGrad((x, save) => {
  (save as GradSaveFunc)([]);
  return {
    value: (x as Tensor).clone(),
    gradFunc: (dy: Tensor) => mul(dy, 0),
  };
}) as (x: Tensor) => Tensor1D;

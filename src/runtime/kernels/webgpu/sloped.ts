/** dy · f′(x), deferred: what normalised x computes it in its own passes backward. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WorkBase } from './deferred.ts';
import type { FusedActivation } from './fused-activation.ts';

export interface Sloped extends WorkBase {
  readonly kind: 'sloped';
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
  readonly activation: FusedActivation;
}

/** Sizes of weights and shapes. */
import type { Shape } from '../nodes/define.ts';
import type { LayerProgram, NetworkProgram } from './program.ts';

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

export interface WeightCounts {
  readonly trainable: number;
  readonly nonTrainable: number;
}

export function countWeights(layers: readonly LayerProgram[]): WeightCounts {
  let [trainable, nonTrainable] = [0, 0];
  for (const { weights } of layers) {
    for (const { shape, isTrainable } of weights) {
      if (isTrainable) trainable += sizeOf(shape);
      else nonTrainable += sizeOf(shape);
    }
  }
  return { trainable, nonTrainable };
}

export function networkByName(networks: readonly NetworkProgram[]) {
  return new Map(networks.map((network) => [network.name, network]));
}

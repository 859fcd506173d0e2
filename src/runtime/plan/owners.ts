/** Where each weight of the networks that a step trains belongs. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Phase } from '../../compiler/program.ts';
import type { Stage } from './stages.ts';

export interface Owner {
  readonly network: string;
  readonly layer: string;
}

export function ownersOf(
  { networks }: Pick<Stage, 'networks'>,
  { trains }: Phase,
): ReadonlyMap<tf.Variable, Owner> {
  const owners = new Map<tf.Variable, Owner>();
  for (const name of trains) {
    for (const weight of networks.get(name)?.weights ?? []) {
      const layer = weight.name.slice(0, weight.name.lastIndexOf('/'));
      owners.set(weight.variable, { network: name, layer });
    }
  }
  return owners;
}

/**
 * Watches one iteration for the first tensor that is not finite, in the order in which they are made: outputs of layers,
 * values of the objective, gradients, weights after their update. One number each, read together at the end.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Phase } from '../../compiler/program.ts';
import type { Sight } from '../trainer-types.ts';
import type { Surroundings } from './evaluate.ts';
import { ownersOf } from './owners.ts';
import type { Stage } from './stages.ts';
import type { TrainingState } from './state.ts';

export class Witness {
  private readonly sights: Sight[] = [];
  private readonly sums: tf.Tensor[] = [];

  readonly eyes: Required<Pick<Surroundings, 'observe' | 'observeValue'>> = {
    observe: (network, layer, output) => this.see({ type: 'layer', network, layer }, output),
    observeValue: (node, value) => this.see({ type: 'value', node }, value),
  };

  seeGradients(
    stage: Stage,
    phase: Phase,
    state: TrainingState,
    gradients: readonly (tf.Tensor | null)[],
  ): void {
    this.seeEach('gradient', stage, phase, state, (i) => gradients[i] ?? null);
  }

  seeWeights(stage: Stage, phase: Phase, state: TrainingState): void {
    const trained = state.trained.get(phase.index) ?? [];
    this.seeEach('weight', stage, phase, state, (i) => trained[i]?.weight.variable ?? null);
  }

  /** The first that is not finite, or null. Lets go of everything that it has kept. */
  async first(): Promise<Sight | null> {
    if (this.sums.length === 0) return null;
    const all = tf.stack(this.sums);
    tf.dispose(this.sums);
    const sums = await all.data<'float32'>().finally(() => all.dispose());
    const at = sums.findIndex((sum) => !Number.isFinite(sum));
    return this.sights[at] ?? null;
  }

  private seeEach(
    type: 'gradient' | 'weight',
    stage: Stage,
    phase: Phase,
    state: TrainingState,
    tensorAt: (index: number) => tf.Tensor | null,
  ): void {
    const owners = ownersOf(stage, phase);
    (state.trained.get(phase.index) ?? []).forEach(({ weight }, i) => {
      const tensor = tensorAt(i);
      const network = owners.get(weight.variable)?.network;
      if (tensor && network !== undefined)
        this.see({ type, network, weight: weight.name, by: phase.node }, tensor);
    });
  }

  /** A sum is finite if and only if what it sums is, but for numbers that are about to be none anyway. */
  private see(sight: Sight, tensor: tf.Tensor): void {
    if (tensor.dtype !== 'float32') return;
    this.sights.push(sight);
    this.sums.push(tf.tidy(() => tf.keep(tf.sum(tensor))));
  }
}

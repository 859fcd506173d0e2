/**
 * An estimate of the memory that training takes at its peak: weights, optimizer state, averages, and for
 * the largest phase its gradients and the activations that its tape keeps. Workspace of kernels is not counted.
 */
import type { Optimizer } from '../nodes/specs.ts';
import { batchesOf } from './cost.ts';
import type { Program } from './program.ts';
import { stepsOf } from './stage-steps.ts';
import { stagePrograms } from './stages.ts';
import { countWeights, networkByName, sizeOf } from './weights.ts';

const BYTES = 4;

/** Weights and what is kept of them stay through all stages; activations are those of the largest. */
export function estimateMemory(program: Program): number {
  const peaks = stagePrograms(program).map(peakOf);
  return BYTES * (standingOf(program) + Math.max(...peaks));
}

function standingOf(program: Program): number {
  const trainable = trainableIn(program);
  const counts = program.networks.map(({ layers }) => countWeights(layers));
  let standing = counts.reduce((sum, c) => sum + c.trainable + c.nonTrainable, 0);
  for (const { trains, optimizer, averageDecay } of program.iteration.flatMap((g) => g.phases)) {
    standing += trainable(trains) * (slotsOf(optimizer) + (averageDecay === null ? 0 : 1));
  }
  for (const step of stepsOf(program.iteration)) {
    if (step.type === 'pool') standing += step.pool.size * sizeOf(step.shape);
  }
  return standing;
}

function trainableIn({ networks }: Program): (names: readonly string[]) => number {
  const counts = new Map(networks.map(({ name, layers }) => [name, countWeights(layers)]));
  return (names) => names.reduce((sum, name) => sum + (counts.get(name)?.trainable ?? 0), 0);
}

/** Gradients and activations of the largest phase. */
function peakOf(program: Program): number {
  const networks = networkByName(program.networks);
  const batches = batchesOf(program);
  const trainable = trainableIn(program);
  let peak = 0;
  for (const { phases } of program.iteration) {
    let held = 0;
    for (const phase of phases) {
      // Gradients of a group wait for each other.
      held += trainable(phase.trains);
      let activations = 0;
      for (const step of [...phase.prologue, ...phase.forward]) {
        const isOnTape = phase.forward.includes(step);
        if (step.type === 'apply') {
          const layers = networks.get(step.network)?.layers ?? [];
          const sizes = layers.map(({ outputShape }) => sizeOf(outputShape));
          const kept = isOnTape ? sizes.reduce((a, b) => a + b, 0) : Math.max(0, ...sizes);
          activations += kept * batches.get(step);
        } else if (step.type === 'operate') {
          for (const value of step.outputs) activations += batches.elementsOf(value);
        } else if (step.type === 'loss' && step.network !== null) {
          // The gradient inside of the loss keeps about as much again as the forward pass.
          const layers = networks.get(step.network)?.layers ?? [];
          const sizes = layers.map(({ outputShape }) => sizeOf(outputShape));
          activations += 2 * sizes.reduce((a, b) => a + b, 0) * batches.get(step);
        } else if (step.type === 'draw') {
          const values = step.outputs.reduce((sum, value) => sum + batches.sizeOf(value), 0);
          activations += values * batches.get(step);
        }
      }
      peak = Math.max(peak, held + activations);
    }
  }
  return peak;
}

/** Tensors that the optimizer keeps beside each weight. */
function slotsOf(optimizer: Optimizer): number {
  switch (optimizer.type) {
    case 'adam':
    case 'adamw':
      return 2;
    case 'rmsprop':
      return optimizer.momentum > 0 ? 2 : 1;
    case 'sgd':
      return optimizer.momentum > 0 ? 1 : 0;
    default:
      return optimizer satisfies never;
  }
}

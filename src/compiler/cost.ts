/**
 * Multiply-adds of one phase, over its batch. The forward pass counts once. The backward pass counts a
 * layer once more for the gradient of its weights, where they are trained, and once for the gradient of
 * its input, where something before it is.
 */
import { shapeOf } from '../nodes/shapes.ts';
import type { LayerProgram, NetworkProgram, Phase, Program, Step } from './program.ts';
import { typicalValue } from './schedules.ts';
import { networkByName, sizeOf } from './weights.ts';

/** Of one run of the phase; repeats come on top. */
export function phaseCost(program: Program, phase: Phase): number {
  const networks = networkByName(program.networks);
  const batches = batchesOf(program);
  const onTape = new Set<string>();
  let total = 0;
  for (const step of [...phase.prologue, ...phase.forward]) {
    const isOnTape = phase.forward.includes(step);
    const network = step.type === 'apply' ? networks.get(step.network) : undefined;
    const batch = batches.get(step);
    if (step.type === 'apply' && network) {
      const isTrained = phase.trains.includes(step.network);
      const readsTape = step.inputs.some((value) => onTape.has(value));
      const backward = isOnTape ? backwardCost(network, step.inputs, onTape, isTrained) : 0;
      total += batch * (forwardCost(network) + backward);
      if (isTrained || readsTape) for (const value of step.outputs) onTape.add(value);
    } else if (step.type === 'operate' && step.inputs.some((value) => onTape.has(value))) {
      for (const value of step.outputs) onTape.add(value);
    } else if (step.type === 'loss' && step.network !== null) {
      total += penaltyCost(networks.get(step.network)) * batches.get(step);
    }
  }
  return total;
}

/** Averaged over iterations: repeats of the phase, and how rarely it runs. */
export function runsPerIteration({ repeat, every }: Phase): number {
  return typicalValue(repeat) / every;
}

export interface IterationCosts {
  /** In the order of the phases. */
  readonly phases: readonly number[];
  readonly perStep: number;
}

export function costsOf(program: Program): IterationCosts {
  const phases = program.iteration.flatMap(({ phases }) => phases);
  const costs = phases.map((phase) => phaseCost(program, phase));
  const perStep = phases.reduce((sum, phase, at) => {
    return sum + (costs[at] ?? 0) * runsPerIteration(phase);
  }, 0);
  return { phases: costs, perStep };
}

function forwardCost({ layers }: NetworkProgram): number {
  return layers.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
}

/**
 * A gradient taken inside of a loss: forward and back through the network, and both once more with twice the work for
 * the gradient of that by its weights.
 */
function penaltyCost(network: NetworkProgram | undefined): number {
  return network ? 6 * forwardCost(network) : 0;
}

function backwardCost(
  network: NetworkProgram,
  inputs: readonly string[],
  onTape: ReadonlySet<string>,
  isTrained: boolean,
): number {
  const needsGradient = new Set(
    network.inputs.flatMap(({ name }, at) =>
      onTape.has(inputs[at] ?? '') ? [`input:${name}`] : [],
    ),
  );
  let total = 0;
  for (const layer of network.layers) {
    const passesOn = layer.inputs.some((ref) => needsGradient.has(ref));
    const ownWeights = isTrained && hasTrainable(layer);
    if (passesOn) total += layer.multiplyAdds;
    if (ownWeights) total += layer.multiplyAdds;
    if (passesOn || ownWeights) needsGradient.add(layer.id);
  }
  return total;
}

function hasTrainable({ weights }: LayerProgram): boolean {
  return weights.some(({ isTrainable }) => isTrainable);
}

export interface Batches {
  /** Samples in the batch that a step works on. */
  get(step: Step): number;
  /** Elements of one sample of a value. */
  sizeOf(value: string): number;
  /** Elements of a value's whole batch. */
  elementsOf(value: string): number;
}

/** Batch of every step and size of every value, followed from the sources. */
export function batchesOf(program: Program): Batches {
  const networks = networkByName(program.networks);
  const batch = new Map<string, number>();
  const size = new Map<string, number>();
  const steps = [
    ...program.iteration.flatMap(({ phases }) =>
      phases.flatMap(({ prologue, forward }) => [...prologue, ...forward]),
    ),
    ...program.views.flatMap(({ steps }) => steps),
  ];
  const first = (inputs: readonly string[]) => batch.get(inputs[0] ?? '') ?? program.batchSize;
  const put = (value: string, samples: number, elements: number) => {
    batch.set(value, samples);
    size.set(value, elements);
  };
  for (const step of steps) {
    if (step.type === 'draw') {
      const source = program.sources[step.source];
      for (const { value, type } of source?.outputs ?? []) {
        put(value, source?.batchSize ?? 1, type.type === 'tensor' ? sizeOf(type.shape) : 1);
      }
    } else if (step.type === 'apply') {
      const outputs = networks.get(step.network)?.outputs ?? [];
      for (const [at, value] of step.outputs.entries()) {
        put(value, first(step.inputs), sizeOf(outputs[at]?.shape ?? []));
      }
    } else if (step.type === 'stop' || step.type === 'pool') {
      put(step.output, first([step.input]), size.get(step.input) ?? 0);
    } else if (step.type === 'operate') {
      for (const [at, { type, batch: samples }] of step.outputTypes.entries()) {
        put(step.outputs[at] ?? '', samples, sizeOf(shapeOf(type)));
      }
    }
  }
  return {
    get: (step) => {
      if (step.type === 'draw') return program.sources[step.source]?.batchSize ?? 1;
      if (step.type === 'recall') return batch.get(step.value) ?? program.batchSize;
      return first('input' in step ? [step.input] : step.inputs);
    },
    elementsOf: (value) => (size.get(value) ?? 0) * (batch.get(value) ?? program.batchSize),
    sizeOf: (value) => size.get(value) ?? 0,
  };
}

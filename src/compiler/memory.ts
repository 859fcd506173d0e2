/**
 * An estimate of the memory that training takes at its peak: what stands through the run, and for the largest phase what
 * its tape keeps, the gradients that wait, and what the widest gradient needs while it is taken.
 */
import { type Ahead, aheadIn } from './ahead.ts';
import { type Batches, batchesOf } from './cost.ts';
import { gradientMemory, layersMemory } from './memory-kept.ts';
import type { NetworkProgram, Phase, Program, Step } from './program.ts';
import { stepsOf } from './stage-steps.ts';
import { stagePrograms } from './stages.ts';
import { inputsOf, outputsOf } from './step-values.ts';
import { countWeights, networkByName, sizeOf } from './weights.ts';

const BYTES = 4;

/** Tensors that a run keeps beside each trained weight, whatever the optimizer. */
const OPTIMIZER_SLOTS = 2;

/** All that training changes is there once more, to go back to. */
const COPIES = 2;

/** Of a network whose gradient is taken inside of a loss: what its calls keep, and gradients of values, so often. */
const PENALTY = { kept: 2, gradients: 3 };

/** Bytes. */
export interface MemoryEstimate {
  /** Weights, optimizer state, averages, pools of samples, and their copy. */
  readonly standing: number;
  readonly peak: number;
  /** What stands and the most of each phase, by stage and in the order of the phases. */
  readonly stages: readonly (readonly number[])[];
}

/** `scale`: with batches so many times as large. */
export function memoryOf(program: Program, scale = 1): MemoryEstimate {
  const standing = BYTES * standingOf(program);
  const stages = stagePrograms(program).map((stage) =>
    phasePeaks(stage, scale).map((elements) => standing + BYTES * elements),
  );
  return { standing, peak: Math.max(standing, ...stages.flat()), stages };
}

function standingOf(program: Program): number {
  const trainable = trainableIn(program);
  const counts = program.networks.map(({ layers }) => countWeights(layers));
  let standing = counts.reduce((sum, c) => sum + c.trainable + c.nonTrainable, 0);
  const phases = program.iteration.flatMap((group) => group.phases);
  for (const { trains } of phases) standing += trainable(trains) * OPTIMIZER_SLOTS;
  const averaged = phases.filter(({ averageDecay }) => averageDecay !== null);
  standing += trainable([...new Set(averaged.flatMap(({ trains }) => trains))]);
  for (const step of stepsOf(program.iteration)) {
    if (step.type === 'pool') standing += step.pool.size * sizeOf(step.shape);
  }
  return COPIES * standing;
}

function trainableIn({ networks }: Program): (names: readonly string[]) => number {
  const counts = new Map(networks.map(({ name, layers }) => [name, countWeights(layers)]));
  return (names) => names.reduce((sum, name) => sum + (counts.get(name)?.trainable ?? 0), 0);
}

interface Facts {
  readonly networks: ReadonlyMap<string, NetworkProgram>;
  readonly batches: Pick<Batches, 'get' | 'elementsOf'>;
}

/** Elements beyond what stands, in the order of the phases. */
function phasePeaks(program: Program, scale: number): readonly number[] {
  const { get, elementsOf } = batchesOf(program);
  const facts: Facts = {
    networks: networkByName(program.networks),
    batches: {
      get: (step) => get(step) * scale,
      elementsOf: (value) => elementsOf(value) * scale,
    },
  };
  const trainable = trainableIn(program);
  const phases = program.iteration.flatMap((group) => group.phases);
  const ahead = aheadIn(phases);
  return program.iteration.flatMap((group) => {
    let waiting = 0;
    return group.phases.map((phase) => {
      const early = aheadOf(ahead, phase, phases).reduce(
        (sum, { prologue, forward }) => sum + keptBy([...prologue, ...forward], facts),
        0,
      );
      const peak = waiting + early + phasePeak(phase, facts);
      // Gradients of a group wait for each other.
      waiting += trainable(phase.trains);
      return peak;
    });
  });
}

/** What later phases have on tapes of their own while this one runs. */
function aheadOf(ahead: ReadonlyMap<Phase, Ahead>, phase: Phase, phases: readonly Phase[]) {
  const at = phases.indexOf(phase);
  return [...ahead]
    .filter(([later, { before }]) => phases.indexOf(later) > at && phases.indexOf(before) <= at)
    .map(([, early]) => early);
}

function phasePeak(phase: Phase, facts: Facts): number {
  const before = phase.prologue.reduce((sum, step) => sum + valuesOf(step, facts), 0);
  const kept = keptBy(phase.forward, facts);
  const prologue = before + Math.max(0, ...phase.prologue.map((step) => callOf(step, facts)));
  const passing = Math.max(0, ...phase.forward.map((step) => passingOf(step, facts)));
  return Math.max(prologue, before + kept + Math.max(passing, backwardPeak(phase, facts)));
}

/** Gradients of the calls' values and weights, all of which are there at the end. */
function backwardPeak(phase: Phase, { networks, batches }: Facts): number {
  const onTape = new Set<string>();
  const trained = new Set<string>();
  let made = 0;
  for (const step of phase.forward) {
    const given = inputsOf(step).map((value) => onTape.has(value));
    let isReached = given.includes(true);
    const network = step.type === 'apply' ? networks.get(step.network) : undefined;
    if (step.type === 'apply' && network) {
      const isTrained = phase.trains.includes(step.network);
      const { values, weights } = gradientMemory(network, given, isTrained);
      made += values * batches.get(step) + (trained.has(step.network) ? 0 : weights);
      if (isTrained) trained.add(step.network);
      isReached ||= isTrained;
    } else if (step.type === 'loss' || step.type === 'operate') {
      inputsOf(step).forEach((value, at) => {
        if (given[at]) made += batches.elementsOf(value) * (step.type === 'loss' ? 2 : 1);
      });
    }
    if (isReached && step.type !== 'stop') for (const value of outputsOf(step)) onTape.add(value);
  }
  return made;
}

function keptBy(steps: readonly Step[], facts: Facts): number {
  return steps.reduce((sum, step) => sum + keptOf(step, facts), 0);
}

function keptOf(step: Step, facts: Facts): number {
  const { networks, batches } = facts;
  if (step.type === 'apply') return batches.get(step) * total(networks.get(step.network), 'kept');
  if (step.type !== 'loss') return valuesOf(step, facts);
  const inputs = step.inputs.reduce((sum, value) => sum + batches.elementsOf(value), 0);
  if (step.network === null) return 2 * inputs;
  const network = networks.get(step.network);
  if (!network) return 2 * inputs;
  const every = network.inputs.map(() => true);
  const values = gradientMemory(network, every, true).values;
  const penalty = PENALTY.kept * total(network, 'kept') + PENALTY.gradients * values;
  return penalty * batches.get(step) + 2 * inputs;
}

function passingOf(step: Step, { networks, batches }: Facts): number {
  if (step.type !== 'apply') return 0;
  return batches.get(step) * total(networks.get(step.network), 'passing');
}

/** All that a call off the tape makes before it ends. */
function callOf(step: Step, facts: Facts): number {
  return step.type === 'apply' ? keptOf(step, facts) + passingOf(step, facts) : 0;
}

/** Values that a step gives to others. */
function valuesOf(step: Step, { batches }: Facts): number {
  switch (step.type) {
    case 'draw':
    case 'operate':
    case 'apply':
      return step.outputs.reduce((sum, value) => sum + batches.elementsOf(value), 0);
    default:
      return 0;
  }
}

function total(network: NetworkProgram | undefined, what: 'kept' | 'passing'): number {
  return network ? layersMemory(network).reduce((sum, layer) => sum + layer[what], 0) : 0;
}

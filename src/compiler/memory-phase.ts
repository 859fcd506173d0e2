/**
 * The most that each phase of an iteration holds beside what stands, in elements: its steps are walked through forward and
 * back, and what is there is counted.
 */
import { type Ahead, aheadIn } from './ahead.ts';
import { type Batches, batchesOf } from './cost.ts';
import { CallMemory } from './memory-call.ts';
import { type DeviceMemory, host } from './memory-device.ts';
import { Gradients, type Held, Ledger } from './memory-ledger.ts';
import type { NetworkProgram, Phase, Program, Step } from './program.ts';
import { inputsOf, outputsOf } from './step-values.ts';
import { countWeights, networkByName } from './weights.ts';

/** Tensors of an input's size that a loss keeps, and one that takes a gradient by its input. */
const LOSS = 2;
const PENALTY = 4;

interface Facts {
  readonly device: DeviceMemory;
  readonly networks: ReadonlyMap<string, NetworkProgram>;
  readonly batches: Pick<Batches, 'get' | 'elementsOf'>;
}

/** In the order of the phases. `scale`: with batches so many times as large. */
export function phasePeaks(
  program: Program,
  scale: number,
  device: DeviceMemory = host,
): readonly number[] {
  const { get, elementsOf } = batchesOf(program);
  const facts: Facts = {
    networks: networkByName(program.networks),
    device,
    batches: {
      get: (step) => get(step) * scale,
      elementsOf: (value) => elementsOf(value) * scale,
    },
  };
  const phases = program.iteration.flatMap((group) => group.phases);
  const ahead = aheadIn(phases);
  return program.iteration.flatMap((group) => {
    let waiting = 0;
    return group.phases.map((phase) => {
      const ledger = new Ledger(waiting, device.replayedShare ?? 1);
      for (const early of aheadOf(ahead, phase, phases)) {
        for (const step of early.prologue) ledger.take(valuesOf(step, facts));
        for (const step of early.forward) new StepMemory(step, facts, ledger).forward(true);
      }
      walk(phase, facts, ledger);
      // Gradients of a group wait for each other.
      waiting += ledger.gradients;
      return ledger.peak;
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

function trainedBy({ trains }: Phase, { networks }: Facts): number {
  return trains.reduce((sum, name) => {
    const layers = networks.get(name)?.layers ?? [];
    return sum + countWeights(layers).trainable;
  }, 0);
}

function walk(phase: Phase, facts: Facts, ledger: Ledger): void {
  for (const step of phase.prologue) {
    const memory = new StepMemory(step, facts, ledger);
    memory.forward(false);
    memory.forget();
    ledger.take(valuesOf(step, facts));
  }
  const onTape = new Set<string>();
  const steps = phase.forward.map((step) => {
    const given = inputsOf(step).map((value) => onTape.has(value));
    const isTrained = trainsIn(step, phase, facts);
    const isReached = step.type !== 'stop' && (isTrained || given.includes(true));
    if (isReached) for (const value of outputsOf(step)) onTape.add(value);
    const memory = new StepMemory(step, facts, ledger);
    memory.forward(true);
    return { step, memory, given, isTrained, isReached };
  });
  for (const { isReached, memory } of steps) if (!isReached) memory.forget();
  const gradients = new Gradients(ledger);
  const uses = new Map<string, number>();
  for (const { step, memory, given, isTrained, isReached } of steps.toReversed()) {
    if (!isReached) continue;
    const name = networkOf(step) ?? '';
    const before = uses.get(name) ?? 0;
    memory.back(gradients, given, { isTrained, uses: before });
    if (isTrained) uses.set(name, before + 1);
    for (const value of outputsOf(step)) gradients.drop(value);
  }
  if (phase.gradientClip !== null) ledger.pass(trainedBy(phase, facts));
}

/** On a host a penalty's gradients are counted with what it keeps. */
function trainsIn(step: Step, { trains }: Phase, { device }: Facts): boolean {
  const network = networkOf(step);
  return network !== null && trains.includes(network) && (step.type === 'apply' || !device.isHost);
}

/** That it runs. */
function networkOf(step: Step): string | null {
  return step.type === 'apply' || step.type === 'loss' ? step.network : null;
}

/** One step of a plan; of a call of a network, all its layers. */
class StepMemory {
  private readonly call: CallMemory | null;
  private kept = 0;

  constructor(
    private readonly step: Step,
    private readonly facts: Facts,
    private readonly ledger: Ledger,
  ) {
    const network = step.type === 'apply' ? facts.networks.get(step.network) : undefined;
    this.call = network
      ? new CallMemory(network, facts.batches.get(step), ledger, facts.device)
      : null;
  }

  forward(isOnTape: boolean): void {
    if (this.call) this.call.forward(isOnTape);
    else {
      this.kept = this.ownSize();
      this.ledger.take(this.kept);
    }
  }

  forget(): void {
    this.call?.forget();
    this.ledger.free(this.kept);
    this.kept = 0;
  }

  back(
    gradients: Gradients,
    given: readonly boolean[],
    weights: { readonly isTrained: boolean; readonly uses: number },
  ): void {
    const { step, ledger, facts } = this;
    const inputs = inputsOf(step);
    if (this.call) {
      const incoming = outputsOf(step).map((value) => {
        const held = gradients.get(value);
        if (held) held.users += 1;
        return held ?? null;
      });
      for (const value of outputsOf(step)) gradients.drop(value);
      const found = this.call.back(incoming, given, weights);
      found.forEach((held, at) => {
        if (held) gradients.give(inputs[at] ?? '', held);
      });
      return;
    }
    const penalised = facts.networks.get((weights.isTrained && networkOf(step)) || '');
    for (const layer of penalised?.layers ?? []) {
      const samples = facts.batches.get(step);
      const { more } = facts.device.gradientsOfUse(layer, samples, weights.uses);
      ledger.keepGradients(more);
    }
    const made: (Held | null)[] = inputs.map((value, at) =>
      given[at] ? ledger.hold(facts.batches.elementsOf(value)) : null,
    );
    made.forEach((held, at) => {
      if (held) gradients.give(inputs[at] ?? '', held);
    });
    this.forget();
  }

  private ownSize(): number {
    const { step, facts } = this;
    if (step.type !== 'loss') return valuesOf(step, facts);
    const inputs = step.inputs.reduce((sum, value) => sum + facts.batches.elementsOf(value), 0);
    const network = step.network === null ? undefined : facts.networks.get(step.network);
    return network ? PENALTY * inputs + this.penalty(network) : LOSS * inputs;
  }

  /** What is derived again has kept all of the way there and back. */
  private penalty(network: NetworkProgram): number {
    const inside = new Ledger(0);
    const call = new CallMemory(
      network,
      this.facts.batches.get(this.step),
      inside, // Gradients inside of a loss are float32.
      { ...this.facts.device, storedSize: host.storedSize },
    );
    call.forward(true);
    const [kept, before] = [inside.live, inside.made];
    const ones = network.outputs.map(() => inside.hold(0));
    const every = network.inputs.map(() => true);
    call.back(ones, every, { isTrained: false, uses: 0 });
    return kept + inside.made - before;
  }
}

/** Values that a step gives to others. */
function valuesOf(step: Step, { batches, device }: Facts): number {
  if (device.isElsewhere(step)) return 0;
  switch (step.type) {
    case 'draw':
    case 'operate':
    case 'apply':
      return step.outputs.reduce((sum, value) => sum + batches.elementsOf(value), 0);
    default:
      return 0;
  }
}

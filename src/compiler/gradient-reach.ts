/**
 * What the gradient of one optimizer step reaches: the nodes between its losses and the weights that it changes, the
 * frozen networks that it passes through, and where stop-gradients and pools cut it. Read from the plan, so it is what runs.
 */
import { hasTrait } from '../nodes/catalog.ts';
import type { LayerProgram, NetworkProgram, Phase, Program, Step } from './program.ts';
import { inputsOf, outputsOf } from './step-values.ts';
import { networkByName } from './weights.ts';

/**
 * `trained`: its weights change. `passed`: a network, or a layer with weights, that the gradient passes and leaves as it
 * is. `touched`: without weights, on the gradient's way. `cut`: the gradient ends here. `used`: computed for this step, out
 * of the gradient's way. What the step does not need is in no list.
 */
export type Reach = 'trained' | 'passed' | 'touched' | 'cut' | 'used';
export type WireReach = 'gradient' | 'cut' | 'used';

export interface GradientReach {
  readonly step: string;
  readonly trains: readonly string[];
  /** Frozen networks on the gradient's way. */
  readonly passes: readonly string[];
  /** Nodes of the objective where the gradient is cut. */
  readonly cuts: readonly string[];
  readonly nodes: ReadonlyMap<string, Reach>;
  /** By `wireId`. */
  readonly wires: ReadonlyMap<string, WireReach>;
  /** Layers by network and id. */
  readonly layers: ReadonlyMap<string, ReadonlyMap<string, Reach>>;
}

/** A wire of the objective: the value `node.port` and the node that reads it. */
export const wireId = (value: string, reader: string) => `${value}>${reader}`;

/** Null for what is no optimizer step of the program. */
export function gradientReach(program: Program, node: string): GradientReach | null {
  const phase = program.iteration.flatMap(({ phases }) => phases).find((one) => one.node === node);
  return phase ? new Tracer(program, phase).trace() : null;
}

class Tracer {
  private readonly networks: ReadonlyMap<string, NetworkProgram>;
  private readonly steps: readonly Step[];
  /** Values that some trained weight has a say in. */
  private readonly influenced = new Set<string>();
  /** Values that some loss of the step depends on, without a cut between. */
  private readonly reached: Set<string>;
  private readonly nodes = new Map<string, Reach>();
  private readonly wires = new Map<string, WireReach>();
  private readonly layers = new Map<string, Map<string, Reach>>();

  constructor(
    private readonly program: Program,
    private readonly phase: Phase,
  ) {
    this.networks = networkByName(program.networks);
    this.steps = [...phase.prologue, ...phase.forward];
    this.reached = new Set(phase.losses.map(({ value }) => value));
  }

  trace(): GradientReach {
    for (const step of this.steps) this.spread(step);
    for (const step of this.steps.toReversed()) this.goBack(step);
    const { node: step, trains, losses } = this.phase;
    for (const { value } of losses) this.wires.set(wireId(value, step), 'gradient');
    this.nodes.set(step, 'touched');
    const { nodes, wires, layers } = this;
    const applied = this.steps.flatMap((one) => (one.type === 'apply' ? [one] : []));
    const passed = applied.filter(({ node }) => nodes.get(node) === 'passed');
    return {
      step,
      trains,
      passes: [...new Set(passed.map(({ network }) => network))],
      cuts: [...nodes].flatMap(([id, reach]) => (reach === 'cut' ? [id] : [])),
      nodes,
      wires,
      layers,
    };
  }

  /** Forwards: where the trained weights have a say. */
  private spread(step: Step): void {
    if (step.type === 'stop' || step.type === 'pool' || step.type === 'recall') return;
    const network = networkOf(step);
    const isTrained = network !== null && this.phase.trains.includes(network);
    if (step.type === 'apply') {
      const program = this.networks.get(step.network);
      step.outputs.forEach((value, at) => {
        const { hasWeights, inputs } = pathsBack(program, at);
        const isReached = inputs.some((input) => this.influenced.has(step.inputs[input] ?? ''));
        if ((isTrained && hasWeights) || isReached) this.influenced.add(value);
      });
      return;
    }
    const isInfluenced = inputsOf(step).some((value) => this.influenced.has(value));
    if (isInfluenced || isTrained) for (const value of outputsOf(step)) this.influenced.add(value);
  }

  /** Backwards: what the gradient of the losses meets on its way to those weights. */
  private goBack(step: Step): void {
    const node = this.nodeOf(step);
    const outputs = outputsOf(step);
    const isOnWay = outputs.some((value) => this.reached.has(value) && this.influenced.has(value));
    const isNeeded = outputs.some((value) => this.reached.has(value));
    if (step.type === 'stop' || step.type === 'pool') {
      const reach = isNeeded ? 'cut' : 'used';
      this.put(step.node, reach);
      this.wires.set(wireId(step.input, step.node), reach);
      return;
    }
    if (step.type === 'recall' || node === null) return;
    this.put(node, isOnWay ? this.reachOf(step) : 'used');
    if (step.type === 'apply') this.goThrough(step);
    else if (step.type === 'loss' && isOnWay) this.goIntoPenalty(step);
    const passing = step.type === 'apply' ? this.passing(step) : new Set(inputsOf(step));
    for (const value of inputsOf(step)) {
      const isGradient = isOnWay && passing.has(value) && this.influenced.has(value);
      const wire = wireId(value, node);
      if (isGradient || !this.wires.has(wire)) {
        this.wires.set(wire, isGradient ? 'gradient' : 'used');
      }
      if (isNeeded && passing.has(value)) this.reached.add(value);
    }
  }

  private nodeOf(step: Step): string | null {
    if (step.type === 'draw') return this.program.sources[step.source]?.node ?? null;
    return step.type === 'recall' ? null : step.node;
  }

  private reachOf(step: Step): Reach {
    if (step.type !== 'apply') return 'touched';
    return this.phase.trains.includes(step.network) ? 'trained' : 'passed';
  }

  /** Inputs of a network from which the outputs that are reached can be reached. */
  private passing(step: Extract<Step, { type: 'apply' }>): ReadonlySet<string> {
    const program = this.networks.get(step.network);
    return new Set(
      step.outputs.flatMap((value, at) =>
        this.reached.has(value)
          ? pathsBack(program, at).inputs.map((input) => step.inputs[input] ?? '')
          : [],
      ),
    );
  }

  /** The same two ways through the layers of a network. */
  private goThrough(step: Extract<Step, { type: 'apply' }>): void {
    const program = this.networks.get(step.network);
    if (!program) return;
    const outputs = program.outputs.filter((_, at) => this.reached.has(step.outputs[at] ?? ''));
    const inputs = program.inputs.filter((_, at) => this.influenced.has(step.inputs[at] ?? ''));
    this.markLayers(
      program,
      outputs.map(({ layer }) => layer),
      inputs.map(({ name }) => name),
    );
  }

  /** A loss that runs a network itself takes a gradient by its inputs: all of the network is on the way. */
  private goIntoPenalty(step: Extract<Step, { type: 'loss' }>): void {
    const program = step.network === null ? undefined : this.networks.get(step.network);
    if (!program) return;
    this.markLayers(
      program,
      program.outputs.map(({ layer }) => layer),
      program.inputs.map(({ name }) => name),
    );
  }

  private markLayers(
    { name, layers }: NetworkProgram,
    reachedLayers: readonly string[],
    influencedInputs: readonly string[],
  ): void {
    const isTrained = this.phase.trains.includes(name);
    const influenced = new Set(influencedInputs.map((input) => `input:${input}`));
    for (const layer of layers) {
      const isOwn = isTrained && hasTrainable(layer);
      const isFed = layer.inputs.some((ref) => influenced.has(ref)) && !isCut(layer);
      if (isOwn || isFed) influenced.add(layer.id);
    }
    const reached = new Set(reachedLayers);
    const known = this.layers.get(name) ?? new Map<string, Reach>();
    this.layers.set(name, known);
    for (const layer of layers.toReversed()) {
      const isReached = reached.has(layer.id);
      const cuts = isReached && isCut(layer) && layer.inputs.some((ref) => influenced.has(ref));
      const isOnWay = isReached && influenced.has(layer.id);
      const found = cuts ? 'cut' : isOnWay ? reachOfLayer(layer, isTrained) : 'used';
      known.set(layer.id, stronger(known.get(layer.id), found));
      if (isReached && !isCut(layer)) for (const ref of layer.inputs) reached.add(ref);
    }
    // Inputs and outputs of a network are nodes of its canvas, too.
    for (const ref of reached) {
      if (ref.startsWith('input:') && influenced.has(ref)) known.set(ref, 'touched');
    }
  }

  private put(node: string, reach: Reach): void {
    this.nodes.set(node, stronger(this.nodes.get(node), reach));
  }
}

const STRENGTH: readonly Reach[] = ['used', 'touched', 'cut', 'passed', 'trained'];

/** What a node counts as that is met twice, or that holds several layers. */
export function stronger(a: Reach | undefined, b: Reach): Reach {
  return a !== undefined && STRENGTH.indexOf(a) > STRENGTH.indexOf(b) ? a : b;
}

function reachOfLayer(layer: LayerProgram, isTrained: boolean): Reach {
  if (!hasTrainable(layer)) return 'touched';
  return isTrained ? 'trained' : 'passed';
}

const hasTrainable = ({ weights }: LayerProgram) => weights.some(({ isTrainable }) => isTrainable);

const isCut = ({ kind }: LayerProgram) => hasTrait(kind, 'passes-gradient-not');

function networkOf(step: Step): string | null {
  return step.type === 'apply' || step.type === 'loss' ? step.network : null;
}

interface PathsBack {
  readonly hasWeights: boolean;
  /** Positions of inputs. */
  readonly inputs: readonly number[];
}

/** From an output of a network back to weights and inputs. */
function pathsBack(network: NetworkProgram | undefined, output: number): PathsBack {
  const start = network?.outputs[output]?.layer;
  if (!network || start === undefined) return { hasWeights: false, inputs: [] };
  const reached = new Set([start]);
  let hasWeights = false;
  for (const layer of network.layers.toReversed()) {
    if (!reached.has(layer.id)) continue;
    hasWeights ||= hasTrainable(layer);
    if (!isCut(layer)) for (const ref of layer.inputs) reached.add(ref);
  }
  const inputs = network.inputs.flatMap(({ name }, at) =>
    reached.has(`input:${name}`) ? [at] : [],
  );
  return { hasWeights, inputs };
}

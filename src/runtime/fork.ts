/**
 * What a run of one program can take over from a run of another: weights of every layer that still fits, with their
 * averages and the state of an optimizer of the same kind, counters and places in the data. Layers are found by network
 * and name, and else by what they were called before. Pure: `plan/take-over.ts` does it.
 */
import type { LayerProgram, Phase, Program } from '../compiler/program.ts';
import type { Shape } from '../nodes/define.ts';
import { fingerprintOf } from './checkpoint.ts';
import { lossStepsOf, phasesOf, poolStepsOf } from './plan/parts.ts';

/** Where a run takes its state from. What is named nowhere begins as in a new run. */
export interface ForkState {
  /** By tensor of the new run, as checkpoints name them: the tensor of the other that it is filled from. */
  readonly tensors: Readonly<Record<string, string>>;
  /** By position in the new program, the position in the other whose counter goes on; null where it begins at 0. */
  readonly phases: readonly (number | null)[];
  readonly sources: readonly (number | null)[];
  readonly pools: readonly (number | null)[];
}

/** Weights are named `network/layer/weight`. */
export interface KeptWeight {
  readonly name: string;
  /** Its name in the other run. */
  readonly from: string;
}

export interface FreshWeight {
  readonly name: string;
  /** Of the weight that has its place in the other run and does not fit; null where nothing has. */
  readonly before: Shape | null;
  readonly after: Shape;
}

export interface ForkPlan {
  readonly state: ForkState;
  readonly kept: readonly KeptWeight[];
  readonly fresh: readonly FreshWeight[];
  /** Steps whose optimizers begin anew, as they are of another kind or were not there. */
  readonly freshSteps: readonly string[];
  /** Nothing begins anew or is left behind, and random numbers are those of the same seed. */
  readonly isExact: boolean;
}

/** What things of the new program were called in the other; null where they were not there. */
export interface EarlierNames {
  node(id: string): string | null;
  network(name: string): string | null;
  layer(network: string, layer: LayerProgram): string | null;
}

export function planFork(before: Program, after: Program, names: EarlierNames): ForkPlan {
  const layers = matchLayers(before, after, names);
  const phases = phasesOf(after).map((phase) => sameNode(phase, phasesOf(before), names));
  const kept: KeptWeight[] = [];
  const trained: KeptWeight[] = [];
  const fresh: FreshWeight[] = [];
  const tensors: Record<string, string> = {};
  for (const { network, layer, place, isKept } of layers) {
    for (const { name, shape, isTrainable } of layer.weights) {
      const own = `${network}/${layer.id}/${name}`;
      const from = place && `${place.network}/${place.layer.id}/${name}`;
      if (isKept && from !== null) {
        kept.push({ name: own, from });
        if (isTrainable) trained.push({ name: own, from });
        tensors[own] = from;
      } else {
        const old = place?.layer.weights.find((weight) => weight.name === name);
        fresh.push({ name: own, before: old?.shape ?? null, after: shape });
      }
    }
  }
  const freshSteps = keepTraining({ before, after, phases, trained }, tensors);
  const pools = keepObjective(before, after, names, tensors);
  const sources = after.sources.map((source) => {
    const at = before.sources.findIndex(
      ({ node, kind, feed }) =>
        isSameNode(source.node, node, names) &&
        kind === source.kind &&
        JSON.stringify(feed) === JSON.stringify(source.feed),
    );
    return at < 0 ? null : at;
  });
  const state: ForkState = {
    tensors,
    phases: phases.map((at, i) => {
      const isFresh = freshSteps.includes(phasesOf(after)[i]?.node ?? '');
      return at === null || isFresh ? null : at;
    }),
    sources,
    pools,
  };
  const counters = [...state.phases, ...sources, ...pools];
  const isWhole = fresh.length === 0 && counters.every((at) => at !== null);
  const isSame = before.seed === after.seed && fingerprintOf(before) === fingerprintOf(after);
  return { state, kept, fresh, freshSteps, isExact: isWhole && isSame };
}

interface Place {
  readonly network: string;
  readonly layer: LayerProgram;
}

interface Match extends Place {
  readonly place: Place | null;
  readonly isKept: boolean;
}

/** A layer of the other run gives its weights once. */
function matchLayers(before: Program, after: Program, names: EarlierNames): readonly Match[] {
  const old = new Map(
    before.networks.flatMap(({ name, layers }) =>
      layers.map((layer): [string, Place] => [`${name}/${layer.id}`, { network: name, layer }]),
    ),
  );
  const all = after.networks.flatMap(({ name, layers }) =>
    layers
      .filter(({ weights }) => weights.length > 0)
      .map((layer) => ({ network: name, layer, key: `${name}/${layer.id}` })),
  );
  const byName = new Set(
    all.filter(({ key, layer }) => fits(old.get(key)?.layer, layer)).map(({ key }) => key),
  );
  const taken = new Set(byName);
  return all.map(({ network, layer, key }) => {
    const same = old.get(key) ?? null;
    if (byName.has(key)) return { network, layer, place: same, isKept: true };
    const earlierNetwork = names.network(network) ?? network;
    const earlierLayer = names.layer(network, layer) ?? layer.id;
    const earlier = `${earlierNetwork}/${earlierLayer}`;
    const place = old.get(earlier) ?? null;
    const isKept = fits(place?.layer, layer) && !taken.has(earlier);
    if (isKept) taken.add(earlier);
    return { network, layer, place: place ?? same, isKept };
  });
}

function fits(old: LayerProgram | undefined, layer: LayerProgram): boolean {
  if (!old || old.kind !== layer.kind || old.weights.length !== layer.weights.length) return false;
  return layer.weights.every(({ name, shape, isTrainable }) =>
    old.weights.some(
      (weight) =>
        weight.name === name &&
        weight.shape.join() === shape.join() &&
        weight.isTrainable === isTrainable,
    ),
  );
}

const isSameNode = (node: string, old: string, names: EarlierNames) =>
  old === (names.node(node) ?? node);

function sameNode(
  { node }: { readonly node: string },
  old: readonly { readonly node: string }[],
  names: EarlierNames,
): number | null {
  const at = old.findIndex((other) => isSameNode(node, other.node, names));
  return at < 0 ? null : at;
}

interface Training {
  readonly before: Program;
  readonly after: Program;
  readonly phases: readonly (number | null)[];
  /** Kept weights that are trained. */
  readonly trained: readonly KeptWeight[];
}

/** What optimizers and averages keep of kept weights. Answers the steps whose optimizers begin anew. */
function keepTraining(
  { before, after, phases, trained }: Training,
  tensors: Record<string, string>,
): readonly string[] {
  const averaged = networksWithAverage(before);
  for (const name of networksWithAverage(after)) {
    for (const weight of within(trained, name)) {
      // An average that was not there begins at the weight, as it does in a new run.
      const hadAverage = averaged.has(networkOf(weight.from));
      tensors[`average:${weight.name}`] = hadAverage ? `average:${weight.from}` : weight.from;
    }
  }
  return phasesOf(after).flatMap((phase, i) => {
    const at = phases[i] ?? null;
    const old = at === null ? undefined : phasesOf(before)[at];
    if (old?.optimizer.type !== phase.optimizer.type) return [phase.node];
    for (const network of phase.trains) {
      for (const weight of within(trained, network)) {
        if (!old.trains.includes(networkOf(weight.from))) continue;
        tensors[`step${phase.index}:${weight.name}`] = `step${old.index}:${weight.from}`;
      }
    }
    return [];
  });
}

/** What losses and history buffers keep. Answers where each buffer was. */
function keepObjective(
  before: Program,
  after: Program,
  names: EarlierNames,
  tensors: Record<string, string>,
): readonly (number | null)[] {
  const oldLosses = lossStepsOf(before);
  for (const loss of lossStepsOf(after)) {
    const old = oldLosses[sameNode(loss, oldLosses, names) ?? -1];
    if (old?.kind !== loss.kind) continue;
    tensors[`loss:${loss.output}`] = `loss:${old.output}`;
    for (const { name, shape } of loss.weights) {
      const isThere = old.weights.some((w) => w.name === name && w.shape.join() === shape.join());
      if (isThere) tensors[`state:${loss.node}/${name}`] = `state:${old.node}/${name}`;
    }
  }
  const oldPools = poolStepsOf(before);
  return poolStepsOf(after).map((pool) => {
    const at = sameNode(pool, oldPools, names);
    const old = oldPools[at ?? -1];
    const isSame = old?.pool.size === pool.pool.size && old.shape.join() === pool.shape.join();
    if (!old || !isSame) return null;
    tensors[`pool:${pool.node}`] = `pool:${old.node}`;
    return at;
  });
}

const networkOf = (weight: string) => weight.slice(0, weight.indexOf('/'));
const within = (kept: readonly KeptWeight[], network: string) =>
  kept.filter(({ name }) => networkOf(name) === network);

function networksWithAverage(program: Program): ReadonlySet<string> {
  const hasAverage = ({ averageDecay }: Phase) => averageDecay !== null;
  return new Set(
    phasesOf(program)
      .filter(hasAverage)
      .flatMap(({ trains }) => trains),
  );
}

/** What steps, losses, sources and views do, read from the program: facts for the inspector. */
import type { Schedule, ViewSpec } from '../nodes/specs.ts';
import type { Phase, Program, SourceProgram, Step } from './program.ts';

export interface StepRole {
  readonly phase: Phase;
  readonly trains: readonly string[];
  /** Networks that it runs and leaves as they are. */
  readonly frozen: readonly string[];
  readonly losses: readonly { readonly node: string; readonly weight: Schedule }[];
  /** Steps whose gradients are taken together with its own. */
  readonly together: readonly string[];
  /** Steps of the next order, or of the one before where it is the last; none where it is alone. */
  readonly neighbours: { readonly nodes: readonly string[]; readonly isNext: boolean } | null;
}

export function stepRole(program: Program, node: string): StepRole | null {
  const groups = program.iteration;
  const at = groups.findIndex(({ phases }) => phases.some((phase) => phase.node === node));
  const phases = groups[at]?.phases ?? [];
  const phase = phases.find((one) => one.node === node);
  if (!phase) return null;
  const { trains, losses } = phase;
  const runs = networksOf([...phase.prologue, ...phase.forward]);
  const names = (index: number) => groups[index]?.phases.map((other) => other.node) ?? [];
  const isLast = at === groups.length - 1;
  const nodes = groups.length > 1 ? names(isLast ? at - 1 : at + 1) : [];
  return {
    phase,
    trains,
    frozen: runs.filter((name) => !trains.includes(name)),
    losses: losses.map(({ value, weight }) => ({ node: nodeOf(value), weight })),
    together: phases.flatMap((other) => (other.node === node ? [] : [other.node])),
    neighbours: nodes.length > 0 ? { nodes, isNext: !isLast } : null,
  };
}

export interface LossRole {
  readonly steps: readonly {
    readonly node: string;
    readonly weight: Schedule;
    /** Networks that its gradient changes. */
    readonly reaches: readonly string[];
  }[];
}

export function lossRole(program: Program, node: string): LossRole {
  const phases = program.iteration.flatMap((group) => group.phases);
  return {
    steps: phases.flatMap((phase) =>
      phase.losses
        .filter(({ value }) => nodeOf(value) === node)
        .map(({ value, weight }) => ({
          node: phase.node,
          weight,
          reaches: reached(phase, value).filter((name) => phase.trains.includes(name)),
        })),
    ),
  };
}

export function sourceRole(program: Program, node: string): SourceProgram | null {
  return program.sources.find((source) => source.node === node) ?? null;
}

export function viewRole(program: Program, node: string): ViewSpec | null {
  return program.views.find((view) => view.node === node)?.spec ?? null;
}

/** Steps that train a network. */
export function trainersOf(program: Program, network: string): readonly string[] {
  return program.iteration
    .flatMap(({ phases }) => phases)
    .flatMap(({ node, trains }) => (trains.includes(network) ? [node] : []));
}

const nodeOf = (value: string) => value.slice(0, value.indexOf('.'));

function networksOf(steps: readonly Step[]): readonly string[] {
  const names = steps.flatMap((step) => {
    if (step.type === 'apply') return [step.network];
    return step.type === 'loss' && step.network !== null ? [step.network] : [];
  });
  return [...new Set(names)];
}

/** Networks on the way back from a value, up to where gradients are stopped. */
function reached({ forward }: Phase, value: string): readonly string[] {
  const wanted = new Set([value]);
  const found = new Set<string>();
  for (const step of forward.toReversed()) {
    if (step.type === 'loss' && wanted.has(step.output)) {
      if (step.network !== null) found.add(step.network);
      for (const input of step.inputs) wanted.add(input);
    } else if (step.type === 'apply' && step.outputs.some((output) => wanted.has(output))) {
      found.add(step.network);
      for (const input of step.inputs) wanted.add(input);
    } else if (step.type === 'operate' && step.outputs.some((output) => wanted.has(output))) {
      for (const input of step.inputs) wanted.add(input);
    }
  }
  return [...found].reverse();
}

/** Networks and steps of the objective: who is used, who is trained, by whom. */
import type { Document } from '../../graph-schemas/document.ts';
import type { Definition } from '../nodes/define.ts';
import type { OptimizerSpec, Schedule } from '../nodes/specs.ts';
import type { CanvasNode } from './canvas.ts';
import { networkId } from './graph-of.ts';
import type { InferredNetwork } from './infer.ts';
import type { Objective } from './objective.ts';
import type { Problem } from './problem.ts';
import type { ProblemList } from './problem-list.ts';

export function checkSteps(
  document: Document,
  { canvas, used }: Objective,
  networks: ReadonlyMap<string, InferredNetwork>,
  problems: ProblemList,
): void {
  const nodes = [...canvas.nodes.values()];
  const steps = nodes.flatMap((node) =>
    node.definition.family === 'step'
      ? [{ id: node.id, isSound: node.isSound, spec: node.definition.step(node.params) }]
      : [],
  );
  if (steps.length === 0) {
    const message = 'the objective needs an optimizer step that trains a network, found none';
    problems.error('objective.empty', { graph: 'objective' }, message);
  }
  const applied = new Set(
    nodes.flatMap(({ id, definition, params }) =>
      used.has(id) ? networksRunBy(definition, params) : [],
    ),
  );
  const trained = new Set(steps.flatMap(({ spec }) => (neverRuns(spec) ? [] : spec.trains)));
  for (const name of Object.keys(document.networks)) {
    const graph = networkId(name);
    if (!applied.has(name)) {
      problems.warning('network.unused', { graph }, `nothing in the objective applies ${name}`, {
        label: `Remove ${name}`,
        edits: [{ type: 'remove-network', name }],
      });
    } else if (!trained.has(name) && hasTrainable(networks.get(name))) {
      const idle = steps.find(({ spec }) => spec.trains.includes(name));
      const message = idle
        ? `${idle.id} trains ${name}, but never changes it: it never repeats, or all its losses have weight 0`
        : `no optimizer step trains ${name}, so it stays as it starts`;
      problems.warning('network.never-trained', { graph }, message);
    }
  }
  for (const { id, spec, isSound } of steps) {
    if (!isSound || spec.trains.length > 0) continue;
    const where = { graph: 'objective', node: id, field: 'trains' } as const;
    problems.error('step.no-network', where, 'a step trains at least one network, found none');
  }
  checkOptimizers(steps, problems);
  const firstOf = new Map<number, (typeof steps)[number]>();
  for (const step of steps) {
    const first = firstOf.get(step.spec.order);
    if (!first) firstOf.set(step.spec.order, step);
    else if (JSON.stringify(first.spec.repeat) !== JSON.stringify(step.spec.repeat)) {
      problems.error(
        'step.repeat-in-group',
        { graph: 'objective', node: step.id, field: 'repeat' },
        `steps of equal order ${step.spec.order} are simultaneous and repeat equally often; ${first.id} and ${step.id} differ`,
        {
          label: 'Let it run after the other',
          edits: [
            {
              type: 'set-params',
              graph: 'objective',
              id: step.id,
              params: { order: Math.max(...steps.map(({ spec }) => spec.order)) + 1 },
            },
          ],
        },
      );
    }
  }
}

function neverRuns({ repeat, lossWeights }: OptimizerSpec): boolean {
  const isNought = (schedule: Schedule) => schedule.type === 'constant' && schedule.value === 0;
  return isNought(repeat) || (lossWeights.length > 0 && lossWeights.every(isNought));
}

interface OptimizerStep {
  readonly id: string;
  readonly spec: OptimizerSpec;
}

/** A rarer step (lazy regularisation) is meant; two steps as frequent keep moments that do not know of each other. */
function checkOptimizers(steps: readonly OptimizerStep[], problems: ProblemList): void {
  const first = new Map<string, OptimizerStep>();
  for (const step of steps) {
    for (const name of new Set(step.spec.trains)) {
      const other = first.get(name);
      if (!other) first.set(name, step);
      else if (other.spec.every === step.spec.every) {
        problems.warning(
          'network.two-optimizers',
          { graph: 'objective', node: step.id, field: 'trains' },
          `${other.id} and ${step.id} both train ${name}, each with an optimizer of its own, so each undoes part of what the other does; give one step all losses of ${name}`,
          leaveTo(name, step, other) ?? leaveTo(name, other, step),
        );
      }
    }
  }
}

/** Not where the step that gives the network up would have none. */
function leaveTo(name: string, giving: OptimizerStep, keeping: OptimizerStep): Problem['fix'] {
  const trains = giving.spec.trains.filter((trained) => trained !== name);
  if (trains.length === 0) return undefined;
  return {
    label: `Train ${name} in ${keeping.id} only`,
    edits: [{ type: 'set-params', graph: 'objective', id: giving.id, params: { trains } }],
  };
}

function networksRunBy(definition: Definition, params: CanvasNode['params']): readonly string[] {
  if (definition.family === 'structure') return [String(params.network)];
  if (definition.family === 'loss' && definition.network) return [definition.network(params)];
  return [];
}

function hasTrainable(network: InferredNetwork | undefined): boolean {
  return (network?.layers ?? []).some((layer) =>
    layer?.weights.some(({ isTrainable }) => isTrainable),
  );
}

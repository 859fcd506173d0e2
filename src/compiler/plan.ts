/**
 * The training plan: one phase for each optimizer step, holding what is upstream of its losses. Decides
 * which values a phase recalls from an earlier one, what runs before the tape, and which evaluations are
 * the same. Called for documents without errors; `check-program.ts` checks what this makes.
 */
import type { CanvasNode } from '../graph/canvas.ts';
import type { Objective } from '../graph/objective.ts';
import type { OptimizerSpec } from '../nodes/specs.ts';
import type { Phase, PhaseGroup, SourceProgram, Step, ViewProgram } from './program.ts';
import { alwaysRuns } from './schedules.ts';
import { programSources } from './sources.ts';
import { inputsOf, outputsOf } from './step-values.ts';
import { StepWriter } from './step-writer.ts';
import { upstream } from './upstream.ts';

export interface Plan {
  readonly sources: readonly SourceProgram[];
  readonly iteration: readonly PhaseGroup[];
  readonly views: readonly ViewProgram[];
}

interface Draft {
  readonly node: CanvasNode;
  readonly spec: OptimizerSpec;
  /** Nodes evaluated in this phase, each after what it reads. */
  readonly computed: readonly string[];
  /** Values read through a stop-gradient that the phase of that index made. */
  readonly recalled: ReadonlyMap<string, number>;
}

export function makePlan(objective: Objective): Plan {
  const sources = programSources(objective);
  const drafts = draftPhases(objective);
  const writer = new StepWriter(objective, sources);
  const groups: { order: number; phases: Phase[] }[] = [];
  const keep = drafts.map((_, index) => [
    ...new Set(
      drafts.flatMap(({ recalled }) => [...recalled].flatMap(([v, q]) => (q === index ? [v] : []))),
    ),
  ]);
  let pending: Draft[] = [];
  for (const [index, draft] of drafts.entries()) {
    const order = draft.spec.order;
    if (groups.at(-1)?.order !== order) {
      // Phases of one group see the same weights; the next group sees updated ones.
      for (const { spec } of pending) writer.markTrained(spec.trains);
      pending = [];
      groups.push({ order, phases: [] });
    }
    pending.push(draft);
    groups.at(-1)?.phases.push(writePhase(objective, writer, draft, index, keep[index] ?? []));
  }
  return { sources, iteration: groups, views: writeViews(objective, writer) };
}

function draftPhases(objective: Objective): Draft[] {
  const steps = [...objective.canvas.nodes.values()].flatMap((node) =>
    node.definition.family === 'step' ? [{ node, spec: node.definition.step(node.params) }] : [],
  );
  const drafts: Draft[] = [];
  for (const { node, spec } of steps.sort((a, b) => a.spec.order - b.spec.order)) {
    const available = new Map<string, number>();
    for (const [index, earlier] of drafts.entries()) {
      if (spec.every % earlier.spec.every !== 0 || !alwaysRuns(earlier.spec.repeat)) continue;
      for (const id of earlier.computed) if (!available.has(id)) available.set(id, index);
    }
    drafts.push({ node, spec, ...resolveRecalls(objective, node.id, available) });
  }
  return drafts;
}

/** Cuts the phase at stop-gradients whose input an earlier phase made, unless it computes that input anyway. */
function resolveRecalls(
  objective: Objective,
  step: string,
  available: ReadonlyMap<string, number>,
): { readonly computed: readonly string[]; readonly recalled: ReadonlyMap<string, number> } {
  const { canvas } = objective;
  const cuts = new Map<string, string>();
  for (const id of objective.used) {
    const node = canvas.nodes.get(id);
    const wire = canvas.wires.get(`${id}.in`);
    if (node?.definition.family !== 'barrier' || !wire || !available.has(wire.node)) continue;
    if (isShareable(objective, wire.node)) cuts.set(id, wire.node);
  }
  let all = upstream(canvas, step, (id) => cuts.has(id));
  // A barrier whose input is computed anyway is none, and comes after that input.
  for (;;) {
    const computed = new Set(all);
    const needless = [...cuts].filter(([, made]) => computed.has(made));
    if (needless.length === 0) break;
    for (const [barrier] of needless) cuts.delete(barrier);
    all = upstream(canvas, step, (id) => cuts.has(id));
  }
  const isComputed = new Set(all);
  const recalled = new Map<string, number>();
  for (const [barrier, made] of cuts) {
    const wire = canvas.wires.get(`${barrier}.in`);
    if (!wire || !isComputed.has(barrier)) continue;
    recalled.set(`${wire.node}.${wire.port}`, available.get(made) ?? 0);
  }
  return { computed: all.filter((id) => id !== step), recalled };
}

/** A draw is repeated at no cost; what depends on fresh draws belongs to its own phase. */
function isShareable({ canvas }: Objective, made: string): boolean {
  const family = canvas.nodes.get(made)?.definition.family;
  if (family === 'source') return false;
  return upstream(canvas, made, () => false).every((id) => {
    const node = canvas.nodes.get(id);
    const { definition } = node ?? {};
    return definition?.family !== 'source' || definition.fresh(node?.params) === 'iteration';
  });
}

function writePhase(
  objective: Objective,
  writer: StepWriter,
  { node, spec, computed, recalled }: Draft,
  index: number,
  keep: readonly string[],
): Phase {
  const steps = writer.write(computed, recalled, index);
  const influenced = new Set<string>();
  const [prologue, forward]: [Step[], Step[]] = [[], []];
  for (const step of steps) {
    const isTrained = step.type === 'apply' && spec.trains.includes(step.network);
    const isInfluenced = isTrained || inputsOf(step).some((value) => influenced.has(value));
    if (isInfluenced) for (const value of outputsOf(step)) influenced.add(value);
    (isInfluenced || step.type === 'loss' ? forward : prologue).push(step);
  }
  const losses = spec.lossWeights.flatMap((weight, at) => {
    const wire = objective.canvas.wires.get(`${node.id}.loss${at}`);
    return wire ? [{ value: `${wire.node}.${wire.port}`, weight }] : [];
  });
  const { trains, repeat, every, optimizer, learningRate } = spec;
  const { weightClip, gradientClip, averageDecay } = spec;
  return {
    node: node.id,
    index,
    title: node.node.title ?? node.id,
    trains: [...new Set(trains)],
    repeat,
    every,
    prologue,
    forward,
    losses,
    keep,
    optimizer,
    learningRate,
    weightClip,
    gradientClip,
    averageDecay,
  };
}

function writeViews(objective: Objective, writer: StepWriter): ViewProgram[] {
  const { canvas, values } = objective;
  return [...canvas.nodes.values()].flatMap((node) => {
    if (node.definition.family !== 'view') return [];
    const computed = upstream(canvas, node.id, () => false).filter((id) => id !== node.id);
    const shown = node.ports.inputs.flatMap(({ name }) => {
      const wire = canvas.wires.get(`${node.id}.${name}`);
      const value = wire && values.get(`${wire.node}.${wire.port}`);
      return wire && value ? [{ value: `${wire.node}.${wire.port}`, type: value.type }] : [];
    });
    return [
      {
        node: node.id,
        title: node.node.title ?? node.definition.title,
        spec: node.definition.view(node.params),
        steps: writer.writeView(computed),
        values: shown,
      },
    ];
  });
}

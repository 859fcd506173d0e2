/** What everything of the objective is called in `train.py`: attributes of the experiment and of a batch, local values. */
import type { Program, Step } from '../compiler/program.ts';
import type { TorchCode } from '../nodes/torch.ts';
import { FILE_NAMES } from './file-names.ts';
import { Names, snake } from './python-names.ts';
import { allHelpers, torchCode } from './torch-code.ts';
import type { NetworkModel } from './write-model.ts';

export const EXPERIMENT_MEMBERS = (
  'accumulate averages batch_size device feeds groups iterate learned load_weights losses networks precision ' +
  'processes save_weights seed sheets state load_state step steps log modules pools'
).split(' ');

/** A node of the objective that is an object of its own: a pool, a loss with state, an operation with settings. */
export interface ObjectiveModule {
  readonly node: string;
  readonly name: string;
  readonly code: TorchCode;
  readonly isPool: boolean;
}

export interface ObjectiveNames {
  /** Attribute of each network. */
  readonly networks: ReadonlyMap<string, NetworkModel>;
  /** Attribute of each optimizer step, by node. */
  readonly steps: ReadonlyMap<string, string>;
  readonly modules: ReadonlyMap<string, ObjectiveModule>;
  /** Attribute of each network's moving average. */
  readonly averages: ReadonlyMap<string, string>;
  /** Method that computes the losses of each optimizer step, by node. */
  readonly lossMethods: ReadonlyMap<string, string>;
  /** Method that draws each view, by node. */
  readonly viewMethods: ReadonlyMap<string, string>;
  /** What local values must not hide: names of the file. */
  readonly reserved: ReadonlySet<string>;
}

type CodedStep = Extract<Step, { type: 'operate' | 'loss' | 'pool' }>;

export function nameObjective(program: Program, models: readonly NetworkModel[]): ObjectiveNames {
  const names = new Names(EXPERIMENT_MEMBERS);
  const networks = new Map(
    models.map((model) => [model.network.name, { ...model, variable: names.take(model.variable) }]),
  );
  const phases = program.iteration.flatMap((group) => group.phases);
  const steps = new Map(phases.map(({ node }) => [node, names.take(snake(node))]));
  const averaged = phases.flatMap(({ averageDecay, trains }) =>
    averageDecay === null ? [] : trains,
  );
  const averages = new Map(
    [...new Set(averaged)].map((name) => [
      name,
      names.take(`${networks.get(name)?.variable ?? snake(name)}_average`),
    ]),
  );
  const modules = new Map<string, ObjectiveModule>();
  const all = [
    ...phases.flatMap(({ prologue, forward }) => [...prologue, ...forward]),
    ...program.views.flatMap((view) => view.steps),
  ];
  for (const step of all) {
    if (!isCoded(step) || modules.has(step.node)) continue;
    const code = stepCode(program, step);
    if (!code.module) continue;
    const name = names.take(snake(step.node));
    modules.set(step.node, { node: step.node, name, code, isPool: step.type === 'pool' });
  }
  const lossMethods = new Map(
    [...steps].map(([node, name]) => [node, names.take(`${name}_losses`)] as const),
  );
  const viewMethods = new Map(
    program.views.map(({ node }) => [node, names.take(`draw_${snake(node)}`)] as const),
  );
  const helpers = allHelpers(objectiveCodes(program)).map(({ name }) => name);
  const reserved = new Set([...FILE_NAMES, ...helpers]);
  return { networks, steps, modules, averages, lossMethods, viewMethods, reserved };
}

export function isCoded(step: Step): step is CodedStep {
  return step.type === 'operate' || step.type === 'loss' || step.type === 'pool';
}

/** What the kind of a step says of itself in PyTorch. */
export function stepCode(program: Program, step: CodedStep): TorchCode {
  const shapes = valueShapes(program);
  if (step.type === 'pool') {
    const params = { size: step.pool.size, swapProbability: step.pool.swapProbability };
    return torchCode('image-pool', params, {
      inputShapes: [step.shape],
      outputShapes: [step.shape],
    });
  }
  const inputShapes = step.inputs.map((input) => shapes.get(input) ?? []);
  if (step.type === 'operate') {
    const outputShapes = step.outputTypes.map(({ type }) =>
      type.type === 'tensor' ? type.shape : [],
    );
    return torchCode(step.kind, step.params, { inputShapes, outputShapes });
  }
  const used = program.networks.find(({ name }) => name === step.network);
  const network = used && {
    inputs: used.inputs.map(({ name }) => name),
    outputs: used.outputs.map(({ name }) => name),
  };
  const context = { inputShapes, outputShapes: [[]] };
  return torchCode(step.kind, step.params, network ? { ...context, network } : context);
}

/** Everything in the objective that speaks PyTorch. */
export function objectiveCodes(program: Program): readonly TorchCode[] {
  const steps = [
    ...program.iteration.flatMap(({ phases }) =>
      phases.flatMap(({ prologue, forward }) => [...prologue, ...forward]),
    ),
    ...program.views.filter(({ spec }) => spec.type !== 'metric').flatMap((view) => view.steps),
  ];
  const drawn = program.sources.flatMap(({ kind, params, outputs, feed }) => {
    if (feed) return [];
    const outputShapes = outputs.map(({ type }) => (type.type === 'tensor' ? type.shape : []));
    return [torchCode(kind, params, { inputShapes: [], outputShapes })];
  });
  return [...steps.flatMap((step) => (isCoded(step) ? [stepCode(program, step)] : [])), ...drawn];
}

const known = new WeakMap<Program, ReadonlyMap<string, readonly number[]>>();

/** Shapes of all values of the objective. */
export function valueShapes(program: Program): ReadonlyMap<string, readonly number[]> {
  const found = known.get(program);
  if (found) return found;
  const shapes = new Map<string, readonly number[]>();
  for (const { outputs } of program.sources) {
    for (const { value, type } of outputs)
      shapes.set(value, type.type === 'tensor' ? type.shape : []);
  }
  const visit = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if (step.type === 'apply') {
        const network = program.networks.find(({ name }) => name === step.network);
        for (const [index, name] of step.outputs.entries()) {
          shapes.set(name, network?.outputs[index]?.shape ?? []);
        }
      } else if (step.type === 'operate') {
        step.outputs.forEach((name, index) => {
          const type = step.outputTypes[index]?.type;
          shapes.set(name, type?.type === 'tensor' ? type.shape : []);
        });
      } else if (step.type === 'stop') shapes.set(step.output, shapes.get(step.input) ?? []);
      else if (step.type === 'pool') shapes.set(step.output, step.shape);
    }
  };
  for (const { phases } of program.iteration) {
    for (const { prologue, forward } of phases) visit([...prologue, ...forward]);
  }
  for (const { steps } of program.views) visit(steps);
  known.set(program, shapes);
  return shapes;
}

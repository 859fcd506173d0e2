/** The program as a person reads it: what is trained, what is drawn, then the iteration line by line with shapes. */
import type { Shape, ValueType } from '../nodes/define.ts';
import type { Feed, Optimizer } from '../nodes/specs.ts';
import { printNetwork } from './print-network.ts';
import { printStages } from './print-stages.ts';
import type { Phase, PhaseGroup, Program, SourceProgram, Step, ViewProgram } from './program.ts';
import { printFactor, printSchedule } from './schedules.ts';
import { networkByName } from './weights.ts';

export function printProgram(program: Program): string {
  const { length } = program;
  const long = length.type === 'steps' ? `${length.steps} steps` : `${length.epochs} epochs`;
  const shapes = shapesOf(program);
  return [
    `${program.name}`,
    `${long} of batch ${program.batchSize}, seed ${program.seed}; samples every ${program.sampleEvery}, metrics every ${program.measureEvery}, checkpoint every ${program.checkpointEvery}`,
    '',
    ...program.networks.flatMap((network) => [...printNetwork(network), '']),
    ...(program.sources.length > 0 ? ['sources', ...program.sources.map(printSource), ''] : []),
    'each iteration (gradients flow through what is marked │)',
    ...program.iteration.flatMap((group) => printGroup(group, shapes)),
    '',
    ...printStages(program),
    ...program.views.flatMap((view) => [...printView(view, shapes), '']),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

type Shapes = ReadonlyMap<string, string>;

function printShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

function printType(type: ValueType): string {
  switch (type.type) {
    case 'tensor':
      return printShape(type.shape);
    case 'label':
      return `label of ${type.classes}`;
    case 'loss':
      return 'loss';
    default:
      return type satisfies never;
  }
}

/** Batch and shape of every value. */
function shapesOf(program: Program): Shapes {
  const shapes = new Map<string, string>();
  for (const { outputs, batchSize } of program.sources) {
    for (const { value, type } of outputs) shapes.set(value, `${batchSize} × ${printType(type)}`);
  }
  const networks = networkByName(program.networks);
  const batchOf = (value: string | undefined) => shapes.get(value ?? '')?.split(' × ')[0];
  const read = (step: Step) => {
    if (step.type === 'stop' || step.type === 'pool') {
      const shape = shapes.get(step.input);
      if (shape) shapes.set(step.output, shape);
    }
    if (step.type === 'operate') {
      for (const [at, value] of step.outputs.entries()) {
        const made = step.outputTypes[at];
        if (made) shapes.set(value, `${made.batch} × ${printType(made.type)}`);
      }
    }
    if (step.type !== 'apply') return;
    const batch = batchOf(step.inputs[0]) ?? program.batchSize;
    for (const [at, value] of step.outputs.entries()) {
      const shape = networks.get(step.network)?.outputs[at]?.shape;
      if (shape) shapes.set(value, `${batch} × ${printShape(shape)}`);
    }
  };
  for (const { phases } of program.iteration) {
    for (const { prologue, forward } of phases) [...prologue, ...forward].forEach(read);
  }
  for (const { steps } of program.views) steps.forEach(read);
  return shapes;
}

function printSource({ node, kind, batchSize, fresh, outputs, feed }: SourceProgram): string {
  const drawn = {
    iteration: 'once an iteration',
    phase: 'for each step',
    repeat: 'for each repeat',
  };
  const types = outputs.map(({ type }) => printType(type)).join(', ');
  const data = feed ? ` · ${printFeed(feed)}` : '';
  return `  ${node}: ${kind} ${batchSize} × ${types}, drawn ${drawn[fresh]}${data}`;
}

function printFeed({ builtin, select, transform, withLabels, classes }: Feed): string {
  const labels = withLabels ? `, ${classes} classes` : '';
  if (transform.type === 'points') return `${builtin}${labels}`;
  const range = transform.range === 'symmetric' ? '−1…1' : '0…1';
  const part = select === 'all' ? '' : `${select} of `;
  return `${part}${builtin} unless data is bound, ${range}, ${transform.fit}${transform.isFlipped ? ', flipped at random' : ''}${labels}`;
}

function printGroup({ phases, order }: PhaseGroup, shapes: Shapes): readonly string[] {
  const lines = phases.flatMap((phase) => printPhase(phase, shapes));
  if (phases.length === 1) return lines;
  return [
    `  together (order ${order}): all gradients are taken before any is applied`,
    ...lines.map((line) => `  ${line}`),
  ];
}

function printPhase(phase: Phase, shapes: Shapes): readonly string[] {
  const repeat = printSchedule(phase.repeat);
  const often = [
    ...(repeat === '1' ? [] : [`repeated ${repeat} times`]),
    ...(phase.every === 1 ? [] : [`every ${phase.every} iterations`]),
  ];
  const isOnTape = new Set(phase.forward);
  const steps = [...phase.prologue, ...phase.forward];
  const sum = phase.losses
    .map(({ value, weight }) => `${printFactor(weight)}${owner(value)}`)
    .join(' + ');
  const extras = [
    ...(phase.weightClip === null ? [] : [`weights clipped to ±${phase.weightClip}`]),
    ...(phase.gradientClip === null ? [] : [`gradient norm at most ${phase.gradientClip}`]),
    ...(phase.averageDecay === null ? [] : [`moving average with decay ${phase.averageDecay}`]),
  ];
  return [
    `  ${phase.index + 1}. ${phase.title}: trains ${phase.trains.join(', ')}${often.length > 0 ? `, ${often.join(', ')}` : ''}`,
    ...aligned(steps.map((step) => printStep(step, shapes, isOnTape.has(step)))),
    `     minimize ${sum}`,
    `     ${printOptimizer(phase.optimizer)}, rate ${printSchedule(phase.learningRate)}${extras.map((text) => `; ${text}`).join('')}`,
    ...(phase.keep.length > 0 ? [`     keep ${phase.keep.join(', ')} for later steps`] : []),
  ];
}

function printView({ title, spec, steps, values }: ViewProgram, shapes: Shapes): readonly string[] {
  return [
    `${spec.type} "${title}"`,
    ...aligned(steps.map((step) => printStep(step, shapes, false))),
    `     ${spec.type === 'metric' ? 'compare' : 'show'} ${values.map(({ value, type }) => `${value} ${printType(type)}`).join(', ')}`,
  ];
}

type Line = readonly [left: string, right: string];

/** `│` marks what is on the tape. */
function printStep(step: Step, shapes: Shapes, isOnTape: boolean): Line {
  const made = (value: string) => `     ${isOnTape ? '│' : ' '} ${value}`;
  const type = (value: string) => shapes.get(value) ?? '';
  switch (step.type) {
    case 'draw':
      return [made(`${step.outputs.join(', ')} = draw`), step.outputs.map(type).join(', ')];
    case 'apply': {
      const call = `${step.outputs.join(', ')} = ${step.network}(${step.inputs.join(', ')})`;
      const note = step.updatesStatistics ? '' : ' (statistics stay)';
      return [made(call), `${step.outputs.map(type).join(', ')}${isOnTape ? note : ''}`];
    }
    case 'operate':
      return [
        made(`${step.outputs.join(', ')} = ${step.kind}(${step.inputs.join(', ')})`),
        step.outputs.map(type).join(', '),
      ];
    case 'stop':
      return [made(`${step.output} = stop-gradient(${step.input})`), type(step.output)];
    case 'pool': {
      const { size } = step.pool;
      const call = `${step.output} = image-pool(${step.input}, ${size} samples)`;
      return [made(call), type(step.output)];
    }
    case 'recall':
      return [made(`${step.value} = recall`), `${type(step.value)} as the earlier step made it`];
    case 'loss': {
      const { mode, side } = step.params;
      const settings = typeof mode === 'string' ? `, ${mode} ${String(side)}` : '';
      const within = step.network === null ? '' : ` of ${step.network}`;
      const inputs = `${step.inputs.join(', ')}${settings}`;
      return [made(`${owner(step.output)} = ${step.kind}${within}(${inputs})`), 'loss'];
    }
    default:
      return step satisfies never;
  }
}

function aligned(lines: readonly Line[]): readonly string[] {
  const width = Math.min(72, Math.max(0, ...lines.map(([left]) => left.length)));
  return lines.map(([left, right]) => `${left.padEnd(width)}  ${right}`.trimEnd());
}

function printOptimizer(optimizer: Optimizer): string {
  const { type, ...settings } = optimizer;
  const list = Object.entries(settings)
    .filter(([, value]) => value !== 0 && value !== false)
    .map(([name, value]) => `${name} ${value}`);
  return `${type}${list.length > 0 ? ` (${list.join(', ')})` : ''}`;
}

function owner(value: string): string {
  return value.split('.')[0] ?? value;
}

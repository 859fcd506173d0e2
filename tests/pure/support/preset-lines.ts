/**
 * Presets as lines of text that can be compared with a reference, line by line: what every layer is, what
 * its weights begin as and where it reads from; what one iteration does, in order.
 */
import { compile } from '../../../src/compiler/compile.ts';
import type { LayerProgram, Phase, Program, Step } from '../../../src/compiler/program.ts';
import { presets } from '../../../src/graph/presets.ts';
import type { Initializer } from '../../../src/nodes/fields/initializer.ts';
import type { Optimizer, Schedule } from '../../../src/nodes/specs.ts';

type Values = Readonly<Record<string, number>>;

export function presetProgram(id: string, values: Values = {}, profile = 'paper'): Program {
  const document = presets.find((candidate) => candidate.id === id)?.document;
  if (!document) throw new Error(`no preset ${id}`);
  const all = { ...document.profiles?.[profile]?.values, ...values };
  const { program, problems } = compile(document, { values: all });
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  return program;
}

/** Trainable and other numbers of every network. */
export function countsOf({ networks }: Program): Record<string, readonly [number, number]> {
  return Object.fromEntries(
    networks.map(({ name, layers }) => {
      const weights = layers.flatMap((layer) => layer.weights);
      const count = (isTrainable: boolean) =>
        weights
          .filter((weight) => weight.isTrainable === isTrainable)
          .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
      return [name, [count(true), count(false)]];
    }),
  );
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}

/**
 * `conv2d s2 p1 kernel 4×4×3×64 N(0, 0.02) → 32×32×64`, one line for each layer. A layer that does not read just
 * the one before it says what it reads: ` < join, input:z`.
 */
export function linesOf(program: Program, network: string): string[] {
  const found = program.networks.find(({ name }) => name === network);
  if (!found) throw new Error(`no network ${network}`);
  let previous = `input:${found.inputs[0]?.name}`;
  return found.layers.map((layer) => {
    const line = lineOf(layer, previous);
    previous = layer.id;
    return line;
  });
}

function lineOf(layer: LayerProgram, previous: string): string {
  const { kind, inputs, outputShape, weights } = layer;
  const isNext = inputs.length === 1 && inputs[0] === previous;
  const trained = weights.filter(({ isTrainable }) => isTrainable);
  return [
    kind,
    ...settingsOf(layer.params),
    ...trained.map((w) => `${w.name} ${w.shape.join('×')} ${startOf(w.initializer)}`),
    `→ ${outputShape.join('×')}`,
    ...(isNext ? [] : [`< ${inputs.join(', ')}`]),
  ].join(' ');
}

/** What the shapes of weights do not tell. */
function settingsOf(params: LayerProgram['params']): string[] {
  const told: string[] = [];
  const tell = (name: string, text: (value: unknown) => string | null) => {
    const line = name in params ? text(params[name]) : null;
    if (line) told.push(line);
  };
  tell('stride', (value) => `s${value}`);
  tell('padding', (value) => paddingOf(value as Padding));
  tell('outputPadding', (value) => (value ? `o${value}` : null));
  for (const name of [
    'epsilon',
    'momentum',
    'slope',
    'rate',
    'factor',
    'groupSize',
    'psi',
    'decay',
  ])
    tell(name, (value) => `${name} ${value}`);
  for (const name of ['method', 'mode', 'size', 'start', 'taps', 'value'])
    tell(name, (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)));
  for (const name of ['top', 'bottom', 'left', 'right']) tell(name, String);
  if (params.equalizedLr) {
    told.push(`equalized ×${Number(Number(params.gain).toPrecision(6))}`);
    if (params.lrMultiplier !== 1) told.push(`lr ×${params.lrMultiplier}`);
  }
  if (params.spectralNorm) told.push('spectral');
  return told;
}

type Padding = { type: string; top: number; bottom: number; left: number; right: number };

function paddingOf({ type, top, bottom, left, right }: Padding): string {
  if (type !== 'explicit') return type;
  const sides = [top, bottom, left, right];
  return sides.every((side) => side === top) ? `p${top}` : `p${sides.join(',')}`;
}

function startOf(initializer: Initializer): string {
  const short = (value: number) => Number(value.toPrecision(6));
  switch (initializer.type) {
    case 'normal':
      return `N(${short(initializer.mean)}, ${short(initializer.stdDev)})`;
    case 'truncated-normal':
      return `TN(${short(initializer.mean)}, ${short(initializer.stdDev)})`;
    case 'uniform':
      return `U(${short(initializer.low)}, ${short(initializer.high)})`;
    case 'constant':
      return `${initializer.value}`;
    case 'zeros':
      return '0';
    case 'ones':
      return '1';
    default:
      return initializer.type;
  }
}

export interface PhaseLines {
  readonly trains: string;
  /** `0` and `0` are simultaneous. */
  readonly order: number;
  readonly losses: readonly string[];
  readonly optimizer: string;
  readonly rate: string;
  /** Everything that is computed, in order; `'` marks what does not move the running statistics. */
  readonly steps: readonly string[];
  /** What is out of the ordinary: repeats, clipping, averages. */
  readonly extras: readonly string[];
}

export function phasesOf({ iteration }: Program): PhaseLines[] {
  return iteration.flatMap(({ order, phases }) => phases.map((phase) => phaseOf(phase, order)));
}

function phaseOf(phase: Phase, order: number): PhaseLines {
  const steps = [...phase.prologue, ...phase.forward];
  const kindOf = (value: string) =>
    steps.find((step) => step.type === 'loss' && step.output === value);
  return {
    trains: phase.trains.join(' + '),
    order,
    losses: phase.losses.map(({ value, weight }) => {
      const loss = kindOf(value);
      return `${scheduleOf(weight)} × ${loss?.type === 'loss' ? lossOf(loss) : '?'}`;
    }),
    optimizer: optimizerOf(phase.optimizer),
    rate: scheduleOf(phase.learningRate),
    steps: steps.flatMap((step) => (step.type === 'loss' ? [] : [stepOf(step)])),
    extras: extrasOf(phase),
  };
}

function lossOf({ kind, params, inputs }: Step & { type: 'loss' }): string {
  const told = ['mode', 'side', 'target', 'at', 'center', 'epsilon', 'labelSmoothing']
    .filter((name) => name in params && params[name] !== null)
    .map((name) => String(params[name]));
  return [kind, ...told, `(${inputs.join(', ')})`].join(' ');
}

function stepOf(step: Step): string {
  switch (step.type) {
    case 'draw':
      return `draw ${step.outputs.join(', ')}`;
    case 'apply':
      return `${step.node} = ${step.network}(${step.inputs.join(', ')})${step.updatesStatistics ? '' : "'"}`;
    case 'operate':
      return `${step.node} = ${step.kind}(${step.inputs.join(', ')})`;
    case 'stop':
      return `${step.node} = stop(${step.input})`;
    case 'pool':
      return `${step.node} = pool(${step.input}; ${step.pool.size}, ${step.pool.swapProbability})`;
    case 'recall':
      return `recall ${step.value}`;
    case 'loss':
      return `${step.node} = ${step.kind}`;
  }
}

function extrasOf(phase: Phase): string[] {
  const { repeat, every, weightClip, gradientClip, averageDecay } = phase;
  return [
    ...(repeat.type === 'constant' && repeat.value === 1 ? [] : [`repeat ${scheduleOf(repeat)}`]),
    ...(every === 1 ? [] : [`every ${every}`]),
    ...(weightClip === null ? [] : [`weights within ${weightClip}`]),
    ...(gradientClip === null ? [] : [`gradients within ${gradientClip}`]),
    ...(averageDecay === null ? [] : [`average ${Number(averageDecay.toPrecision(6))}`]),
  ];
}

function optimizerOf(optimizer: Optimizer): string {
  const { type, ...rest } = optimizer;
  return [type, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(' ');
}

function scheduleOf(schedule: Schedule): string {
  if (schedule.type === 'constant') return String(Number(schedule.value.toPrecision(12)));
  if (schedule.type === 'steps') {
    const steps = schedule.values.map(({ at, value }) => `${value} from ${at}`).join(', ');
    const { exception } = schedule;
    return exception ? `${steps}, ${exception.value} every ${exception.every}` : steps;
  }
  const { type, from, to, start, end } = schedule;
  return `${type} ${from} to ${to} over ${start}–${end}`;
}

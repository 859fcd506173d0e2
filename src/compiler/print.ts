/** The program as a person reads it: what is trained, what is drawn, then the iteration line by line with shapes. */
import type { Shape, ValueType } from '../nodes/define.ts';
import type { Feed, Schedule } from '../nodes/specs.ts';
import { columnsOf, padEndTo } from './columns.ts';
import { optimizerText } from './optimizer-text.ts';
import { type PlanWords, planWords } from './plan-words.ts';
import { printNetwork } from './print-network.ts';
import { printStages } from './print-stages.ts';
import type { Phase, PhaseGroup, Program, SourceProgram, Step, ViewProgram } from './program.ts';
import { printSchedule } from './schedules.ts';
import { networkByName } from './weights.ts';

/** In English where nobody asks for other words. */
export function printProgram(program: Program, words: PlanWords = planWords): string {
  const { length, batchSize, seed, sampleEvery, measureEvery, checkpointEvery } = program;
  const long = length.type === 'steps' ? words.steps(length.steps) : words.epochs(length.epochs);
  const printer: Printer = { words, shapes: shapesOf(program, words) };
  const { sources, networks, iteration, views } = program;
  return [
    `${program.name}`,
    words.length(long, batchSize, seed),
    words.cadence(sampleEvery, measureEvery, checkpointEvery),
    ...(program.precision === 'mixed' ? [words.mixed] : []),
    '',
    ...networks.flatMap((network) => [...printNetwork(network, words), '']),
    ...(sources.length > 0
      ? [words.sources, ...sources.map((source) => printSource(source, words)), '']
      : []),
    words.iteration,
    ...iteration.flatMap((group) => printGroup(group, printer)),
    '',
    ...printStages(program, words),
    ...views.flatMap((view) => [...printView(view, printer), '']),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

type Shapes = ReadonlyMap<string, string>;

interface Printer {
  readonly words: PlanWords;
  readonly shapes: Shapes;
}

function printShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

function printType(type: ValueType, words: PlanWords): string {
  switch (type.type) {
    case 'tensor':
      return printShape(type.shape);
    case 'label':
      return words.label(type.classes);
    case 'loss':
      return words.loss;
    default:
      return type satisfies never;
  }
}

/** Batch and shape of every value. */
function shapesOf(program: Program, words: PlanWords): Shapes {
  const shapes = new Map<string, string>();
  for (const { outputs, batchSize } of program.sources) {
    for (const { value, type } of outputs)
      shapes.set(value, `${batchSize} × ${printType(type, words)}`);
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
        if (made) shapes.set(value, `${made.batch} × ${printType(made.type, words)}`);
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

function printSource(
  { node, kind, batchSize, fresh, outputs, feed }: SourceProgram,
  words: PlanWords,
): string {
  const types = outputs.map(({ type }) => printType(type, words)).join(', ');
  const data = feed ? ` · ${printFeed(feed, words)}` : '';
  return `  ${words.source(node, kind, `${batchSize} × ${types}`, words.drawn[fresh])}${data}`;
}

function printFeed(
  { builtin, select, transform, withLabels, classes }: Feed,
  words: PlanWords,
): string {
  const labels = withLabels ? [words.classes(classes)] : [];
  const name = nameOf(builtin, words);
  if (transform.type === 'points') return [name, ...labels].join(', ');
  return [
    words.data(name, select === 'all' ? null : nameOf(select, words)),
    transform.range === 'symmetric' ? '−1…1' : '0…1',
    nameOf(transform.fit, words),
    ...(transform.isFlipped ? [words.flipped] : []),
    ...labels,
  ].join(', ');
}

function printGroup({ phases, order }: PhaseGroup, printer: Printer): readonly string[] {
  const lines = phases.flatMap((phase) => printPhase(phase, printer));
  if (phases.length === 1) return lines;
  return [`  ${printer.words.together(order)}`, ...lines.map((line) => `  ${line}`)];
}

function printPhase(phase: Phase, printer: Printer): readonly string[] {
  const { words } = printer;
  const repeat = printSchedule(phase.repeat, words);
  const often = [
    ...(repeat === '1' ? [] : [words.repeated(repeat)]),
    ...(phase.every === 1 ? [] : [words.every(phase.every)]),
  ];
  const isOnTape = new Set(phase.forward);
  const steps = [...phase.prologue, ...phase.forward];
  const sum = phase.losses
    .map(({ value, weight }) => `${printFactor(weight, words)}${owner(value)}`)
    .join(' + ');
  const { weightClip, gradientClip, averageDecay, keep } = phase;
  const rate = words.rate(optimizerText(phase.optimizer), printSchedule(phase.learningRate, words));
  const extras = [
    ...(weightClip === null ? [] : [words.weightClip(weightClip)]),
    ...(gradientClip === null ? [] : [words.gradientClip(gradientClip)]),
    ...(averageDecay === null ? [] : [words.average(averageDecay)]),
  ];
  const title = words.phase(phase.title, phase.trains.join(', '));
  return [
    `  ${phase.index + 1}. ${[title, ...often].join(', ')}`,
    ...aligned(steps.map((step) => printStep(step, printer, isOnTape.has(step)))),
    `     ${words.minimize(sum)}`,
    `     ${[rate, ...extras].join('; ')}`,
    ...(keep.length > 0 ? [`     ${words.keep(keep.join(', '))}`] : []),
  ];
}

/** As a factor before what it weighs: nothing for 1, `10 · `, `(linear 1 → 0 over iterations 0…100) · `. */
function printFactor(schedule: Schedule, words: PlanWords): string {
  if (schedule.type !== 'constant') return `(${printSchedule(schedule, words)}) · `;
  return schedule.value === 1 ? '' : `${schedule.value} · `;
}

function printView(
  { title, spec, steps, values }: ViewProgram,
  printer: Printer,
): readonly string[] {
  const { words } = printer;
  const list = values.map(({ value, type }) => `${value} ${printType(type, words)}`).join(', ');
  return [
    words[spec.type](title),
    ...aligned(steps.map((step) => printStep(step, printer, false))),
    `     ${spec.type === 'metric' ? words.compare(list) : words.show(list)}`,
  ];
}

type Line = readonly [left: string, right: string];

/** `│` marks what is on the tape. */
function printStep(step: Step, { words, shapes }: Printer, isOnTape: boolean): Line {
  const made = (value: string) => `     ${isOnTape ? '│' : ' '} ${value}`;
  const type = (value: string) => shapes.get(value) ?? '';
  switch (step.type) {
    case 'draw':
      return [
        made(`${step.outputs.join(', ')} = ${words.draw}`),
        step.outputs.map(type).join(', '),
      ];
    case 'apply': {
      const call = `${step.outputs.join(', ')} = ${step.network}(${step.inputs.join(', ')})`;
      const note = isOnTape && !step.updatesStatistics ? ` ${words.statisticsStay}` : '';
      return [made(call), `${step.outputs.map(type).join(', ')}${note}`];
    }
    case 'operate':
      return [
        made(`${step.outputs.join(', ')} = ${step.kind}(${step.inputs.join(', ')})`),
        step.outputs.map(type).join(', '),
      ];
    case 'stop':
      return [made(`${step.output} = ${words.stop(step.input)}`), type(step.output)];
    case 'pool': {
      const call = `${step.output} = ${words.pool(step.input, step.pool.size)}`;
      return [made(call), type(step.output)];
    }
    case 'recall':
      return [made(`${step.value} = ${words.recall}`), words.recalled(type(step.value))];
    case 'loss': {
      const { mode, side } = step.params;
      const settings =
        typeof mode === 'string'
          ? [words.lossSettings(nameOf(mode, words), nameOf(String(side), words))]
          : [];
      const kind = step.network === null ? step.kind : words.within(step.kind, step.network);
      const inputs = [...step.inputs, ...settings].join(', ');
      return [made(`${owner(step.output)} = ${kind}(${inputs})`), words.loss];
    }
    default:
      return step satisfies never;
  }
}

function aligned(lines: readonly Line[]): readonly string[] {
  const width = Math.min(72, Math.max(0, ...lines.map(([left]) => columnsOf(left))));
  return lines.map(([left, right]) => `${padEndTo(left, width)}  ${right}`.trimEnd());
}

function nameOf(name: string, { names }: PlanWords): string {
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}

function owner(value: string): string {
  return value.split('.')[0] ?? value;
}

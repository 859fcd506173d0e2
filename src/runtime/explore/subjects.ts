/**
 * What there is to explore in a program, read off its structure: which values are pictures that networks make, what each
 * is made of, what judges it. No preset is known here; a mode is offered where the wires allow it.
 */

import { randomClasses } from '../../compiler/classes-shown.ts';
import type { LayerProgram, NetworkProgram, Program, Step } from '../../compiler/program.ts';
import { inputsOf, outputsOf } from '../../compiler/step-values.ts';
import { rangeOf, type ValueRange } from '../../compiler/value-range.ts';
import type { Shape } from '../../nodes/define.ts';
import { shapeOf, sizeOf } from '../../nodes/shapes.ts';

export interface LatentSource {
  /** `node.port`. */
  readonly value: string;
  readonly shape: Shape;
  /** What its numbers are spread around. */
  readonly center: number;
}

export interface ImageSource {
  readonly value: string;
  readonly shape: Shape;
  readonly range: ValueRange;
}

export interface Styles {
  /** One row for each layer of the network that it goes to. */
  readonly value: string;
  /** A single style, of which the rows are copies. */
  readonly single: string;
  readonly shape: Shape;
  /** By row, the height of the images that it styles. */
  readonly heights: readonly number[];
}

/** Images or points in the plane that networks make. */
export interface Subject {
  readonly value: string;
  /** Of the view that shows it. */
  readonly title: string;
  readonly form: 'image' | 'points';
  readonly shape: Shape;
  readonly range: ValueRange;
  /** Of points: how far from the middle the plane is shown. */
  readonly span: number;
  readonly usesAverage: boolean;
  readonly latent: LatentSource | null;
  readonly label: { readonly value: string; readonly classes: number } | null;
  /** An image of the data that it is made from. */
  readonly image: ImageSource | null;
  /** Where it takes one style for each of its layers. */
  readonly styles: Styles | null;
  /** Some network on the way truncates by itself. */
  readonly truncates: boolean;
  /** Some network on the way adds noise to pixels. */
  readonly injectsNoise: boolean;
  /** Networks that it comes through. */
  readonly networks: readonly string[];
  /** What a network says of it: a number, or one for each patch. */
  readonly judge: { readonly value: string; readonly shape: Shape } | null;
  /** A value that a network makes of an image and that stands where the latent does. */
  readonly encoder: { readonly value: string; readonly image: ImageSource } | null;
}

/** Of a program as it stands at a stage. */
export function subjectsOf(program: Program): readonly Subject[] {
  const makers = makersOf(program);
  const subjects = new Map<string, Subject>();
  for (const view of program.views) {
    if (view.spec.type === 'metric') continue;
    for (const { value, type } of view.values) {
      const shape = shapeOf(type);
      const form = view.spec.type === 'scatter' ? 'points' : 'image';
      if (form === 'points' ? sizeOf(shape) !== 2 : shape.length !== 3) continue;
      const range = rangeOf(program, view, value);
      const span = view.spec.type === 'scatter' ? view.spec.range : 1;
      const common = { value, title: view.title, form, shape, range, span } as const;
      const found = describe(program, makers, value);
      if (!found || subjects.has(value)) continue;
      subjects.set(value, { ...common, usesAverage: view.spec.usesAverage, ...found });
    }
  }
  return [...subjects.values()];
}

/** The step that makes each value, wherever in the plan it stands. */
export function makersOf(program: Program): ReadonlyMap<string, Step> {
  const makers = new Map<string, Step>();
  const phases = program.iteration.flatMap((group) => group.phases);
  const all = [
    ...program.views.flatMap(({ steps }) => steps),
    ...phases.flatMap(({ prologue, forward }) => [...prologue, ...forward]),
  ];
  for (const step of all) {
    if (step.type === 'recall') continue;
    for (const value of outputsOf(step)) if (!makers.has(value)) makers.set(value, step);
  }
  return makers;
}

/** Steps that make `values`, in order; what is `given` is not made. */
export function stepsFor(
  makers: ReadonlyMap<string, Step>,
  values: readonly string[],
  given: ReadonlySet<string> = new Set(),
): readonly Step[] {
  const done = new Set<Step>();
  const visit = (value: string): void => {
    const step = given.has(value) ? undefined : makers.get(value);
    if (!step || done.has(step)) return;
    for (const input of inputsOf(step)) visit(input);
    done.add(step);
  };
  for (const value of values) visit(value);
  return [...done];
}

function describe(program: Program, makers: ReadonlyMap<string, Step>, value: string) {
  const steps = stepsFor(makers, [value]);
  const networks = networksOf(steps);
  if (networks.length === 0) return null;
  const layers = program.networks
    .filter(({ name }) => networks.includes(name))
    .flatMap((network) => network.layers);
  const has = (kind: string) =>
    layers.some((layer) => layer.kind === kind) ||
    steps.some((step) => step.type === 'operate' && step.kind === kind);
  const latent = latentOf(program, steps);
  return {
    latent,
    label: labelOf(program, steps),
    image: imageOf(program, makers, steps),
    styles: stylesOf(program, steps),
    truncates: has('truncate'),
    injectsNoise: has('noise-injection'),
    networks,
    judge: judgeOf(program, makers, value, networks),
    encoder: latent && encoderOf(program, makers, steps, latent),
  };
}

const networksOf = (steps: readonly Step[]): readonly string[] => [
  ...new Set(steps.flatMap((step) => (step.type === 'apply' ? [step.network] : []))),
];

function sourcesOf(program: Program, steps: readonly Step[]) {
  return steps.flatMap((step) => {
    const source = step.type === 'draw' ? program.sources[step.source] : undefined;
    return source ? [source] : [];
  });
}

/** The only noise, or the first: others keep the draws of their seed. */
function latentOf(program: Program, steps: readonly Step[]): LatentSource | null {
  const source = sourcesOf(program, steps).find(({ kind }) => kind === 'noise');
  const output = source?.outputs[0];
  if (!source || !output) return null;
  const shape = shapeOf(output.type);
  return { value: output.value, shape, center: centerOf(source.params.distribution) };
}

function centerOf(distribution: unknown): number {
  const { mean, low, high } = distribution as { mean?: number; low?: number; high?: number };
  return mean ?? ((low ?? 0) + (high ?? 0)) / 2;
}

function labelOf(program: Program, steps: readonly Step[]): Subject['label'] {
  for (const source of sourcesOf(program, steps)) {
    const classes = randomClasses(source);
    const [output] = source.outputs;
    if (classes !== null && output) return { value: output.value, classes };
  }
  return null;
}

function imageOf(
  program: Program,
  makers: ReadonlyMap<string, Step>,
  steps: readonly Step[],
): ImageSource | null {
  const read = new Set(steps.flatMap(inputsOf));
  for (const { feed, outputs } of sourcesOf(program, steps)) {
    if (feed?.transform.type !== 'image') continue;
    const output = outputs.find(({ value, type }) => read.has(value) && shapeOf(type).length === 3);
    if (!output || makers.get(output.value)?.type !== 'draw') continue;
    return { value: output.value, shape: shapeOf(output.type), range: feed.transform.range };
  }
  return null;
}

function stylesOf(program: Program, steps: readonly Step[]): Styles | null {
  for (const step of steps) {
    if (step.type !== 'operate' || step.kind !== 'style-mix') continue;
    const [single] = step.inputs;
    const [value] = step.outputs;
    const type = step.outputTypes[0]?.type;
    const reader = steps.find(
      (other) => other.type === 'apply' && value !== undefined && other.inputs.includes(value),
    );
    if (!single || !value || !type || reader?.type !== 'apply') continue;
    const network = program.networks.find(({ name }) => name === reader.network);
    const input = network?.inputs[reader.inputs.indexOf(value)]?.name;
    const shape = shapeOf(type);
    if (!network || input === undefined) continue;
    const heights = heightsOf(network, input, shape[0] ?? 0);
    if (heights) return { value, single, shape, heights };
  }
  return null;
}

/** What each row of a network's input styles, where single rows are cut out of it; null where they are not. */
function heightsOf(network: NetworkProgram, input: string, rows: number): readonly number[] | null {
  const heights = new Map<number, number>();
  for (const layer of network.layers) {
    if (layer.kind !== 'slice' || layer.inputs[0] !== `input:${input}`) continue;
    const { start } = layer.params;
    const height = firstImageAfter(network, layer)?.outputShape[0];
    if (typeof start !== 'number' || height === undefined) return null;
    heights.set(start, height);
  }
  if (heights.size === 0) return null;
  // A stage may leave the last rows out: they style nothing yet.
  const largest = Math.max(...heights.values());
  return Array.from({ length: rows }, (_, row) => heights.get(row) ?? largest);
}

function firstImageAfter(network: NetworkProgram, layer: LayerProgram): LayerProgram | null {
  const reached = new Set([layer.id]);
  for (const next of network.layers) {
    if (!next.inputs.some((id) => reached.has(id))) continue;
    if (next.outputShape.length === 3) return next;
    reached.add(next.id);
  }
  return null;
}

/** The first output of another network that comes of the value, and is a number or a map of them. */
function judgeOf(
  program: Program,
  makers: ReadonlyMap<string, Step>,
  value: string,
  own: readonly string[],
): Subject['judge'] {
  const after = new Set([value]);
  for (const step of readersInOrder(makers)) {
    if (!inputsOf(step).some((input) => after.has(input))) continue;
    if (step.type === 'operate' || step.type === 'stop' || step.type === 'pool') {
      // Real and fake as one batch are not the sample alone.
      if (step.type === 'operate' && /^batch-/.test(step.kind)) continue;
      for (const output of outputsOf(step)) after.add(output);
    } else if (step.type === 'apply' && !own.includes(step.network)) {
      const network = program.networks.find(({ name }) => name === step.network);
      const at = network?.outputs.findIndex(({ shape }) => isVerdict(shape)) ?? -1;
      const [verdict, output] = [step.outputs[at], network?.outputs[at]];
      if (verdict !== undefined && output) return { value: verdict, shape: output.shape };
    }
  }
  return null;
}

const isVerdict = (shape: Shape): boolean =>
  sizeOf(shape) === 1 || (shape.length === 3 && shape[2] === 1);

/** Each step once, after those that it reads of. */
function readersInOrder(makers: ReadonlyMap<string, Step>): readonly Step[] {
  return stepsFor(makers, [...makers.keys()]);
}

/** A value of an image that some `apply` of the same network takes where the latent goes. */
function encoderOf(
  program: Program,
  makers: ReadonlyMap<string, Step>,
  steps: readonly Step[],
  latent: LatentSource,
): Subject['encoder'] {
  const taker = steps.find((step) => step.type === 'apply' && step.inputs.includes(latent.value));
  if (taker?.type !== 'apply') return null;
  const port = taker.inputs.indexOf(latent.value);
  for (const step of new Set(makers.values())) {
    if (step.type !== 'apply' || step.network !== taker.network) continue;
    const value = step.inputs[port];
    if (value === undefined || value === latent.value) continue;
    const upstream = stepsFor(makers, [value]);
    const image = imageOf(program, makers, upstream);
    const isEncoded = networksOf(upstream).length > 0 && latentOf(program, upstream) === null;
    if (image && isEncoded) return { value, image };
  }
  return null;
}

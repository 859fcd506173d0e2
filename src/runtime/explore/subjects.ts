/**
 * What there is to explore in a program, read off its structure: which values are pictures that networks make, what each
 * is made of, what judges it. No preset is known here; a mode is offered where the wires allow it.
 */

import { randomClasses } from '../../compiler/classes-shown.ts';
import type { Program, Step } from '../../compiler/program.ts';
import { inputsOf } from '../../compiler/step-values.ts';
import { rangeOf, type ValueRange } from '../../compiler/value-range.ts';
import { definitionOf, hasTrait } from '../../nodes/catalog.ts';
import type { Shape, Trait } from '../../nodes/define.ts';
import { shapeOf, sizeOf } from '../../nodes/shapes.ts';
import { type Judge, judgeOf } from './judge-of.ts';
import { makersOf, stepsFor } from './makers.ts';
import { type Styles, stylesOf } from './styles-of.ts';

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
  readonly judge: Judge | null;
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

function describe(program: Program, makers: ReadonlyMap<string, Step>, value: string) {
  const steps = stepsFor(makers, [value]);
  const networks = networksOf(steps);
  if (networks.length === 0) return null;
  const layers = program.networks
    .filter(({ name }) => networks.includes(name))
    .flatMap((network) => network.layers);
  const has = (trait: Trait) =>
    layers.some(({ kind }) => hasTrait(kind, trait)) ||
    steps.some((step) => step.type === 'operate' && hasTrait(step.kind, trait));
  const latent = latentOf(program, steps);
  return {
    latent,
    label: labelOf(program, steps),
    image: imageOf(program, makers, steps),
    styles: stylesOf(program, steps),
    truncates: has('truncates'),
    injectsNoise: has('injects-noise'),
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
  for (const { kind, params, outputs } of sourcesOf(program, steps)) {
    const definition = definitionOf(kind);
    const [output] = outputs;
    if (definition?.family !== 'source' || !definition.center || !output) continue;
    const { value, type } = output;
    return { value, shape: shapeOf(type), center: definition.center(params as never) };
  }
  return null;
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

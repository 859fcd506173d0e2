/**
 * What a layer's call keeps until gradients have passed it, in elements of one sample. Gradients read inputs, so an output
 * stays where some reader's gradient asks for it, and beside it what a kind makes on the way. Measured by kind.
 */
import type { LayerProgram, NetworkProgram } from './program.ts';
import { sizeOf } from './weights.ts';

/** Their outputs are their inputs, seen in another shape. */
const VIEWS = new Set(['flatten', 'reshape']);

/** Linear without weights: their gradients ask for no input. */
const FORGETFUL = new Set(['pad', 'upsample', 'blur', 'avg-pool']);

/** A bias is added to something that is kept too. */
const BIASED = new Set([
  'dense',
  'conv2d',
  'conv2d-transpose',
  'depthwise-conv2d',
  'modulated-conv2d',
]);

/** Tensors of the output's size that are made on the way and kept. */
const ON_THE_WAY: Readonly<Record<string, number>> = {
  dropout: 3,
  embedding: 1,
  'minibatch-stddev': 2.8,
  'noise-injection': 2.25,
  'pixel-norm': 1.4,
  'style-mix': 2.1,
};

/** The gradient of their input is that of their output. */
const HANDS_ON = new Set([...VIEWS, 'add']);

/** Gradients of what is made on the way. */
const BACK: Readonly<Record<string, number>> = {
  dropout: 1,
  'minibatch-stddev': 3,
  'noise-injection': 0.25,
  'pixel-norm': 2,
  'style-mix': 2,
};

export interface LayerMemory {
  /** Until the gradients of the phase are there. */
  readonly kept: number;
  /** Made, and gone at the end of the network's call at the latest. */
  readonly passing: number;
}

/** What gradients taken back through a call make: those of values stay until all are there, and are never summed away. */
export interface GradientMemory {
  /** In elements of one sample. */
  readonly values: number;
  /** Of the weights that are trained, in elements. */
  readonly weights: number;
}

export function layersMemory({ layers, outputs }: NetworkProgram): readonly LayerMemory[] {
  const readers = new Map<string, LayerProgram[]>();
  for (const layer of layers) {
    for (const input of layer.inputs) readers.set(input, [...(readers.get(input) ?? []), layer]);
  }
  const given = new Set(outputs.map(({ layer }) => layer));
  const isKept = (id: string): boolean =>
    given.has(id) ||
    (readers.get(id) ?? []).some(
      (reader) => !FORGETFUL.has(reader.kind) && (!VIEWS.has(reader.kind) || isKept(reader.id)),
    );
  return layers.map(({ id, kind, outputShape, weights }) => {
    const size = sizeOf(outputShape);
    const own = VIEWS.has(kind) ? 0 : size;
    const isBiased = BIASED.has(kind) && weights.some(({ name }) => name === 'bias');
    const beside = size * ((ON_THE_WAY[kind] ?? 0) + (isBiased ? 1 : 0));
    const kept = beside + (isKept(id) ? own : 0);
    return { kept, passing: beside + own - kept };
  });
}

/** `given` says which inputs of the network want a gradient. */
export function gradientMemory(
  { layers, inputs }: NetworkProgram,
  given: readonly boolean[],
  isTrained: boolean,
): GradientMemory {
  const wanted = new Set(inputs.flatMap(({ name }, at) => (given[at] ? [`input:${name}`] : [])));
  let [values, weights] = [0, 0];
  for (const layer of layers) {
    const own = isTrained ? trainableOf(layer) : 0;
    const passed = layer.inputs.filter((input) => wanted.has(input));
    if (own === 0 && passed.length === 0) continue;
    wanted.add(layer.id);
    weights += own;
    if (!HANDS_ON.has(layer.kind)) {
      layer.inputs.forEach((input, at) => {
        if (wanted.has(input)) values += sizeOf(layer.inputShapes[at] ?? []);
      });
    }
    values += sizeOf(layer.outputShape) * (BACK[layer.kind] ?? 0);
  }
  return { values, weights };
}

function trainableOf({ weights }: LayerProgram): number {
  const trained = weights.filter(({ isTrainable }) => isTrainable);
  return trained.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

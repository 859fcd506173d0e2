/**
 * What a step holds on WebGPU that it does not hold elsewhere, and the other way round. Sums that are long are cut into
 * slices there, which wait for the optimizer to add them up (`kernels/webgpu/slices.ts`); a normalised value is computed
 * within the activation that reads it.
 */
import type { LayerProgram, NetworkProgram } from './program.ts';
import { sizeOf } from './weights.ts';

export type MemoryDevice = 'webgpu' | 'host';

/** On WebGPU steps are first interpreted, then replayed. */
export type MemoryMode = 'host' | 'interpreted' | 'replayed';

export interface MemoryWays {
  readonly mode: MemoryMode;
  /** Halves are kept, and nothing waits for who reads it. */
  readonly isMixed: boolean;
}

/** Their outputs and gradients are halves in mixed precision, from so many elements on. */
const HALVED = new Set([
  ...['dense', 'conv2d', 'conv2d-transpose', 'add', 'upsample', 'blur'],
  ...['batch-norm', 'instance-norm', 'layer-norm', 'group-norm', 'relu', 'leaky-relu'],
]);
const HALVED_FROM = 2048;

/** In elements of float32. */
export function storedSize(kind: string, size: number, { isMixed }: MemoryWays): number {
  return isMixed && HALVED.has(kind) && size >= HALVED_FROM ? size / 2 : size;
}

/** Threads that a filter's gradient is cut into slices for, and the lines of an output that a slice has at least. */
const THREADS = 8192;
const LINES = 4;

/** Gradients of so many uses of a weight wait side by side. */
const MOST_PARTS = 3;

const NORMS = new Set(['batch-norm', 'instance-norm', 'layer-norm', 'group-norm']);
const ACTIVATIONS = new Set([
  'relu',
  'leaky-relu',
  'tanh',
  'sigmoid',
  'elu',
  'selu',
  'gelu',
  'swish',
]);

/** Layers whose output nobody stores. */
export function passedOver({ layers, outputs }: NetworkProgram): ReadonlySet<string> {
  const readers = new Map<string, LayerProgram[]>();
  for (const layer of layers)
    for (const input of layer.inputs) readers.set(input, [...(readers.get(input) ?? []), layer]);
  const given = new Set(outputs.map(({ layer }) => layer));
  const isPassed = ({ id, kind }: LayerProgram) => {
    const [reader, ...others] = readers.get(id) ?? [];
    const isRead = reader !== undefined && others.length === 0 && ACTIVATIONS.has(reader.kind);
    return NORMS.has(kind) && isRead && !given.has(id);
  };
  return new Set(layers.filter(isPassed).map(({ id }) => id));
}

/** What the gradients of a layer's weights come to with one use more, and what passes while they do. In elements. */
export function gradientsOfUse(
  layer: LayerProgram,
  samples: number,
  usesBefore: number,
  { mode, isMixed }: MemoryWays,
): { readonly more: number; readonly passing: number } {
  let [more, passing] = [0, 0];
  for (const weight of layer.weights) {
    if (!weight.isTrainable) continue;
    const size = sizeOf(weight.shape);
    const slices = mode === 'host' ? 1 : slicesOf(layer, weight, samples);
    const kept = isMixed ? 1 : slices;
    const [before, after] = [usesBefore, usesBefore + 1].map((uses) => waiting(uses, kept));
    const added = size * ((after ?? 0) - (before ?? 0));
    more += added;
    if (added <= 0 || slices > kept) passing += size * (slices + 1);
  }
  return { more, passing };
}

/** In sizes of the weight. */
function waiting(uses: number, slices: number): number {
  if (uses === 0 || slices === 1) return Math.min(uses, 1);
  const parts = ((uses - 1) % MOST_PARTS) + 1;
  return uses > MOST_PARTS ? (parts - 1) * slices + 1 : parts * slices;
}

function slicesOf(
  { kind, inputShapes, outputShape }: LayerProgram,
  { name, shape }: LayerProgram['weights'][number],
  samples: number,
): number {
  if (name !== 'kernel' || shape.length < 2) return 1;
  const image = kind === 'conv2d-transpose' ? (inputShapes[0] ?? []) : outputShape;
  const lines = samples * (image.length === 3 ? (image[0] ?? 1) : sizeOf(image.slice(0, -1)));
  const vectors = shape.slice(-2).reduce((product, n) => product * (n % 4 === 0 ? 4 : 1), 1);
  const threads = sizeOf(shape) / vectors;
  return Math.max(1, Math.min(Math.ceil(THREADS / threads), Math.floor(lines / LINES)));
}

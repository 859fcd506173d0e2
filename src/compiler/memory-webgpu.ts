/**
 * The estimate on WebGPU. Steps are first interpreted, then replayed. Sums that are long are cut into slices, which wait for
 * the optimizer to add them up (`kernels/webgpu/slices.ts`); in mixed precision nothing waits, and halves are kept.
 */

import { type MemoryEstimate, memoryOf } from './memory.ts';
import type { DeviceMemory } from './memory-device.ts';
import { joined } from './memory-joined.ts';
import { phasePeaks } from './memory-phase.ts';
import { besideReplays, isFed } from './memory-replay.ts';
import type { LayerProgram, NetworkProgram, Program } from './program.ts';
import { sizeOf } from './weights.ts';

/** Of values, what a replay holds: whatever nobody reads again goes at once, also where the tape kept it. Measured. */
const REPLAYED = 0.72;

/** Of the room that numbers of a dispatch take in a replay, what they take while steps are interpreted. */
const PACKED = 0.1;

/** `scale`: with batches so many times as large. */
export const memoryOnWebGpu = (program: Program, scale = 1): MemoryEstimate =>
  memoryOf(program, scale, peaksOnWebGpu);

/** In the order of the phases. */
function peaksOnWebGpu(program: Program, scale: number): readonly number[] {
  const { uploads, numbers } = besideReplays(program);
  const run = joined(program);
  const interpreted = phasePeaks(run, scale, deviceFor(program, null));
  const replayed = phasePeaks(run, scale, deviceFor(program, REPLAYED));
  return interpreted.map((peak, at) =>
    Math.max(peak + numbers * PACKED, (replayed[at] ?? 0) + scale * uploads + numbers),
  );
}

function deviceFor(program: Program, replayedShare: number | null): DeviceMemory {
  const isMixed = program.precision === 'mixed';
  return {
    isHost: false,
    replayedShare,
    hasUnbiased: isMixed,
    storedSize: (kind, size) => (isMixed ? storedSize(kind, size) : size),
    passedOver: (network) => (isMixed ? new Set() : passedOver(network)),
    gradientsOfUse: (layer, samples, uses) => gradientsOfUse(layer, samples, uses, isMixed),
    // Batches: in buffers of their own, or in memory of the host until they are read.
    isElsewhere: (step) => isFed(step, program),
  };
}

/** Their outputs and gradients are halves in mixed precision, from so many elements on. */
const HALVED = new Set([
  ...['dense', 'conv2d', 'conv2d-transpose', 'add', 'upsample', 'blur'],
  ...['batch-norm', 'instance-norm', 'layer-norm', 'group-norm', 'relu', 'leaky-relu'],
]);
const HALVED_FROM = 2048;

function storedSize(kind: string, size: number): number {
  return HALVED.has(kind) && size >= HALVED_FROM ? size / 2 : size;
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

/** Their bias and one of these activations are computed with them, and what the activation reads is not stored. */
const PRODUCTS = new Set(['dense', 'conv2d', 'conv2d-transpose']);
const FINISHING = new Set(['relu', 'leaky-relu', 'tanh', 'sigmoid']);

/** A normalised value is computed within the activation that reads it, or a product finishes with it. */
function passedOver({ layers, outputs }: NetworkProgram): ReadonlySet<string> {
  const readers = new Map<string, LayerProgram[]>();
  for (const layer of layers)
    for (const input of layer.inputs) readers.set(input, [...(readers.get(input) ?? []), layer]);
  const given = new Set(outputs.map(({ layer }) => layer));
  const isPassed = ({ id, kind }: LayerProgram) => {
    const [reader, ...others] = readers.get(id) ?? [];
    if (!reader || others.length > 0 || given.has(id)) return false;
    const [isNorm, isProduct] = [NORMS.has(kind), PRODUCTS.has(kind)];
    return (isNorm && ACTIVATIONS.has(reader.kind)) || (isProduct && FINISHING.has(reader.kind));
  };
  return new Set(layers.filter(isPassed).map(({ id }) => id));
}

function gradientsOfUse(
  layer: LayerProgram,
  samples: number,
  usesBefore: number,
  isMixed: boolean,
): { readonly more: number; readonly passing: number } {
  let [more, passing] = [0, 0];
  for (const weight of layer.weights) {
    if (!weight.isTrainable) continue;
    const size = sizeOf(weight.shape);
    // A bias's gradient is summed with the filter's, unless it is that of a transposed convolution.
    const isBeside = weight.name === 'bias' && PRODUCTS.has(layer.kind) && !isTransposed(layer);
    const kernel = layer.weights.find(({ name }) => name === 'kernel');
    const slices = slicesOf(layer, (isBeside && !isMixed && kernel) || weight, samples);
    const kept = isMixed ? 1 : slices;
    const added = size * (waiting(usesBefore + 1, kept) - waiting(usesBefore, kept));
    more += added;
    if (added <= 0 || slices > kept) passing += size * (slices + 1);
  }
  return { more, passing };
}

const isTransposed = ({ kind }: Pick<LayerProgram, 'kind'>) => kind === 'conv2d-transpose';

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
  const image = isTransposed({ kind }) ? (inputShapes[0] ?? []) : outputShape;
  const lines = samples * (image.length === 3 ? (image[0] ?? 1) : sizeOf(image.slice(0, -1)));
  const vectors = shape.slice(-2).reduce((product, n) => product * (n % 4 === 0 ? 4 : 1), 1);
  const threads = sizeOf(shape) / vectors;
  return Math.max(1, Math.min(Math.ceil(THREADS / threads), Math.floor(lines / LINES)));
}

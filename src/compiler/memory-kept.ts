/**
 * What a layer keeps until gradients have passed it. Gradients read inputs, so an output stays where some reader's gradient
 * asks for it, and beside it what a kind makes on the way. Measured by kind.
 */
import type { DeviceMemory } from './memory-device.ts';
import type { LayerProgram, NetworkProgram } from './program.ts';
import { isRecomputed, type Part } from './recompute.ts';

/** Their outputs are their inputs, seen in another shape. */
export const VIEWS = new Set(['flatten', 'reshape']);

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
  dropout: 1,
  embedding: 1,
  'minibatch-stddev': 2.8,
  'noise-injection': 2.25,
  'pixel-norm': 1.4,
  'style-mix': 2.1,
};

/** The gradient of their input is that of their output. */
export const HANDS_ON = new Set([...VIEWS, 'add']);

/** Gradients of what is made on the way. */
export const BACK: Readonly<Record<string, number>> = {
  dropout: 1,
  'minibatch-stddev': 3,
  'noise-injection': 0.25,
  'pixel-norm': 2,
  'style-mix': 2,
};

/** Beside its output, in sizes of it. A replay keeps nothing that nobody reads, as what a bias is added to. */
export function besideOf(
  { kind, weights }: LayerProgram,
  { replayedShare, hasUnbiased }: DeviceMemory,
): number {
  const isBiased = hasUnbiased && BIASED.has(kind) && weights.some(({ name }) => name === 'bias');
  return replayedShare === null ? (ON_THE_WAY[kind] ?? 0) + (isBiased ? 1 : 0) : 0;
}

/** Layers whose outputs stay until gradients have passed some reader. */
export function keptIn({ layers }: NetworkProgram, parts: readonly Part[]): ReadonlySet<string> {
  const readers = new Map<string, LayerProgram[]>();
  for (const layer of layers) {
    for (const input of layer.inputs) readers.set(input, [...(readers.get(input) ?? []), layer]);
  }
  const saved = new Set(parts.flatMap((part) => (isRecomputed(part) ? part.inputs : [])));
  const isKept = (id: string): boolean =>
    saved.has(id) ||
    (readers.get(id) ?? []).some(({ kind }) => !FORGETFUL.has(kind) && !VIEWS.has(kind));
  return new Set(layers.flatMap(({ id }) => (isKept(id) ? [id] : [])));
}

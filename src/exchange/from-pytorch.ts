/**
 * A file in the layout of the exported PyTorch program, as one of ours: its names, axes and slots of optimizers, read
 * backwards from what `torch-weights.ts` writes.
 */
import type { Document } from '../../graph-schemas/document.ts';
import { exportPytorch, titlesOf } from '../codegen/export-pytorch.ts';
import { optimizerRows } from '../codegen/torch-weights.ts';
import type { NetworkModel } from '../codegen/write-model.ts';
import type { Phase, Program } from '../compiler/program.ts';
import type { Shape } from '../nodes/define.ts';
import type { TorchWeight } from '../nodes/torch.ts';
import type { StoredTensor, StoredTensors } from './safetensors-read.ts';
import { phasesIn, poolsIn, sizeOf, stateLayout } from './state-layout.ts';
import { WeightsError } from './weights-error.ts';

/** Names that stay unknown are kept as they are, for the caller to complain about. */
export function fromPytorch(
  document: Document,
  program: Program,
  { tensors, metadata }: StoredTensors,
): StoredTensors {
  const about = { description: '', references: [], weightsStep: null };
  const { training } = exportPytorch(program, { titles: titlesOf(document), about });
  const { networks, modules } = training.names;
  const shapes = new Map(stateLayout(program).map(({ name, shape }) => [name, shape]));
  const left = new Map(tensors);
  const ours = new Map<string, StoredTensor>();
  const take = (theirs: string, name: string, place: TorchWeight): void => {
    const found = left.get(theirs);
    const shape = shapes.get(name);
    left.delete(theirs);
    if (found && shape) ours.set(name, turned(found, name, shape, place));
  };
  for (const { network, variable, keys } of networks.values()) {
    for (const { weight, key, place } of keys) {
      const name = `${network.name}/${weight}`;
      take(`${variable}.${key}`, name, place);
      take(`average.${variable}.${key}`, `average:${name}`, place);
    }
  }
  const updates = phasesIn(program).map((phase) => {
    const step = training.names.steps.get(phase.node) ?? '';
    const slots = phase.trains.flatMap((name) => {
      const model = networks.get(name);
      return model ? slotsOf(left, model, phase, `optimizer.${step}`) : [];
    });
    // PyTorch keeps nothing of weights that had no gradient yet, and nothing at all without momentum.
    const isKept =
      slots.some(({ isFound }) => isFound) || optimizerRows(phase.optimizer).length === 0;
    if (isKept) for (const { tensor } of slots) ours.set(tensor.name, tensor);
    return Number(metadata[`updates.${step}`] ?? 0);
  });
  for (const { node, name, code } of modules.values()) {
    for (const [weight, place] of Object.entries(code.weights ?? {}))
      take(`objective.${name}.${place.name}`, `state:${node}/${weight}`, place);
  }
  const filled = poolsIn(program).map(({ node, pool, shape }) => {
    const theirs = `pool.${modules.get(node)?.name ?? ''}`;
    const found = left.get(theirs);
    left.delete(theirs);
    if (!found) return 0;
    const count = Math.min(pool.size, found.shape[0] ?? 0);
    const place = { name: '', ...(shape.length === 3 ? { axes: [0, 3, 1, 2] } : {}) };
    const samples = turned(found, theirs, [count, ...shape], place);
    const whole = [pool.size, ...shape];
    ours.set(`pool:${node}`, {
      name: `pool:${node}`,
      shape: whole,
      values: () => {
        const values = new Float32Array(sizeOf(whole));
        values.set(samples.values());
        return values;
      },
    });
    return count;
  });
  // PyTorch counts the batches of its batch norms, for an option that nobody here has.
  for (const name of left.keys()) if (name.endsWith('.num_batches_tracked')) left.delete(name);
  return {
    tensors: new Map([...ours, ...left]),
    metadata: {
      ...metadata,
      layout: 'ganvas',
      updates: JSON.stringify(updates),
      filled: JSON.stringify(filled),
    },
  };
}

interface Slots {
  readonly tensor: StoredTensor;
  readonly isFound: boolean;
}

/** What the optimizer of a phase keeps of a network's weights; takes them out of `left`. */
function slotsOf(
  left: Map<string, StoredTensor>,
  { network, variable, keys }: NetworkModel,
  { index, optimizer }: Phase,
  prefix: string,
): Slots[] {
  const shapes = new Map<string, Shape>(
    network.layers.flatMap(({ id, weights }) =>
      weights.map(({ name, shape }) => [`${id}/${name}`, shape] as const),
    ),
  );
  return keys.flatMap(({ weight, key, place, isTrainable }) => {
    const shape = shapes.get(weight);
    if (!isTrainable || !shape) return [];
    const given = optimizerRows(optimizer).flatMap(([slot, row]) => {
      const theirs = `${prefix}.${variable}.${key}.${slot}`;
      const found = left.get(theirs);
      left.delete(theirs);
      return found ? [[row, turned(found, theirs, shape, place)] as const] : [];
    });
    const tensor = rows(`step${index}:${network.name}/${weight}`, shape, given);
    return [{ tensor, isFound: given.length > 0 }];
  });
}

/** Both rows of an optimizer's state; those that are not given are zero. */
function rows(
  name: string,
  shape: Shape,
  given: readonly (readonly [row: number, tensor: StoredTensor])[],
): StoredTensor {
  return {
    name,
    shape: [2, ...shape],
    values: () => {
      const both = new Float32Array(2 * sizeOf(shape));
      for (const [row, { values }] of given) both.set(values(), row * sizeOf(shape));
      return both;
    },
  };
}

/** PyTorch's tensor with our axes; one of another shape is refused. */
function turned(
  found: StoredTensor,
  name: string,
  shape: Shape,
  { axes, shape: joined }: TorchWeight,
): StoredTensor {
  const apart = axes ? axes.map((axis) => shape[axis] ?? 1) : shape;
  const expected = joined ?? apart;
  if (found.shape.join() !== expected.join())
    throw new WeightsError(
      `"${found.name}" has the shape [${found.shape.join(', ')}], but ${name} needs [${expected.join(', ')}] in PyTorch. Use a file that was written for this document with these parameters.`,
    );
  return {
    name,
    shape,
    values: () => (axes ? untransposed(found.values(), shape, axes) : found.values()),
  };
}

/** `values` are of the shape that `axes` makes of `shape`; the result has `shape`. */
function untransposed(values: Float32Array, shape: Shape, axes: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const lengths = axes.map((axis) => shape[axis] ?? 1);
  const steps = axes.map((axis) => strides[axis] ?? 1);
  const out = new Float32Array(values.length);
  const index = lengths.map(() => 0);
  let to = 0;
  for (let from = 0; from < values.length; from++) {
    out[to] = values[from] ?? 0;
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      to += steps[axis] ?? 0;
      if (next < (lengths[axis] ?? 1)) {
        index[axis] = next;
        break;
      }
      index[axis] = 0;
      to -= (steps[axis] ?? 0) * next;
    }
  }
  return out;
}

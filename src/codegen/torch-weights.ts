/** The state of a run under the names, axes and order that the exported program reads from `weights.safetensors`. */
import type { Program } from '../compiler/program.ts';
import type { Optimizer } from '../nodes/specs.ts';
import type { TorchWeight } from '../nodes/torch.ts';
import type { PytorchExport } from './export-pytorch.ts';
import { shapeInTorch } from './first-values.ts';
import type { NamedTensor } from './safetensors.ts';
import type { NetworkModel, StateKey } from './write-model.ts';

/** What a checkpoint holds, by the names of the runtime: `G/layer/weight`, `average:G/…`, `step0:G/…`, `state:…`, `pool:…`. */
export interface RunState {
  readonly step: number;
  /** Updates that each phase has applied, by its index. */
  readonly updates: readonly number[];
  /** Samples in each pool, in the order of the pools' tensors. */
  readonly filled: readonly number[];
  readonly tensors: readonly NamedTensor[];
}

export interface TorchState {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

export function torchState(
  program: Program,
  { training: { names } }: PytorchExport,
  state: RunState,
): TorchState {
  const found = new Map(state.tensors.map((tensor) => [tensor.name, tensor]));
  const phases = program.iteration.flatMap((group) => group.phases);
  const tensors: NamedTensor[] = [];
  const metadata: Record<string, string> = {
    format: 'pt',
    layout: 'pytorch',
    document: program.name,
    seed: `${program.seed}`,
    step: `${state.step}`,
  };
  const add = (name: string, source: NamedTensor | undefined, place: TorchWeight): void => {
    if (source) tensors.push(inTorch(name, source, place));
  };
  for (const model of names.networks.values()) {
    const { network, variable, keys } = model;
    for (const { weight, key, place, isTrainable } of keys) {
      const own = `${network.name}/${weight}`;
      add(`${variable}.${key}`, found.get(own), place);
      if (isTrainable) add(`average.${variable}.${key}`, found.get(`average:${own}`), place);
    }
  }
  for (const { index, node, trains, optimizer } of phases) {
    const name = names.steps.get(node) ?? '';
    metadata[`updates.${name}`] = `${state.updates[index] ?? 0}`;
    if ((state.updates[index] ?? 0) === 0) continue;
    for (const network of trains) {
      const model = names.networks.get(network);
      if (model)
        tensors.push(...slotsOf(found, model, `step${index}:`, `optimizer.${name}`, optimizer));
    }
  }
  for (const { node, name, code } of names.modules.values()) {
    for (const [weight, place] of Object.entries(code.weights ?? {})) {
      add(`objective.${name}.${place.name}`, found.get(`state:${node}/${weight}`), place);
    }
  }
  const pools = state.tensors.filter((tensor) => tensor.name.startsWith('pool:'));
  pools.forEach((pool, index) => {
    const module = names.modules.get(pool.name.slice('pool:'.length));
    const filled = state.filled[index] ?? 0;
    if (!module || filled === 0) return;
    const size = pool.values.length / (pool.shape[0] ?? 1);
    const shape = [filled, ...pool.shape.slice(1)];
    const stored = { name: pool.name, shape, values: pool.values.subarray(0, filled * size) };
    const place = { name: '', ...(shape.length === 4 ? { axes: [0, 3, 1, 2] } : {}) };
    add(`pool.${module.name}`, stored, place);
  });
  return { tensors, metadata };
}

function slotsOf(
  found: ReadonlyMap<string, NamedTensor>,
  { network, variable, keys }: NetworkModel,
  ours: string,
  theirs: string,
  optimizer: Optimizer,
): NamedTensor[] {
  return keys.flatMap(({ weight, key, place, isTrainable }: StateKey) => {
    const both = found.get(`${ours}${network.name}/${weight}`);
    if (!isTrainable || !both) return [];
    const shape = both.shape.slice(1);
    const size = both.values.length / 2;
    return optimizerRows(optimizer).map(([slot, row]) => {
      const values = both.values.subarray(row * size, (row + 1) * size);
      return inTorch(`${theirs}.${variable}.${key}.${slot}`, { name: '', shape, values }, place);
    });
  });
}

/** PyTorch's names for the two rows of our optimizers' state. */
export function optimizerRows(
  optimizer: Optimizer,
): readonly (readonly [slot: string, row: number])[] {
  switch (optimizer.type) {
    case 'adam':
    case 'adamw':
      return [
        ['exp_avg', 0],
        ['exp_avg_sq', 1],
      ];
    case 'rmsprop':
      return [
        ['square_avg', 0],
        ...(optimizer.momentum > 0 ? [['momentum_buffer', 1] as const] : []),
      ];
    case 'sgd':
      return optimizer.momentum > 0 ? [['momentum_buffer', 0]] : [];
    default:
      return unreachable(optimizer);
  }
}

/** The same numbers with PyTorch's axes. */
export function inTorch(
  name: string,
  { shape, values }: NamedTensor,
  place: TorchWeight,
): NamedTensor {
  const turned = place.axes ? transposed(shape, values, place.axes) : values;
  return { name, shape: shapeInTorch({ shape }, place), values: turned };
}

function transposed(
  shape: readonly number[],
  values: Float32Array,
  axes: readonly number[],
): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const lengths = axes.map((axis) => shape[axis] ?? 1);
  const steps = axes.map((axis) => strides[axis] ?? 1);
  const out = new Float32Array(values.length);
  const index = lengths.map(() => 0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = values[from] ?? 0;
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      from += steps[axis] ?? 0;
      if (next < (lengths[axis] ?? 1)) {
        index[axis] = next;
        break;
      }
      index[axis] = 0;
      from -= (steps[axis] ?? 0) * next;
    }
  }
  return out;
}

function unreachable(value: never): never {
  throw new Error(`internal: no optimizer of the form ${JSON.stringify(value)}`);
}

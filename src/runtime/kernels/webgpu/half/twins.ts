/**
 * Tensors of the pass that is running, as halves beside the float32 that they were made from: each is packed once, for all products
 * that read it and for what the tape keeps of it.
 */
import { engine, Identity, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { HALF } from '../../names.ts';
import { isPacked, isWorthPacking } from './packed.ts';

interface Twins {
  /** Weights: they stay in float32 anyway, and change where they lie. */
  readonly lasting: ReadonlySet<object>;
  readonly made: Map<object, Tensor>;
}

let twins: Twins | null = null;

/** `whole` was unpacked from `packed`, which is its twin. */
export function knowTwin(whole: Tensor, packed: Tensor): void {
  if (!twins) return;
  const twin = offTape(() => engine().runKernel(Identity, { x: packed }) as Tensor);
  twins.made.set(whole.dataId, engine().keep(twin));
}

/** Twins live until `run` ends, or as long as a tape keeps them. */
export function withTwins<T>(run: () => T): T {
  if (twins) return run();
  const variables = Object.values(engine().state.registeredVariables);
  const own: Twins = { lasting: new Set(variables.map(({ dataId }) => dataId)), made: new Map() };
  twins = own;
  try {
    return run();
  } finally {
    twins = null;
    for (const tensor of own.made.values()) tensor.dispose();
  }
}

/** Null where halves are not worth it, or where it lasts in float32. Not on any tape. */
export function twinOf(info: TensorInfo): TensorInfo | null {
  if (isPacked(info)) return info;
  if (!twins || info.dtype !== 'float32') return null;
  if (!isWorthPacking(info.shape)) return null;
  if (twins.lasting.has(info.dataId)) return null;
  const known = twins.made.get(info.dataId);
  if (known) return { dataId: known.dataId, shape: info.shape, dtype: 'float32' };
  const made = offTape(() => engine().runKernel(HALF, { x: info as Tensor }) as Tensor);
  made.kept = true;
  twins.made.set(info.dataId, made);
  return { dataId: made.dataId, shape: info.shape, dtype: 'float32' };
}

/** As `twinOf`, in a tensor of its own, for the caller to dispose of. */
export function twinFor(tensor: Tensor): Tensor | null {
  const twin = twinOf(tensor);
  return twin && offTape(() => engine().runKernel(Identity, { x: twin as Tensor }) as Tensor);
}

/** What lies there changes in place: its twin is no longer what it is. */
export function forgetTwin(dataId: object): void {
  const made = twins?.made.get(dataId);
  if (!made) return;
  twins?.made.delete(dataId);
  made.dispose();
}

/** As inside of a kernel, where nothing is recorded. */
function offTape<T>(run: () => T): T {
  const { state } = engine();
  state.kernelDepth += 1;
  try {
    return run();
  } finally {
    state.kernelDepth -= 1;
  }
}

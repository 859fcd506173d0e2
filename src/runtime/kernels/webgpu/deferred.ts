/**
 * Results that are not computed before somebody reads them, so that a kernel which knows where its input comes from may compute
 * both in one dispatch. Whoever does not know reads a tensor like any other: the backend settles it first.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { engine, type TensorInfo } from '@tensorflow/tfjs-core';
import { isHalfPass } from '../../half.ts';
import type { Moments, Normalized } from './normalize.ts';
import type { Columns, Slices } from './slices.ts';
import type { Sloped } from './sloped.ts';
import type { Product } from './waiting-product.ts';
import type { Zeros } from './zeros.ts';

type DataId = TensorInfo['dataId'];

export type Work = Normalized | Moments | Sloped | Slices | Columns | Product | Zeros;

/** What every kind of work has. */
export interface WorkBase {
  /** All that it reads, held until it is done or nobody wants it any more. */
  readonly sources: readonly TensorInfo[];
  /** Makes its results. */
  compute(): readonly TensorInfo[];
}

interface Waiting {
  readonly work: Work;
  readonly results: readonly DataId[];
  /** Results that are still wanted. */
  readonly wanted: Set<DataId>;
  readonly held: Set<DataId>;
}

const waiting = new WeakMap<WebGPUBackend, Map<DataId, Waiting>>();

/** From here on `backend` settles what it is asked for. */
export function allowDeferring(backend: WebGPUBackend): void {
  waiting.set(backend, new Map());
}

/** Results of `shapes`; computed at once where the backend is a stock one, and in half precision, which is of the moment. */
export function defer(
  backend: WebGPUBackend,
  shapes: readonly number[][],
  work: Work,
): readonly TensorInfo[] {
  const all = waiting.get(backend);
  if (!all || isHalfPass()) return work.compute();
  const made = shapes.map((shape) => backend.makeTensorInfo(shape, 'float32'));
  const results = made.map(({ dataId }) => dataId);
  const entry = { work, results, wanted: new Set(results), held: sourcesOf(backend, work) };
  for (const dataId of results) all.set(dataId, entry);
  return made;
}

function sourcesOf(backend: WebGPUBackend, { sources }: Work): Set<DataId> {
  const held = new Set(sources.map(({ dataId }) => dataId));
  for (const dataId of held) backend.incRef(dataId);
  return held;
}

export function deferOne(backend: WebGPUBackend, shape: number[], work: Work): TensorInfo {
  const [only] = defer(backend, [shape], work);
  if (!only) throw new Error('internal: work without a result');
  return only;
}

/** The work that is to give it. */
export function workOf(backend: WebGPUBackend, { dataId }: TensorInfo): Work | undefined {
  return waiting.get(backend)?.get(dataId)?.work;
}

/** Whether it is the first of its work's results. */
export function isFirst(backend: WebGPUBackend, { dataId }: TensorInfo): boolean {
  return waiting.get(backend)?.get(dataId)?.results[0] === dataId;
}

/** The only result of its work is to come of other work. */
export function become(backend: WebGPUBackend, { dataId }: TensorInfo, work: Work): void {
  const all = waiting.get(backend);
  const entry = all?.get(dataId);
  if (!all || entry?.results.length !== 1) throw new Error('internal: no such work is waiting');
  all.set(dataId, { ...entry, work, held: sourcesOf(backend, work) });
  release(backend, entry);
}

/** `other` lives as long as `waiter` waits. */
export function hold(backend: WebGPUBackend, waiter: TensorInfo, other: TensorInfo): void {
  const entry = waiting.get(backend)?.get(waiter.dataId);
  if (!entry || entry.held.has(other.dataId)) return;
  backend.incRef(other.dataId);
  entry.held.add(other.dataId);
}

export function settle(backend: WebGPUBackend, dataId: DataId): void {
  const entry = waiting.get(backend)?.get(dataId);
  if (entry) finish(backend, entry, entry.work.compute());
}

/** `made` are its results, come by in another way than `compute`. */
export function settleWith(
  backend: WebGPUBackend,
  { dataId }: TensorInfo,
  made: readonly TensorInfo[],
): void {
  const entry = waiting.get(backend)?.get(dataId);
  if (entry) finish(backend, entry, made);
}

/** Before `dataId` changes where it lies. */
export function settleReaders(backend: WebGPUBackend, dataId: DataId): void {
  for (const [result, { held }] of [...(waiting.get(backend) ?? [])]) {
    if (held.has(dataId)) settle(backend, result);
  }
}

export function settleAll(backend: WebGPUBackend): void {
  for (const dataId of [...(waiting.get(backend)?.keys() ?? [])]) settle(backend, dataId);
}

/** After the backend has let go of `dataId`. */
export function forget(backend: WebGPUBackend, dataId: DataId): void {
  const all = waiting.get(backend);
  const entry = all?.get(dataId);
  if (!all || !entry) return;
  all.delete(dataId);
  entry.wanted.delete(dataId);
  if (entry.wanted.size === 0) release(backend, entry);
}

/** What was made lies where the results were expected: their entries are exchanged. */
function finish(backend: WebGPUBackend, entry: Waiting, made: readonly TensorInfo[]): void {
  const { tensorMap } = backend;
  entry.results.forEach((result, i) => {
    const from = made[i]?.dataId;
    if (!from) throw new Error('internal: work gave too few results');
    if (!entry.wanted.has(result)) {
      backend.disposeData(from);
      return;
    }
    waiting.get(backend)?.delete(result);
    const old = tensorMap.get(result);
    const data = tensorMap.get(from);
    data.refCount = old.refCount;
    // Each counts what it is told.
    tensorMap.delete(result);
    tensorMap.set(result, data);
    tensorMap.delete(from);
    owned(backend).add(result);
  });
  entry.wanted.clear();
  release(backend, entry);
}

/** Buffers of these are kept until what uses them is submitted. */
function owned(backend: WebGPUBackend): WeakSet<DataId> {
  return (backend as unknown as { commandQueueOwnedIds: WeakSet<DataId> }).commandQueueOwnedIds;
}

function release(backend: WebGPUBackend, { held }: Waiting): void {
  for (const dataId of held) {
    if (backend.disposeData(dataId)) engine().removeDataId(dataId, backend);
  }
  held.clear();
}

/**
 * Products of matrices and convolutions, deferred until it is known what reads them: a bias, an activation or the slope of one is then
 * done by the product's own last lines. What went into an activation is not made at all unless somebody else reads it; the
 * activation's output tells its slope.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { engine, type TensorInfo } from '@tensorflow/tfjs-core';
import { deferOne, hold, type WorkBase, workOf } from './deferred.ts';
import { type Finish, type Slope, tellsSlope } from './finish.ts';
import { type FusedActivation, keyOf } from './fused-activation.ts';
import { sizeOf } from './program.ts';
import { isZeros, zeros } from './zeros.ts';

export interface Product extends WorkBase {
  readonly kind: 'product';
  readonly maker: Maker;
  /** What its last lines do so far. */
  readonly finish: Finish;
  /** Has readers who want it as it is. */
  isShared: boolean;
  /** What was made of it. */
  activated: { readonly activation: FusedActivation; readonly output: TensorInfo } | null;
}

export interface Maker {
  readonly shape: number[];
  /** What it multiplies. */
  readonly factors: readonly TensorInfo[];
  /** Whether its program can. */
  can(finish: Finish): boolean;
  make(finish: Finish): TensorInfo;
}

export function product(gpu: WebGPUBackend, maker: Maker, finish: Finish = {}): TensorInfo {
  if (maker.factors.some((factor) => isZeros(gpu, factor))) return zeros(gpu, maker.shape);
  return deferOne(gpu, maker.shape, {
    kind: 'product',
    maker,
    finish,
    sources: [...maker.factors, finish.bias, finish.addend].flatMap((one) => one ?? []),
    isShared: false,
    activated: null,
    compute: () => [maker.make(finish)],
  });
}

/** Before `x` is read by several: it is then made once, as it is. */
export function keepWhole(x: TensorInfo): void {
  const work = workOf(engine().backend as WebGPUBackend, x);
  if (work?.kind === 'product') work.isShared = true;
}

/** `x` + `bias`, which waits as `x` does; null for others. */
export function biasedProduct(
  gpu: WebGPUBackend,
  x: TensorInfo,
  bias: TensorInfo,
): TensorInfo | null {
  const work = openProduct(gpu, x);
  if (!work || work.finish.bias || work.finish.addend) return null;
  const columns = x.shape.at(-1);
  const isOfColumns = sizeOf(bias.shape) === columns && bias.shape.at(-1) === columns;
  const isAlike = columns === work.maker.shape.at(-1) && bias.shape.length <= x.shape.length;
  if (!isOfColumns || !isAlike || bias.dtype !== 'float32') return null;
  if (!work.maker.can({ bias })) return null;
  return { ...product(gpu, work.maker, { bias }), shape: [...x.shape] };
}

/** `x` + `addend` of one shape, which waits as `x` does; null for others. */
export function productPlus(
  gpu: WebGPUBackend,
  x: TensorInfo,
  addend: TensorInfo,
): TensorInfo | null {
  const work = openProduct(gpu, x);
  const isAlike = addend.dtype === 'float32' && `${x.shape}` === `${addend.shape}`;
  if (!work || work.finish.addend || !isAlike || x.dataId === addend.dataId) return null;
  const finish = { ...work.finish, addend };
  return work.maker.can(finish)
    ? { ...product(gpu, work.maker, finish), shape: [...x.shape] }
    : null;
}

/** The product that is to give `x`, if more may be done to it. */
function openProduct(gpu: WebGPUBackend, x: TensorInfo): Product | null {
  const work = workOf(gpu, x);
  return work?.kind === 'product' && !work.activated && !work.isShared ? work : null;
}

/** f(x) without x; null where that cannot be. */
export function activatedProduct(
  gpu: WebGPUBackend,
  x: TensorInfo,
  activation: FusedActivation,
): TensorInfo | null {
  const work = workOf(gpu, x);
  if (work?.kind !== 'product') return null;
  const known = outputOf(gpu, x, activation);
  if (known) {
    gpu.incRef(known.dataId);
    return { ...known, shape: [...x.shape] };
  }
  const { maker, isShared, activated } = work;
  const finish = { ...work.finish, activation };
  if (isShared || activated || !tellsSlope(activation) || !maker.can(finish)) return null;
  const output = maker.make(finish);
  hold(gpu, x, output);
  work.activated = { activation, output };
  return { ...output, shape: [...x.shape] };
}

/** What `activation` made of `x`, where `x` itself is not there. */
export function outputOf(
  gpu: WebGPUBackend,
  x: TensorInfo,
  activation: FusedActivation,
): TensorInfo | null {
  const work = workOf(gpu, x);
  const made = work?.kind === 'product' ? work.activated : null;
  return made && keyOf(made.activation) === keyOf(activation) ? made.output : null;
}

/** `dy` · f′ without `dy`; null where that cannot be. */
export function slopedProduct(gpu: WebGPUBackend, dy: TensorInfo, slope: Slope): TensorInfo | null {
  const work = openProduct(gpu, dy);
  if (!work) return null;
  const finish = { ...work.finish, slope };
  if (sizeOf(dy.shape) !== sizeOf(slope.of.shape) || !work.maker.can(finish)) return null;
  // A second derivative of what bends reads `dy` once more.
  if (!isStraight(slope.activation) && engine().state.gradientDepth > 0) return null;
  return { ...work.maker.make(finish), shape: [...dy.shape] };
}

function isStraight({ of }: FusedActivation): boolean {
  return of === 'relu' || of === 'leakyRelu';
}

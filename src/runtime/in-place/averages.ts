/** Several weights moved towards values of their own: in one dispatch on WebGPU, else one after the other. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  engine,
  getBackend,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { isFirst, settleReaders, settleWith, workOf } from '../kernels/webgpu/deferred.ts';
import { mostArrays, runMany } from '../kernels/webgpu/many.ts';
import { sizeOf, type Uniform } from '../kernels/webgpu/program.ts';
import { change } from './change.ts';

/** Inputs `targetI` and `sourceI`; attributes `decays` and `factors`. Gives no output. */
const AVERAGES = 'GanvasAverages';

/** target ← keep · target + (1 − keep) · factor · source */
export interface Average {
  readonly target: Tensor;
  readonly source: Tensor;
  readonly keep: number;
  readonly factor: number;
}

/** No target may be the source of another. */
export function moveAverages(moves: readonly Average[]): void {
  if (moves.length < 2 || !getKernel(AVERAGES, getBackend())) {
    for (const { target, source, keep, factor } of moves) {
      change(target, 'average', [source], [keep, factor]);
    }
    return;
  }
  const inputs = Object.fromEntries(
    moves.flatMap(({ target, source }, i) => [
      [`target${i}`, target],
      [`source${i}`, source],
    ]),
  );
  const [decays, factors] = [moves.map(({ keep }) => keep), moves.map(({ factor }) => factor)];
  engine().runKernel(AVERAGES, inputs, { decays, factors } as unknown as NamedAttrMap);
}

export const averages: KernelConfig = {
  kernelName: AVERAGES,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const gpu = backend as WebGPUBackend;
    const { decays, factors } = attrs as unknown as Record<'decays' | 'factors', number[]>;
    const all = decays.map((keep, i) => {
      const [target, source] = [inputs[`target${i}`], inputs[`source${i}`]];
      if (!target || !source) throw new Error(`internal: ${AVERAGES} was run without an input`);
      return { target, source, keep, factor: factors[i] ?? 1 };
    });
    if (moveWithMoments(gpu, all)) return [];
    const most = Math.floor(mostArrays(gpu) / 2);
    for (let i = 0; i < all.length; i += most) move(gpu, all.slice(i, i + most));
    return [];
  },
};

type Move = Omit<Average, 'target' | 'source'> & Readonly<Record<'target' | 'source', TensorInfo>>;

/** Where what both move to is yet to be computed, it is and they move in one dispatch. */
function moveWithMoments(gpu: WebGPUBackend, [mean, variance, ...rest]: readonly Move[]): boolean {
  const work = mean && workOf(gpu, mean.source);
  if (!mean || !variance || rest.length > 0 || work?.kind !== 'moments') return false;
  if (workOf(gpu, variance.source) !== work || mean.source.dataId === variance.source.dataId)
    return false;
  if (!isFirst(gpu, mean.source)) return false;
  prepare(gpu, [mean.target, variance.target]);
  settleWith(gpu, mean.source, work.move([mean, variance]));
  return true;
}

/** Before these change. A value that was read back is cached on the host, and would be read again after this change. */
function prepare(gpu: WebGPUBackend, targets: readonly TensorInfo[]): void {
  for (const { dataId } of targets) {
    settleReaders(gpu, dataId);
    gpu.uploadToGPU(dataId);
    const data = gpu.tensorMap.get(dataId) as { values: unknown };
    data.values = null;
  }
}

function move(gpu: WebGPUBackend, moves: readonly Move[]): void {
  const sizes = moves.map(({ target }) => sizeOf(target.shape));
  const program = {
    key: `averages_${moves.length}`,
    written: moves.map((_, i) => `target${i}`),
    read: moves.map((_, i) => `source${i}`),
    uniforms: moves.map((_, k) => `size${k} : i32, keep${k} : f32, factor${k} : f32,`).join(' '),
    code: moves
      .map(
        (_, k) => `
      if (index < uniforms.size${k}) {
        let old = target${k}[index];
        let value = uniforms.factor${k} * source${k}[index];
        target${k}[index] = old + (1.0 - uniforms.keep${k}) * (value - old);
        return;
      }
      index = index - uniforms.size${k};`,
      )
      .join('\n'),
  };
  const uniforms = moves.flatMap(({ keep, factor }, i): Uniform[] => [
    { type: 'int32', data: [sizes[i] ?? 0] },
    { type: 'float32', data: [keep] },
    { type: 'float32', data: [factor] },
  ]);
  const [targets, sources] = [moves.map(({ target }) => target), moves.map(({ source }) => source)];
  prepare(gpu, targets);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  runMany(gpu, program, targets, sources, uniforms, total);
}

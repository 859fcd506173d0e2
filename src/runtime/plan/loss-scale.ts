/**
 * Dynamic loss scaling (Micikevicius et al., "Mixed precision training", 2018): the loss of a phase is multiplied so that its gradients
 * fit into halves. All of it lies on the device, so that nothing is read back: where a gradient is not finite the update is
 * skipped and the scale halved; after many good updates in a row it is doubled. Every phase has a scale of its own.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, keep, type Scalar, type Tensor, tensor, zeros } from '@tensorflow/tfjs-core';
import { change } from '../in-place/change.ts';
import { mostArrays, runMany } from '../kernels/webgpu/many.ts';
import { sizeOf } from '../kernels/webgpu/program.ts';

/**
 * A power of two, so that scaling rounds nothing. torch.cuda.amp.GradScaler begins at 65536, where 6 of the 15 presets skip
 * first updates and run another course; at 1024 three do.
 */
export const FIRST_SCALE = 1024;
const GOOD_UPDATES = 2000;
/** Below this, what is not finite is not for want of range. */
const LEAST_SCALE = 2 ** -10;

/** What a checkpoint keeps. */
export interface ScaleState {
  readonly scale: number;
  /** Updates since the scale last changed. */
  readonly good: number;
  /** Updates that were skipped, in all. */
  readonly skipped: number;
}

export const firstScale: ScaleState = { scale: FIRST_SCALE, good: 0, skipped: 0 };

export interface LossScale {
  /** A scalar: what the gradient of the loss begins with. */
  readonly scale: Scalar;
  /** [1 / scale of the gradients at hand, 1 or 0: whether to update, skipped, good, found not finite] */
  readonly control: Tensor;
}

export function createScale(): LossScale {
  const made = { scale: keep(zeros([]) as Scalar), control: keep(zeros([5])) };
  writeScale(made, firstScale);
  return made;
}

export function writeScale({ scale, control }: LossScale, state: ScaleState): void {
  for (const [target, values] of [
    [scale, [state.scale]],
    [control, [1 / state.scale, 1, state.skipped, state.good, 0]],
  ] as const) {
    const given = tensor([...values], target.shape, 'float32');
    change(target, 'copy', [given]);
    given.dispose();
  }
}

export async function readScale({ scale, control }: LossScale): Promise<ScaleState> {
  const [[now = 0], [, , skipped = 0, good = 0]] = await Promise.all([
    scale.data<'float32'>(),
    control.data<'float32'>(),
  ]);
  return { scale: now, good, skipped };
}

/** After it, `control` says how to take these gradients, and `scale` is that of the next. On WebGPU alone. */
export function settle({ scale, control }: LossScale, gradients: readonly Tensor[]): void {
  const gpu = backend() as WebGPUBackend;
  const most = mostArrays(gpu) - 1;
  for (let from = 0; from < gradients.length; from += most) {
    look(gpu, control, gradients.slice(from, from + most));
  }
  for (const { dataId } of [scale, control]) dropHostCopy(gpu, dataId);
  const written = ['scale', 'control'];
  const program = { key: 'settle_scale', written, read: [], uniforms: '', code: SETTLE };
  runMany(gpu, { ...program, types: ATOMIC }, [scale, control], [], [], 1);
}

/** Everything but the bits of an exponent of all ones is finite; comparisons may be compiled as if all numbers were. */
function look(gpu: WebGPUBackend, control: Tensor, gradients: readonly Tensor[]): void {
  const sizes = gradients.map(({ shape }) => sizeOf(shape));
  const program = {
    key: `not_finite_${gradients.length}`,
    written: ['control'],
    read: gradients.map((_, k) => `gradient${k}`),
    types: ATOMIC,
    uniforms: sizes.map((_, k) => `size${k} : i32,`).join(' '),
    code: sizes
      .map(
        (_, k) => `
      if (index < uniforms.size${k}) {
        if ((bitcast<u32>(gradient${k}[index]) & 0x7f800000u) == 0x7f800000u) { atomicOr(&control[4], 1u); }
        return;
      }
      index = index - uniforms.size${k};`,
      )
      .join(''),
  };
  const data = sizes.map((size) => ({ type: 'int32', data: [size] }) as const);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  runMany(gpu, program, [control], gradients, data, total);
}

const ATOMIC = { control: 'atomic<u32>' } as const;

const SETTLE = `
      if (index >= uniforms.stride) { return; }
      let isBad = atomicLoad(&control[4]) != 0u;
      let now = scale[0];
      var skipped = bitcast<f32>(atomicLoad(&control[2]));
      var good = bitcast<f32>(atomicLoad(&control[3])) + 1.0;
      if (isBad) {
        skipped = skipped + 1.0;
        good = 0.0;
        scale[0] = max(now * 0.5, ${LEAST_SCALE});
      } else if (good >= ${GOOD_UPDATES}.0) {
        good = 0.0;
        scale[0] = now * 2.0;
      }
      atomicStore(&control[0], bitcast<u32>(1.0 / now));
      atomicStore(&control[1], bitcast<u32>(select(1.0, 0.0, isBad)));
      atomicStore(&control[2], bitcast<u32>(skipped));
      atomicStore(&control[3], bitcast<u32>(good));
      atomicStore(&control[4], 0u);`;

/** A value that was read back is cached on the host, and would be read again after this change. */
function dropHostCopy(gpu: WebGPUBackend, dataId: object): void {
  gpu.uploadToGPU(dataId);
  const data = gpu.tensorMap.get(dataId) as { values: unknown };
  data.values = null;
}

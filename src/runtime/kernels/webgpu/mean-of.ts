/** The mean of a function of each element in one dispatch, and its gradient in another. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { MEAN_OF, MEAN_OF_GRADIENT, type MeanFunction } from '../names.ts';
import { flat, run, sizeOf, type Uniform } from './program.ts';
import { type ReducingProgram, runReducing } from './reducing.ts';

/** One workgroup takes all: logits are few. */
const LANES = 64;

/** WGSL of `u`, and of `e`, which is exp(−|u|). */
const FUNCTIONS: Readonly<Record<MeanFunction, { value: string; slope: string }>> = {
  same: { value: 'u', slope: '1.0' },
  square: { value: 'u * u', slope: '2.0 * u' },
  relu: { value: 'select(u, 0.0, u <= 0.0)', slope: 'select(0.0, 1.0, u > 0.0)' },
  softplus: {
    // Two terms of the series where 1 + e would round e away.
    value: 'max(u, 0.0) + select(log(1.0 + e), e - 0.5 * e * e, e < 1e-4)',
    slope: '1.0 / (1.0 + exp(-clamp(u, -80.0, 80.0)))',
  },
};

const UNIFORMS = 'factor : f32, offset : f32, count : i32,';

function uniformsOf(attrs: NamedAttrMap | undefined, count: number): Uniform[] {
  return [
    { type: 'float32', data: [Number(attrs?.factor)] },
    { type: 'float32', data: [Number(attrs?.offset)] },
    { type: 'int32', data: [count] },
  ];
}

export const meanOf: KernelConfig = {
  kernelName: MEAN_OF,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x } = inputs as { x: TensorInfo };
    const of = attrs?.of as MeanFunction;
    const count = sizeOf(x.shape);
    const gpu = backend as WebGPUBackend;
    const program: ReducingProgram = {
      key: `mean_of_${of}`,
      inputs: ['x'],
      uniforms: UNIFORMS,
      outputShape: [1],
      workgroups: [1, 1, 1],
      threads: LANES,
      reductions: [{ name: 'sum_of_lanes', of: 'sum', type: 'f32' }],
      code: `
        var sum = 0.0;
        for (var i = i32(lane); i < uniforms.count; i = i + ${LANES}) {
          let u = uniforms.factor * x[i] + uniforms.offset;
          ${of === 'softplus' ? 'let e = exp(-abs(u));' : ''}
          sum = sum + ${FUNCTIONS[of].value};
        }
        let total = sum_of_lanes(sum, lane);
        if (lane == 0u) { result[0] = total / f32(uniforms.count); }`,
    };
    const mean = runReducing(gpu, program, [x], uniformsOf(attrs, count));
    return { ...mean, shape: [] };
  },
};

export const meanOfGradient: KernelConfig = {
  kernelName: MEAN_OF_GRADIENT,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend }): TensorInfo => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const of = attrs?.of as MeanFunction;
    const count = sizeOf(x.shape);
    const program = {
      key: `mean_of_gradient_${of}`,
      inputs: ['x', 'dy'],
      uniforms: UNIFORMS,
      outputShape: [count],
      ...flat(count),
      code: `
      fn main(index : i32) {
        if (index < uniforms.count) {
          let u = uniforms.factor * x[index] + uniforms.offset;
          result[index] = dy[0] * uniforms.factor / f32(uniforms.count) * (${FUNCTIONS[of].slope});
        }
      }`,
    };
    const gpu = backend as WebGPUBackend;
    const given = [
      { ...x, shape: [count] },
      { ...dy, shape: [1] },
    ];
    return { ...run(gpu, program, given, uniformsOf(attrs, count)), shape: x.shape };
  },
};

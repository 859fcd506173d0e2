/**
 * Programs with halves in them: tf.js' own shaders cannot begin with `enable f16`, so their text and their pipelines are made here,
 * and tf.js' backend keeps, binds and dispatches them as its own.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, type Uniform } from '../program.ts';
import { markPacked } from './packed.ts';
import { type Operand, readers, typeOf, withReads, withStores } from './reads.ts';

const FLAT = 64;
/** Workgroups in a row of a flat dispatch; more of them go into the next row. */
const ROW = 32_768;

export interface HalfProgram {
  /** Names the code; formats and components of the operands are added to it. */
  readonly key: string;
  readonly operands: readonly Operand[];
  /** Components of the result, and how they lie in memory. */
  readonly components: 1 | 4;
  readonly resultFormat: 'float' | 'half';
  /** WGSL fields, and what is in them. */
  readonly uniforms: string;
  readonly data: readonly Uniform[];
  /** With `fn main(index : i32)` if `size` is a number of threads, else `fn main()`. */
  readonly code: string;
  readonly size:
    | number
    | {
        readonly dispatch: readonly [number, number, number];
        readonly workgroup: readonly [number, number, number];
      };
  readonly outputShape: readonly number[];
}

/** What of the backend is used; not all of it is public. */
interface Stock {
  readonly device: GPUDevice;
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  recordAndSubmit(
    program: Readonly<Record<string, unknown>>,
    output: TensorInfo,
    inputs: readonly TensorInfo[],
    uniforms: readonly Uniform[],
  ): void;
}

export const hasHalf = (device: GPUDevice): boolean => device.features.has('shader-f16');

export function runHalf(
  backend: WebGPUBackend,
  program: HalfProgram,
  inputs: readonly TensorInfo[],
): TensorInfo {
  const stock = backend as unknown as Stock;
  const isPacked = program.resultFormat === 'half';
  const elements = sizeOf(program.outputShape);
  const result = isPacked
    ? backend.makeTensorInfo([Math.ceil(elements / 2)], 'int32')
    : backend.makeTensorInfo([...program.outputShape], 'float32');
  if (isPacked) markPacked(result);
  for (const { dataId } of [result, ...inputs]) backend.uploadToGPU(dataId);
  const isDry = env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
  const formats = program.operands.map(({ format, components }) => `${format}${components}`);
  const shaderKey = `ganvas_half_${program.key}_${formats.join('_')}_${program.resultFormat}${program.components}`;
  stock.pipelineCache[shaderKey] ??= compile(stock.device, program, shaderKey, isDry);
  const made: TensorInfo = { ...result, shape: [...program.outputShape], dtype: 'float32' };
  if (isDry) return made;
  const { size } = program;
  const groups = typeof size === 'number' ? Math.ceil(size / FLAT) : 0;
  const described = {
    shaderKey,
    pipeline: stock.pipelineCache[shaderKey],
    dispatch:
      typeof size === 'number'
        ? [Math.min(groups, ROW), Math.ceil(groups / ROW), 1]
        : [...size.dispatch],
    size: false,
    // Spares the shapes of all tensors among the uniforms: only one number of the output's precedes ours.
    pixelsOpType: 0,
  };
  const data = program.data.map((uniform) => ({ ...uniform, data: [...uniform.data] }));
  const flat = (info: TensorInfo): TensorInfo => ({ ...info, shape: [1] });
  stock.recordAndSubmit(described, flat(result), inputs.map(flat), data);
  return made;
}

/** The whole text of a shader; pure. */
export function sourceOf(program: HalfProgram): string {
  const { operands, components, resultFormat, uniforms, code, size } = program;
  const isHalf = resultFormat === 'half';
  const [x, y, z] = typeof size === 'number' ? [FLAT, 1, 1] : size.workgroup;
  const arrays = operands.map(
    (operand, i) =>
      `@group(0) @binding(${i + 1}) var<storage, read> ${operand.name} : array<${typeOf(
        operand.format === 'half' ? 'f16' : 'f32',
        operand.components,
      )}>;`,
  );
  const names = operands.map(({ name }) => name);
  const call =
    typeof size === 'number'
      ? `main(i32((group.y * ${ROW}u + group.x) * ${FLAT}u + lane))`
      : 'main()';
  return `
    enable f16;
    struct Uniforms { stride : i32, ${uniforms} };
    @group(0) @binding(0) var<storage, read_write> result : array<${typeOf(isHalf ? 'f16' : 'f32', components)}>;
    ${arrays.join('\n    ')}
    @group(0) @binding(${operands.length + 1}) var<uniform> uniforms : Uniforms;
    var<private> localId : vec3<u32>;
    var<private> localIndex : u32;
    var<private> workgroupId : vec3<u32>;
    ${readers(operands)}
    ${isHalf ? `fn store(at : i32, value : ${typeOf('f32', components)}) { result[at] = ${typeOf('f16', components)}(value); }` : ''}
    ${isHalf ? withStores(withReads(code, names)) : withReads(code, names)}
    @compute @workgroup_size(${x}, ${y}, ${z})
    fn start(
      @builtin(workgroup_id) group : vec3<u32>,
      @builtin(local_invocation_id) local : vec3<u32>,
      @builtin(local_invocation_index) lane : u32,
    ) {
      localId = local;
      localIndex = lane;
      workgroupId = group;
      ${call};
    }`;
}

function compile(
  device: GPUDevice,
  program: HalfProgram,
  label: string,
  isDry: boolean,
): GPUComputePipeline | Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ code: sourceOf(program), label });
  const descriptor = { layout: 'auto', label, compute: { module, entryPoint: 'start' } } as const;
  return isDry
    ? device.createComputePipelineAsync(descriptor)
    : device.createComputePipeline(descriptor);
}

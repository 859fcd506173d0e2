/**
 * Programs that write several tensors or take extensions of WGSL, which tf.js' programs cannot: their pipelines are made here,
 * and tf.js' backend keeps, binds and dispatches them as its own.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env, type TensorInfo } from '@tensorflow/tfjs-core';
import { readerOf } from './half/forms.ts';
import { isPacked } from './half/packed.ts';
import { withReads } from './half/reads.ts';
import type { Uniform } from './program.ts';

const THREADS = 64;
/** Workgroups in a row of a dispatch; more of them go into the next row. */
const ROW = 32_768;

export interface ManyProgram {
  /** Names the shader: programs of equal key have equal code. */
  readonly key: string;
  /** Storage arrays that are read and written; there is at least one. */
  readonly written: readonly string[];
  /** Storage arrays that are only read. Code must use every array, since a layout lacks those that it does not. */
  readonly read: readonly string[];
  /** Of elements that are not `f32`, by array. */
  readonly types?: Readonly<Record<string, 'atomic<u32>'>>;
  /** WGSL fields of one number each, e.g. `count : f32,`. */
  readonly uniforms: string;
  /** The body of a loopless function of `index`, which runs for each index under `threads` and perhaps for some above. */
  readonly code: string;
  /** Where threads of a workgroup work together, their number: `code` then goes by `group` and `lane`. */
  readonly workgroup?: number;
  /** WGSL outside of the function. */
  readonly functions?: string;
  /** Extensions of WGSL. */
  readonly enabled?: readonly 'subgroups'[];
}

/** What of the backend is used; not all of it is public. */
interface Stock {
  readonly device: GPUDevice;
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  uploadToGPU(dataId: object): void;
  recordAndSubmit(
    program: Readonly<Record<string, unknown>>,
    output: TensorInfo,
    inputs: readonly TensorInfo[],
    uniforms: readonly Uniform[],
  ): void;
}

/** Storage arrays that one program may have. */
export function mostArrays(backend: WebGPUBackend): number {
  return backend.device.limits.maxStorageBuffersPerShaderStage;
}

/** `written` and `read` hold float32, in the order of the program's names; `size` is the number of threads, or of workgroups by axis. */
export function runMany(
  backend: WebGPUBackend,
  program: ManyProgram,
  written: readonly TensorInfo[],
  read: readonly TensorInfo[],
  uniforms: readonly Uniform[],
  size: number | readonly [number, number, number],
): void {
  const stock = backend as unknown as Stock;
  for (const { dataId } of [...written, ...read]) stock.uploadToGPU(dataId);
  const isDry = env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');
  const packed = program.read.filter((_, i) => read.some((info, k) => k === i && isPacked(info)));
  const shaderKey = `ganvas_many_${program.key}${packed.length > 0 ? `_${packed.join('_')}` : ''}`;
  stock.pipelineCache[shaderKey] ??= compile(stock.device, program, packed, isDry);
  if (isDry) return;
  const groups = typeof size === 'number' ? Math.ceil(size / THREADS) : 0;
  const [output, ...others] = written.map(flat);
  if (!output) throw new Error(`internal: ${shaderKey} writes nothing`);
  const described = {
    shaderKey,
    pipeline: stock.pipelineCache[shaderKey],
    dispatch:
      typeof size === 'number' ? [Math.min(groups, ROW), Math.ceil(groups / ROW), 1] : [...size],
    size: false,
    // Spares the shapes of all tensors among the uniforms: only one number of the output's precedes ours.
    pixelsOpType: 0,
    written: written.length,
  };
  const numbers = uniforms.map((uniform) => ({ ...uniform, data: [...uniform.data] }));
  stock.recordAndSubmit(described, output, [...others, ...read.map(flat)], numbers);
}

function flat(info: TensorInfo): TensorInfo {
  return { ...info, shape: [info.shape.reduce((product, axis) => product * axis, 1)] };
}

function compile(
  device: GPUDevice,
  program: ManyProgram,
  packed: readonly string[],
  isDry: boolean,
): GPUComputePipeline | Promise<GPUComputePipeline> {
  const { key, written, read, types, uniforms, code, functions = '', enabled = [] } = program;
  const { workgroup = THREADS } = program;
  const arrays = [
    ...written.map(
      (name) => `var<storage, read_write> ${name} : array<${types?.[name] ?? 'f32'}>;`,
    ),
    ...read.map((name) => {
      return `var<storage, read> ${name} : array<${packed.includes(name) ? 'i32' : 'f32'}>;`;
    }),
  ];
  const source = `
    ${enabled.map((name) => `enable ${name};`).join('\n    ')}
    struct Uniforms { stride : i32, ${uniforms} };
    ${arrays.map((array, i) => `@group(0) @binding(${i}) ${array}`).join('\n    ')}
    @group(0) @binding(${arrays.length}) var<uniform> uniforms : Uniforms;
    ${packed.map((name) => readerOf(name, 1)).join('\n')}
    ${functions}
    @compute @workgroup_size(${workgroup})
    fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) lane : u32) {
      var index = i32((group.y * ${ROW}u + group.x) * ${THREADS}u + lane);
      ${packed.length > 0 ? withReads(code, packed) : code}
    }`;
  const module = device.createShaderModule({ code: source, label: key });
  const descriptor = {
    layout: 'auto',
    label: key,
    compute: { module, entryPoint: 'main' },
  } as const;
  return isDry
    ? device.createComputePipelineAsync(descriptor)
    : device.createComputePipeline(descriptor);
}

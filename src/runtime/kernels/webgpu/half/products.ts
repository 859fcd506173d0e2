/**
 * Convolution, its two gradients and products of matrices with operands of half precision and sums in float32, where `isHalf` says so.
 * Each wraps the kernel that does it otherwise. Large operands are packed first, others rounded as they are read.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  type Attribute,
  backend_util,
  type KernelConfig,
  type NamedAttrMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { isHalf } from '../../../half.ts';
import { directConvolution } from '../direct-convolution.ts';
import { type DirectPlan, directFilterGradient } from '../direct-filter-gradient.ts';
import { directInputGradient } from '../direct-input-gradient.ts';
import { sizeOf } from '../program.ts';
import { sumOfSlices } from '../slices.ts';
import { wantsTiles } from '../tile-choice.ts';
import { isPacked, isWorthPacking } from './packed.ts';
import { withWhole } from './packing.ts';
import { runHalf } from './run-half.ts';
import {
  type HalfPlan,
  tiledConvolution,
  tiledFilterGradient,
  tiledInputGradient,
} from './tiled-plans.ts';
import { twinOf } from './twins.ts';

type Info = backend_util.Conv2DInfo;
type Inputs = Readonly<Record<string, TensorInfo>>;
/** Null where this is not done in half precision. */
type Product = (gpu: WebGPUBackend, inputs: Inputs, attributes: NamedAttrMap) => TensorInfo | null;

const halving =
  (product: Product) =>
  (kernel: KernelConfig): KernelConfig => {
    const whole = withWhole(kernel);
    return {
      ...kernel,
      kernelFunc: (given) => {
        const { inputs, attrs, backend } = given;
        const read = inputs as unknown as Inputs;
        const result = isHalf() ? product(backend as WebGPUBackend, read, attrs ?? {}) : null;
        return result ?? whole.kernelFunc(given);
      },
    };
  };

export const conv2dInHalf = halving((gpu, inputs, attributes) => {
  const { x, filter } = inputs as { x: TensorInfo; filter: TensorInfo };
  const { dataFormat, dilations } = attributes;
  const info = infoOf(x.shape, filter.shape, attributes, dilations);
  const isPlain = dataFormat === 'NHWC' && info.dilationHeight === 1 && info.dilationWidth === 1;
  if (!isPlain) return null;
  const rows = info.batchSize * info.outHeight * info.outWidth;
  const plan = wantsTiles(gpu, rows, info.outChannels)
    ? tiledConvolution(info)
    : ofDirect(directConvolution(info));
  return run(gpu, plan, { x, filters: filter }, info.outShape);
});

export const inputGradientInHalf = halving((gpu, inputs, attributes) => {
  const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
  const info = infoOf(attributes.inputShape as number[], filter.shape, attributes, 1);
  const rows = info.batchSize * info.inHeight * info.inWidth;
  const plan = wantsTiles(gpu, rows, info.inChannels)
    ? tiledInputGradient(info)
    : ofDirect(directInputGradient(info));
  return run(gpu, plan, { dy, filters: filter }, info.inShape);
});

export const filterGradientInHalf = halving((gpu, inputs, attributes) => {
  const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
  const info = infoOf(x.shape, attributes.filterShape as number[], attributes, 1);
  const rows = info.filterHeight * info.filterWidth * info.inChannels;
  const plan = wantsTiles(gpu, rows, info.outChannels)
    ? tiledFilterGradient(info)
    : ofDirect(directFilterGradient(info));
  return run(gpu, plan, { x, dy }, info.filterShape, true);
});

/** One matrix times one: a convolution with a window of one, or one of its gradients where a factor is transposed. */
export const matMulInHalf = halving((gpu, inputs, { transposeA, transposeB }) => {
  const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
  const [first = 1, second = 1] = a.shape.slice(-2);
  const [rows, inner] = transposeA ? [second, first] : [first, second];
  const columns = b.shape.at(transposeB ? -2 : -1) ?? 1;
  const isOne = sizeOf(a.shape.slice(0, -2)) === 1 && sizeOf(b.shape.slice(0, -2)) === 1;
  const isFloat = a.dtype === 'float32' && b.dtype === 'float32';
  if (!isOne || !isFloat || (transposeA && transposeB)) return null;
  const batch = a.shape.length > b.shape.length ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
  const shape = [...batch, rows, columns];
  const isTiled = wantsTiles(gpu, rows, columns);
  if (transposeA) {
    const info = lineOf(inner, rows, columns);
    const plan = isTiled ? tiledFilterGradient(info) : ofDirect(directFilterGradient(info));
    return run(gpu, plan, { x: a, dy: b }, shape, true);
  }
  if (transposeB) {
    const info = lineOf(rows, columns, inner);
    const plan = isTiled ? tiledInputGradient(info) : ofDirect(directInputGradient(info));
    return run(gpu, plan, { dy: a, filters: b }, shape);
  }
  const info = lineOf(rows, inner, columns);
  const plan = isTiled ? tiledConvolution(info) : ofDirect(directConvolution(info));
  return run(gpu, plan, { x: a, filters: b }, shape);
});

/** `inputs` in the order in which the plan's code names them. */
function run(
  gpu: WebGPUBackend,
  plan: HalfPlan,
  inputs: Inputs,
  shape: number[],
  isWeight = false,
): TensorInfo {
  const { operandComponents, layers, ...program } = plan;
  const read = Object.values(inputs).map((info) => twinOf(info) ?? info);
  const operands = Object.keys(inputs).map((name, i) => {
    const info = read[i];
    const format = info && isPacked(info) ? 'half' : 'float';
    return { name, format, components: operandComponents[i] ?? 1 } as const;
  });
  const outputShape = layers === 1 ? shape : [layers, sizeOf(shape)];
  // What optimizers read stays in float32, and so do sums that are added up yet.
  const isPacking = !isWeight && layers === 1 && isWorthPacking(shape);
  const resultFormat = isPacking ? 'half' : 'float';
  const result = runHalf(gpu, { ...program, operands, outputShape, resultFormat }, read);
  if (layers === 1) return result;
  const sum = sumOfSlices(gpu, result, shape, layers);
  gpu.disposeData(result.dataId);
  return sum;
}

function ofDirect({ components, threads, ...plan }: DirectPlan): HalfPlan {
  const [first, second, ofResult] = components;
  return { ...plan, operandComponents: [first, second], components: ofResult, size: threads };
}

/** A line of `length` positions with `channels` each, and a window of one for each of `filters`. */
function lineOf(length: number, channels: number, filters: number): Info {
  const filter: Shape = [1, 1, channels, filters];
  return backend_util.computeConv2DInfo([1, 1, length, channels], filter, 1, 1, 'valid');
}

type Shape = [number, number, number, number];

function infoOf(
  image: readonly number[],
  filter: readonly number[],
  { strides, pad, dimRoundingMode, dataFormat }: NamedAttrMap,
  dilations: Attribute | undefined,
): Info {
  return backend_util.computeConv2DInfo(
    image as Shape,
    filter as Shape,
    strides as number,
    (dilations ?? 1) as number,
    pad as 'same',
    dimRoundingMode as 'floor',
    false,
    backend_util.convertConv2DDataFormat((dataFormat ?? 'NHWC') as 'NHWC'),
  );
}

/**
 * Tensors cut apart and put together by copies of rows in WebAssembly. Stock kernels do so on the host, a call for each row,
 * and read a whole tensor back to cut a part of it out. They keep strings, booleans and engines without SIMD.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  type KernelConfig,
  slice_util,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { type Machine, machineOf } from './machine.ts';

const { sizeFromShape, computeStrides } = util;

type Cut = (
  wasm: BackendWasm,
  machine: Machine,
  x: TensorInfo,
  attrs: unknown,
) => TensorInfo | TensorInfo[];

function ofWords(stock: KernelConfig, cutting: Cut): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const { x } = call.inputs as { x: TensorInfo };
      const wasm = call.backend as BackendWasm;
      const machine = machineOf(wasm);
      if (!machine || !isWord(x)) return stock.kernelFunc(call);
      return cutting(wasm, machine, x, call.attrs);
    },
  };
}

/** Wraps the stock `Slice`. */
export function slicing(stock: KernelConfig): KernelConfig {
  return ofWords(stock, (wasm, machine, x, attrs) => {
    const { begin, size } = attrs as Record<'begin' | 'size', number[]>;
    const [from, extent] = slice_util.parseSliceParams(x, begin, size) as [number[], number[]];
    return cut(wasm, machine, x, from, extent);
  });
}

/** Wraps the stock `SplitV`. */
export function splitting(stock: KernelConfig): KernelConfig {
  return ofWords(stock, (wasm, machine, x, attrs) => {
    const { numOrSizeSplits, axis } = attrs as {
      readonly numOrSizeSplits: number | number[];
      readonly axis: number;
    };
    const [along = 0] = util.parseAxisParam(axis, x.shape);
    const begin = x.shape.map(() => 0);
    // Of a tensor only its shape is read.
    const sizes = backend_util.prepareSplitSize(x as never, numOrSizeSplits, along);
    return sizes.map((length) => {
      const piece = cut(wasm, machine, x, begin, x.shape.with(along, length));
      begin[along] = (begin[along] ?? 0) + length;
      return piece;
    });
  });
}

/** Wraps the stock `Concat`. */
export function joining(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const inputs = call.inputs as unknown as TensorInfo[];
      const { axis } = call.attrs as unknown as { readonly axis: number };
      return join(call.backend as BackendWasm, inputs, axis) ?? stock.kernelFunc(call);
    },
  };
}

/** Wraps the stock `Pack`. */
export function stacking(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const inputs = call.inputs as unknown as TensorInfo[];
      const { axis } = call.attrs as unknown as { readonly axis: number };
      const [first] = inputs;
      if (!first || inputs.length === 1) return stock.kernelFunc(call);
      const at = axis < 0 ? axis + first.shape.length + 1 : axis;
      const thin = inputs.map((info) => ({ ...info, shape: info.shape.toSpliced(at, 0, 1) }));
      return join(call.backend as BackendWasm, thin, at) ?? stock.kernelFunc(call);
    },
  };
}

/** Null where the stock kernel must. */
function join(wasm: BackendWasm, inputs: readonly TensorInfo[], axis: number): TensorInfo | null {
  const machine = machineOf(wasm);
  const [first] = inputs;
  const some = inputs.filter(({ shape }) => sizeFromShape(shape) > 0);
  if (!machine || !first || some.length < 2 || !inputs.every(isWord)) return null;
  const [along = 0] = util.parseAxisParam(axis, first.shape);
  const shapes = inputs.map(({ shape }) => shape);
  backend_util.assertParamsConsistent(shapes, along);
  const output = wasm.makeOutput(backend_util.computeOutShape(shapes, along), first.dtype);
  const lengths = some.map(({ shape }) => sizeFromShape(shape.slice(along)));
  const rows = sizeFromShape(first.shape.slice(0, along));
  const row = 4 * lengths.reduce((sum, length) => sum + length, 0);
  let to = machine.at(output);
  some.forEach((info, i) => {
    const length = lengths[i] ?? 0;
    machine.run.copyRows(to, row, machine.at(info), 4 * length, rows, length);
    to += 4 * length;
  });
  return output;
}

function cut(
  wasm: BackendWasm,
  machine: Machine,
  x: TensorInfo,
  begin: readonly number[],
  size: readonly number[],
): TensorInfo {
  const output = wasm.makeOutput([...size], x.dtype);
  if (sizeFromShape([...size]) === 0) return output;
  const strides = [...computeStrides(x.shape), 1];
  const isWhole = (axis: number) => size[axis] === x.shape[axis];
  // Axes from `inner` on make a row, those from `outer` on lie at one distance from each other.
  let inner = Math.max(size.length - 1, 0);
  while (inner > 0 && isWhole(inner)) inner -= 1;
  let outer = Math.max(inner - 1, 0);
  while (outer > 0 && isWhole(outer)) outer -= 1;
  const product = (from: number, to: number) => sizeFromShape(size.slice(from, to) as number[]);
  const [length, rows] = [product(inner, size.length), product(outer, inner)];
  const stride = inner > 0 ? (strides[inner - 1] ?? 1) : 0;
  let from = machine.at(x);
  begin.forEach((at, axis) => {
    from += 4 * at * (strides[axis] ?? 1);
  });
  let to = machine.at(output);
  const blocks = product(0, outer);
  for (let block = 0; block < blocks; block += 1) {
    let [rest, source] = [block, from];
    for (let axis = outer - 1; axis >= 0; axis -= 1) {
      const extent = size[axis] ?? 1;
      source += 4 * (rest % extent) * (strides[axis] ?? 1);
      rest = Math.floor(rest / extent);
    }
    machine.run.copyRows(to, 4 * length, source, 4 * stride, rows, length);
    to += 4 * length * rows;
  }
  return output;
}

const isWord = ({ dtype }: TensorInfo): boolean => dtype === 'float32' || dtype === 'int32';

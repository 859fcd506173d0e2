/**
 * Makes the padding of a convolution explicit and says how large its output is. `same` is TensorFlow's
 * (an odd element goes to the end), explicit padding is PyTorch's. One function per direction serves
 * both shape inference and the forward pass.
 */
import type { Fault, Padding } from '../define.ts';
import {
  type KernelShape,
  kernelSize,
  type Pair,
  type StrideShape,
  strideSize,
} from '../fields/kernel.ts';
import type { PaddingChoice } from '../fields/padding.ts';
import { type Sight, sliding } from './window.ts';

export interface Placement {
  readonly padding: Padding;
  readonly height: number;
  readonly width: number;
}

export interface TransposedPlacement extends Placement {
  /** Rows and columns added at the end; what the document asks for, or what `same` needs. */
  readonly outputPadding: readonly [number, number];
}

interface Geometry extends KernelShape, StrideShape {
  readonly padding: PaddingChoice;
  /** From one element of the kernel to the next. */
  readonly dilation?: number;
}

/** out = ⌊(in + before + after − kernel) / stride⌋ + 1 */
export function placeConv(input: readonly [number, number], geometry: Geometry): Placement | Fault {
  const kernel = reachOf(geometry);
  const stride = strideSize(geometry);
  const axes = explicit(geometry.padding, (axis) => {
    const length = input[axis];
    const last = (Math.ceil(length / stride[axis]) - 1) * stride[axis];
    return split(last + kernel[axis] - length);
  });
  const output = AXES.map((axis) => {
    const padded = input[axis] + axes[axis][0] + axes[axis][1];
    return Math.floor((padded - kernel[axis]) / stride[axis]) + 1;
  });
  return placed('convolution', input, output, axes, geometry);
}

/** What an element of its output sees. */
export function sightOfConv(input: readonly number[], geometry: Geometry): Sight {
  const [height = 1, width = 1] = input;
  const placement = placeConv([height, width], geometry);
  if ('fault' in placement) throw new Error(`internal: ${placement.fault}`);
  const [top, , left] = placement.padding;
  const [rows, columns] = reachOf(geometry);
  const [down, across] = strideSize(geometry);
  return [sliding(rows, down, top), sliding(columns, across, left)];
}

/** out = (in − 1)·stride − (before + after) + kernel + outputPadding */
export function placeConvTranspose(
  input: readonly [number, number],
  geometry: Geometry & {
    readonly outputPadding: number;
    readonly outputPaddingWidth?: number | null;
  },
): TransposedPlacement | Fault {
  const { padding } = geometry;
  const kernel = kernelSize(geometry);
  const stride = strideSize(geometry);
  const chosen: Pair = [
    geometry.outputPadding,
    geometry.outputPaddingWidth ?? geometry.outputPadding,
  ];
  const wrong = AXES.find((axis) => faultOf(padding, chosen[axis], stride[axis]) !== null);
  if (wrong !== undefined) {
    return {
      fault: faultOf(padding, chosen[wrong], stride[wrong]) ?? '',
      field: wrong === 0 ? 'outputPadding' : 'outputPaddingWidth',
    };
  }
  const isSame = padding.type === 'same';
  const extra: Pair = isSame ? mapPair((axis) => Math.max(stride[axis] - kernel[axis], 0)) : chosen;
  const axes = explicit(padding, (axis) => split(kernel[axis] - stride[axis]));
  const output = AXES.map(
    (axis) =>
      (input[axis] - 1) * stride[axis] -
      (axes[axis][0] + axes[axis][1]) +
      kernel[axis] +
      extra[axis],
  );
  const placement = placed('transposed convolution', input, output, axes, geometry);
  return 'fault' in placement ? placement : { ...placement, outputPadding: extra };
}

function faultOf(padding: PaddingChoice, outputPadding: number, stride: number): string | null {
  if (outputPadding === 0) return null;
  if (padding.type === 'same') {
    return `output padding must be 0 with "same" padding, which already makes the output ${stride} times the input; got ${outputPadding}`;
  }
  if (outputPadding < stride) return null;
  return `output padding must be smaller than the stride ${stride}, got ${outputPadding}`;
}

const AXES = [0, 1] as const;
type Axis = (typeof AXES)[number];

function mapPair(of: (axis: Axis) => number): Pair {
  return [of(0), of(1)];
}

/** Elements of the input from the first to the last that a kernel sees, both counted. */
function reachOf(geometry: Omit<Geometry, 'padding'>): Pair {
  const kernel = kernelSize(geometry);
  return mapPair((axis) => (kernel[axis] - 1) * (geometry.dilation ?? 1) + 1);
}

type Ends = readonly [before: number, after: number];

function explicit(padding: PaddingChoice, same: (axis: Axis) => Ends): readonly [Ends, Ends] {
  if (padding.type === 'same') return [same(0), same(1)];
  if (padding.type === 'valid') {
    return [
      [0, 0],
      [0, 0],
    ];
  }
  return [
    [padding.top, padding.bottom],
    [padding.left, padding.right],
  ];
}

function split(total: number): Ends {
  const before = Math.floor(Math.max(total, 0) / 2);
  return [before, Math.max(total, 0) - before];
}

function placed(
  name: string,
  input: readonly [number, number],
  output: readonly number[],
  axes: readonly [Ends, Ends],
  geometry: Geometry,
): Placement | Fault {
  const [height = 0, width = 0] = output;
  const [[top, bottom], [left, right]] = axes;
  if (height < 1 || width < 1) {
    const { dilation = 1 } = geometry;
    const spread = dilation === 1 ? '' : `dilation ${dilation}, `;
    const [down, across] = strideSize(geometry);
    const stride = down === across ? down : `${down}×${across}`;
    return {
      fault:
        `a ${kernelSize(geometry).join('×')} ${name} with ${spread}stride ${stride} and padding ${top}, ${bottom}, ${left}, ${right} ` +
        `(top, bottom, left, right) leaves nothing of an image of ${input[0]}×${input[1]}`,
      port: 'in',
    };
  }
  return { padding: [top, bottom, left, right], height, width };
}

/**
 * Makes the padding of a convolution explicit and says how large its output is. `same` is TensorFlow's
 * (an odd element goes to the end), explicit padding is PyTorch's. One function per direction serves
 * both shape inference and the forward pass.
 */
import type { Fault, Padding } from '../define.ts';
import type { PaddingChoice } from '../fields/padding.ts';

export interface Placement {
  readonly padding: Padding;
  readonly height: number;
  readonly width: number;
}

export interface TransposedPlacement extends Placement {
  /** Rows and columns added at the end; what the document asks for, or what `same` needs. */
  readonly outputPadding: readonly [number, number];
}

interface Geometry {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: PaddingChoice;
}

/** out = ⌊(in + before + after − kernel) / stride⌋ + 1 */
export function placeConv(input: readonly [number, number], geometry: Geometry): Placement | Fault {
  const { kernel, stride, padding } = geometry;
  const axes = explicit(padding, (axis) => {
    const length = input[axis];
    return split((Math.ceil(length / stride) - 1) * stride + kernel - length);
  });
  const output = axes.map(([before, after], axis) => {
    const padded = (input[axis] ?? 0) + before + after;
    return Math.floor((padded - kernel) / stride) + 1;
  });
  return placed('convolution', input, output, axes, geometry);
}

/** out = (in − 1)·stride − (before + after) + kernel + outputPadding */
export function placeConvTranspose(
  input: readonly [number, number],
  geometry: Geometry & { readonly outputPadding: number },
): TransposedPlacement | Fault {
  const { kernel, stride, padding } = geometry;
  if (padding.type === 'same' && geometry.outputPadding > 0) {
    return {
      fault: `output padding must be 0 with "same" padding, which already makes the output ${stride} times the input; got ${geometry.outputPadding}`,
      field: 'outputPadding',
    };
  }
  if (geometry.outputPadding > 0 && geometry.outputPadding >= stride) {
    return {
      fault: `output padding must be smaller than the stride ${stride}, got ${geometry.outputPadding}`,
      field: 'outputPadding',
    };
  }
  const extra = padding.type === 'same' ? Math.max(stride - kernel, 0) : geometry.outputPadding;
  const axes = explicit(padding, () => split(kernel - stride));
  const output = axes.map(
    ([before, after], axis) =>
      ((input[axis] ?? 0) - 1) * stride - (before + after) + kernel + extra,
  );
  const placement = placed('transposed convolution', input, output, axes, geometry);
  return 'fault' in placement ? placement : { ...placement, outputPadding: [extra, extra] };
}

type Ends = readonly [before: number, after: number];

function explicit(padding: PaddingChoice, same: (axis: 0 | 1) => Ends): readonly [Ends, Ends] {
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
  { kernel, stride }: Geometry,
): Placement | Fault {
  const [height = 0, width = 0] = output;
  const [[top, bottom], [left, right]] = axes;
  if (height < 1 || width < 1) {
    return {
      fault:
        `a ${kernel}×${kernel} ${name} with stride ${stride} and padding ${top}, ${bottom}, ${left}, ${right} ` +
        `(top, bottom, left, right) leaves nothing of an image of ${input[0]}×${input[1]}`,
      port: 'in',
    };
  }
  return { padding: [top, bottom, left, right], height, width };
}

/** Which convolutions Winograd's algorithm serves, and how those become patches and parts. */
import type { Images } from '../frames.ts';
import type { Corner, FastConvolution } from './convolution.ts';
import type { FastFilter, Taps } from './filters.ts';

/** What tf.js knows about a convolution, as much as is needed here. */
export interface Info {
  readonly batchSize: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padInfo: { readonly top: number; readonly left: number };
}

/** Fewer patches than this do not pay for what the filter becomes. */
const LEAST_PATCHES = 24;

/** Off: its rounding, amplified by norms, takes losses of CycleGAN at the tenth step twice as far as parity allows. */
const HAS_THREE_TAPS: boolean = false;

/** The stride: one with three taps, two with four. Null where the plain loops have to do it. */
export function fastStride(info: Info): 1 | 2 | null {
  const { filterHeight, filterWidth, strideHeight, strideWidth } = info;
  if (info.inChannels % 4 !== 0 || info.outChannels % 4 !== 0) return null;
  if (filterHeight !== filterWidth || strideHeight !== strideWidth) return null;
  if (HAS_THREE_TAPS && strideHeight === 1 && filterHeight === 3) return 1;
  return strideHeight === 2 && filterHeight === 4 ? 2 : null;
}

function arePairs(info: Info, height: number, width: number): boolean {
  if (height % 2 !== 0 || width % 2 !== 0) return false;
  return (info.batchSize * height * width) / 4 >= LEAST_PATCHES;
}

const CORNERS: Readonly<Record<1 | 2, readonly Corner[]>> = {
  1: [[0, 0]],
  2: [0, 1].flatMap((row) => [0, 1].map((column): Corner => [row, column])),
};

/** Taps of the filter that lie a stride apart, from each of the first on. */
export function partsOf(info: Info, stride: 1 | 2): Taps[] {
  const tap = 4 * info.inChannels * info.outChannels;
  const line = info.filterWidth * tap;
  return CORNERS[stride].map(([row, column]) => ({
    first: row * line + column * tap,
    row: stride * line,
    column: stride * tap,
  }));
}

/** What the filter's windows see, in patches that make two by two pixels of the output. */
export function patchesOf(info: Info, stride: 1 | 2, x: number): FastConvolution['patches'] | null {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = info;
  if (!arePairs(info, outHeight, outWidth)) return null;
  return {
    images: { at: x, count: batchSize, height: inHeight, width: inWidth, channels: inChannels },
    frame: {
      height: (outHeight - 1) * stride + info.filterHeight,
      width: (outWidth - 1) * stride + info.filterWidth,
      top: padInfo.top,
      left: padInfo.left,
    },
    tiles: { height: outHeight / 2, width: outWidth / 2 },
    step: 2 * stride,
  };
}

export function cornersOf(stride: 1 | 2): readonly Corner[] {
  return CORNERS[stride];
}

/** Null where it is none of these. */
export function fastForward(info: Info, x: number, y: number): FastConvolution | null {
  const stride = fastStride(info);
  const patches = stride && patchesOf(info, stride, x);
  if (!stride || !patches) return null;
  const filter: FastFilter = {
    taps: stride === 1 ? 3 : 2,
    shape: [info.inChannels, info.outChannels],
    parts: partsOf(info, stride),
    isTransposed: false,
  };
  return {
    patches,
    input: stride === 1 ? 'input3' : 'input2',
    elements: stride === 1 ? 4 : 3,
    corners: CORNERS[stride],
    spread: stride,
    passes: [{ filter, position: [0, 0], element: [0, 0] }],
    outputSpread: 1,
    output: outputOf(info, y),
  };
}

/** Null where it is none of these. */
export function fastInputGradient(info: Info, dy: number, dx: number): FastConvolution | null {
  const stride = fastStride(info);
  const { batchSize, inHeight, inWidth, inChannels, outChannels, padInfo } = info;
  if (!stride || inHeight % stride !== 0 || inWidth % stride !== 0) return null;
  const [height, width] = [inHeight / stride, inWidth / stride];
  if (!arePairs(info, height, width)) return null;
  // Of the pixels beside one another the first meets the odd taps, the second the even ones a pixel of dy further.
  const isOdd = padInfo.top % 2 === 1 && padInfo.left % 2 === 1;
  if (stride === 2 && !isOdd) return null;
  const before = (padding: number) => (stride === 1 ? 2 - padding : 1 - (padding - 1) / 2);
  const [top, left] = [before(padInfo.top), before(padInfo.left)];
  if (top < 0 || left < 0) return null;
  const tap = 4 * inChannels * outChannels;
  const line = info.filterWidth * tap;
  const last = info.filterHeight - 1;
  const passes = CORNERS[stride].map((position) => {
    const [row, column] = position;
    const part = {
      first: (last - row) * line + (last - column) * tap,
      row: -stride * line,
      column: -stride * tap,
    };
    const filter: FastFilter = {
      taps: stride === 1 ? 3 : 2,
      shape: [inChannels, outChannels],
      parts: [part],
      isTransposed: true,
    };
    return { filter, position, element: [2 * row, 2 * column] as const };
  });
  const patch = 2;
  return {
    patches: {
      images: outputOf(info, dy),
      frame: { height: height + patch, width: width + patch, top, left },
      tiles: { height: height / 2, width: width / 2 },
      step: 2,
    },
    input: stride === 1 ? 'input3' : 'input2Twice',
    elements: stride === 1 ? 4 : 5,
    corners: CORNERS[1],
    spread: 1,
    passes,
    outputSpread: stride,
    output: { at: dx, count: batchSize, height: inHeight, width: inWidth, channels: inChannels },
  };
}

function outputOf(info: Info, at: number): Images {
  const { batchSize, outHeight, outWidth, outChannels } = info;
  return { at, count: batchSize, height: outHeight, width: outWidth, channels: outChannels };
}

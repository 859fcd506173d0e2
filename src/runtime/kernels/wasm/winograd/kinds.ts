/** Which convolutions Winograd's algorithm serves, and how those become patches and parts. */
import type { Images } from '../frames.ts';
import { elementsOf, type Form, OUTPUTS, TAPS, TWICE } from './algorithms.ts';
import type { Corner, FastConvolution, Pass } from './convolution.ts';
import type { FastFilter, Taps } from './filters.ts';
import { type Lack, type Lacks, nameOf } from './lacking.ts';
import type { Patches } from './patches.ts';
import type { Widened } from './widened.ts';

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

export interface Kind {
  readonly stride: 1 | 2;
  /** Its taps are those of every remainder by the stride; of the second one less where some lack. */
  readonly form: Form;
  readonly isLacking: boolean;
  /** Patches of each image; the last may hang over the edge. */
  readonly tiles: Patches['tiles'];
}

/** Fewer patches than this do not pay for what the filter becomes. */
const LEAST_PATCHES: Readonly<Record<Form, number>> = { 2: 24, 3: 24, 4: 16, 5: 16 };

/** Of the products of plain loops: more than that does not pay for what becomes of images and filters. */
const MOST_PRODUCTS = 0.78;

/** The one of fewest products for so many pixels; null where the plain loops have to do it. */
export function fastKind(info: Info, height: number, width: number): Kind | null {
  const { filterHeight, filterWidth, strideHeight, strideWidth } = info;
  if (info.inChannels % 4 !== 0 || info.outChannels % 4 !== 0) return null;
  if (filterHeight !== filterWidth || strideHeight !== strideWidth) return null;
  if (strideHeight === 1 && filterHeight === 3) {
    return fewest(info, height, width, [3, 4], { stride: 1, isLacking: false });
  }
  if (strideHeight !== 2 || filterHeight < 3 || filterHeight > 5) return null;
  const isLacking = filterHeight % 2 === 1;
  return fewest(info, height, width, filterHeight > 4 ? [3, 4] : [2, 5], { stride: 2, isLacking });
}

function fewest(
  info: Info,
  height: number,
  width: number,
  forms: readonly Form[],
  { stride, isLacking }: Pick<Kind, 'stride' | 'isLacking'>,
): Kind | null {
  let least = MOST_PRODUCTS;
  let best: Kind | null = null;
  for (const form of forms) {
    const outputs = OUTPUTS[form];
    const tiles = { height: Math.ceil(height / outputs), width: Math.ceil(width / outputs) };
    const count = tiles.height * tiles.width;
    const elements = stride * elementsOf(form) - (isLacking ? 1 : 0);
    const share = (count * elements ** 2) / (height * width * info.filterHeight ** 2);
    if (info.batchSize * count < LEAST_PATCHES[form] || share > least) continue;
    least = share;
    best = { stride, form, isLacking, tiles };
  }
  return best;
}

const CORNERS: Readonly<Record<1 | 2, readonly Corner[]>> = {
  1: [[0, 0]],
  // Those of either row, and of either column, lie side by side, so that what others lack is left out in one piece.
  2: [
    [0, 1],
    [0, 0],
    [1, 0],
    [1, 1],
  ],
};

export function widenedOf(info: Info, { stride, form }: Kind): Widened {
  const shape = [info.inChannels, info.outChannels] as const;
  return {
    ...{ kernel: info.filterHeight, size: stride * TAPS[form] },
    ...{ top: 0, left: 0, shape, isTurned: false },
  };
}

/** Taps of the widened filter that lie a stride apart, from each of the first on. */
export function partsOf(info: Info, { stride, form, isLacking }: Kind): Taps[] {
  const tap = 4 * info.inChannels * info.outChannels;
  const line = stride * TAPS[form] * tap;
  const lack = (position: number): Lack => (isLacking && position > 0 ? 'last' : null);
  return CORNERS[stride].map(([row, column]) => ({
    first: row * line + column * tap,
    row: stride * line,
    column: stride * tap,
    lacks: [lack(row), lack(column)],
  }));
}

/** What the filter's windows see, in patches of as many pixels of the output as the form makes. */
export function patchesOf(info: Info, { stride, form, tiles }: Kind, x: number): Patches {
  const { batchSize, inHeight, inWidth, inChannels, padInfo } = info;
  const outputs = OUTPUTS[form];
  return {
    images: { at: x, count: batchSize, height: inHeight, width: inWidth, channels: inChannels },
    frame: {
      height: (outputs * tiles.height - 1) * stride + info.filterHeight,
      width: (outputs * tiles.width - 1) * stride + info.filterWidth,
      top: padInfo.top,
      left: padInfo.left,
    },
    tiles,
    step: outputs * stride,
  };
}

/** What becomes of a patch for each part of the filter. */
export function viewsOf({ stride, form }: Kind, parts: readonly Taps[]): FastConvolution['views'] {
  return parts.map(({ lacks }, i) => ({
    corner: CORNERS[stride][i] ?? [0, 0],
    input: nameOf('input', form, lacks) ?? `input${form}`,
  }));
}

/** Null where it is none of these. */
export function fastForward(info: Info, x: number, y: number): FastConvolution | null {
  const kind = fastKind(info, info.outHeight, info.outWidth);
  if (!kind) return null;
  const parts = partsOf(info, kind);
  const shape = [info.inChannels, info.outChannels] as const;
  const filter: FastFilter = { form: kind.form, shape, parts };
  return {
    patches: patchesOf(info, kind, x),
    elements: elementsOf(kind.form),
    views: viewsOf(kind, parts),
    spread: kind.stride,
    widened: widenedOf(info, kind),
    passes: [{ filter, position: [0, 0], element: [0, 0] }],
    outputSpread: 1,
    output: outputOf(info, y),
  };
}

/** How the pixels of both remainders along an axis meet the taps. */
interface Meeting {
  /** Zeros before dy, and before the taps of the filter. */
  readonly before: number;
  readonly zeros: 0 | 1;
  /** Of the first remainder and of the second: its last tap, the first element that it takes, and what it lacks. */
  readonly phases: readonly {
    readonly tap: number;
    readonly element: number;
    readonly lack: Lack;
  }[];
}

/** With Y = position + padding = stride · q + remainder, dx[q] = Σ dy[q − t] w[remainder + stride · t]. */
function meetingOf({ stride, form, isLacking }: Kind, padding: number): Meeting | null {
  const taps = TAPS[form];
  const last = stride * taps - 1;
  if (stride === 1) {
    return { before: 2 - padding, zeros: 0, phases: [{ tap: last, element: 0, lack: null }] };
  }
  if (!isLacking) {
    const step = elementsOf(form) - 1;
    // The first meets the odd taps, the second the even ones a pixel of dy further.
    const phases = [0, 1].map((i) => ({ tap: last - i, element: i * step, lack: null }));
    return padding % 2 === 1 ? { before: 1 - (padding - 1) / 2, zeros: 0, phases } : null;
  }
  // A zero tap in front makes an odd padding even: then both meet the same pixels of dy, and one of them lacks a tap.
  const zeros = padding % 2 === 1 ? 1 : 0;
  const phases = [
    { tap: last - 1, element: 0, lack: zeros ? ('last' as const) : null },
    { tap: last, element: 0, lack: zeros ? null : ('first' as const) },
  ];
  return { before: taps - 1 - (padding + zeros) / 2, zeros, phases };
}

/** Null where it is none of these. */
export function fastInputGradient(info: Info, dy: number, dx: number): FastConvolution | null {
  const { batchSize, inHeight, inWidth, inChannels, outChannels, padInfo } = info;
  const { strideHeight, strideWidth } = info;
  const kind = fastKind(info, Math.ceil(inHeight / strideHeight), Math.ceil(inWidth / strideWidth));
  if (!kind) return null;
  const { stride, form, isLacking, tiles } = kind;
  const [down, across] = [meetingOf(kind, padInfo.top), meetingOf(kind, padInfo.left)];
  if (!down || !across || down.before < 0 || across.before < 0) return null;
  const tap = 4 * inChannels * outChannels;
  const line = stride * TAPS[form] * tap;
  const shape = [outChannels, inChannels] as const;
  const passes = down.phases.flatMap((y, row) =>
    across.phases.map((x, column): Pass => {
      const [first, lacks] = [y.tap * line + x.tap * tap, [y.lack, x.lack] as Lacks];
      const part = { first, row: -stride * line, column: -stride * tap, lacks };
      const filter: FastFilter = { form, shape, parts: [part] };
      return { filter, position: [row, column], element: [y.element, x.element] };
    }),
  );
  if (passes.some(({ filter }) => !nameOf('output', form, filter.parts[0]?.lacks ?? NOTHING))) {
    return null;
  }
  const [elements, outputs] = [elementsOf(form), OUTPUTS[form]];
  // Two convolutions, one a pixel further.
  const twice = stride === 2 && !isLacking ? TWICE[form] : undefined;
  const overlap = elements - outputs + (twice ? 1 : 0);
  return {
    patches: {
      images: outputOf(info, dy),
      frame: {
        height: outputs * tiles.height + overlap,
        width: outputs * tiles.width + overlap,
        top: down.before,
        left: across.before,
      },
      tiles,
      step: outputs,
    },
    elements: twice ? 2 * elements - 1 : elements,
    views: [{ corner: [0, 0], input: twice ?? `input${form}` }],
    spread: 1,
    widened: {
      ...widenedOf(info, kind),
      ...{ top: down.zeros, left: across.zeros, isTurned: true },
    },
    passes,
    outputSpread: stride,
    output: { at: dx, count: batchSize, height: inHeight, width: inWidth, channels: inChannels },
  };
}

const NOTHING: Lacks = [null, null];

function outputOf(info: Info, at: number): Images {
  const { batchSize, outHeight, outWidth, outChannels } = info;
  return { at, count: batchSize, height: outHeight, width: outWidth, channels: outChannels };
}

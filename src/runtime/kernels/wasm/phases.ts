/**
 * Input gradients whose remainders by the stride are equally many: each is a convolution of stride 1 that writes its pixels
 * where they belong, so nothing is computed twice and nothing is moved.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { stridesOf } from './frames.ts';
import type { Machine } from './machine.ts';
import { packedBytes, panelsOf } from './panels.ts';
import { type Sliding, slide, slidingBytes } from './sliding-product.ts';
import { packTaps } from './split-filter.ts';
import type { Axis } from './sub-pixels.ts';

/** The pixels of one remainder: the first of them, and its q. */
interface Phase {
  readonly remainder: number;
  readonly position: number;
  readonly q: number;
}

/** False, and nothing is done, where the remainders differ or channels fill no vectors. */
export function runPhases(
  machine: Machine,
  y: Axis,
  x: Axis,
  output: TensorInfo,
  dy: TensorInfo,
  filter: TensorInfo,
): boolean {
  const [count = 1, height = 1, width = 1, channels = 1] = output.shape;
  const [, outHeight = 1, outWidth = 1, filters = 1] = dy.shape;
  const [down, across] = [phasesOf(y), phasesOf(x)];
  const [minY, minX] = [down, across].map((phases) => Math.min(...phases.map(({ q }) => q))) as [
    number,
    number,
  ];
  const [top, left] = [y.taps - 1 - minY, x.taps - 1 - minX];
  const isEven = height % y.stride === 0 && width % x.stride === 0;
  if (!isEven || channels % 4 !== 0 || top < 0 || left < 0) return false;
  const windows = { height: height / y.stride, width: width / x.stride };
  const [spreadY, spreadX] = [spread(down), spread(across)];
  const images = { count, height: outHeight, width: outWidth, channels: filters };
  const sliding: Sliding = {
    images: { at: 0, ...images },
    frame: {
      height: windows.height - 1 + spreadY + y.taps,
      width: windows.width - 1 + spreadX + x.taps,
      top,
      left,
    },
    windows,
    kernel: [y.taps, x.taps],
    steps: [1, 1],
  };
  const rows = y.taps * x.taps * filters;
  const panels = panelsOf(rows, channels);
  const forPacked = packedBytes(rows, channels);
  const phases = down.flatMap((row) => across.map((column) => ({ row, column })));
  const packed = machine.reserve(phases.length * forPacked + slidingBytes(sliding));
  const out = stridesOf(height, width, channels);
  const strides = { image: out.image, row: y.stride * out.row, column: x.stride * out.column };
  const to = machine.at(output);
  const targets = phases.map(({ row, column }, i) => {
    const at = packed + i * forPacked;
    const kinds = [row.remainder, [column.remainder]] as const;
    packTaps(machine, at, machine.at(filter), kinds, y, x, [channels, filters]);
    return {
      packed: at,
      panels,
      at: to + row.position * out.row + column.position * out.column,
      shift: [row.q - minY, column.q - minX] as const,
    };
  });
  const given = { ...sliding, images: { at: machine.at(dy), ...images } };
  slide(machine, packed + phases.length * forPacked, given, strides, (first) =>
    targets.map((target) => ({ ...target, at: target.at + first * out.image })),
  );
  return true;
}

function phasesOf({ stride, padding }: Axis): Phase[] {
  return Array.from({ length: stride }, (_, position) => {
    const remainder = (position + padding) % stride;
    return { remainder, position, q: (position + padding - remainder) / stride };
  });
}

function spread(phases: readonly Phase[]): number {
  const all = phases.map(({ q }) => q);
  return Math.max(...all) - Math.min(...all);
}

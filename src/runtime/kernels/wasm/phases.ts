/**
 * Input gradients whose channels fill vectors: the pixels of each remainder by the stride are a convolution of stride 1 that
 * writes them where they belong, so nothing is computed twice and nothing is moved.
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
  /** Taps of the filter that it meets, and pixels that there are. */
  readonly taps: number;
  readonly count: number;
}

/** False, and nothing is done, where channels fill no vectors. */
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
  const [minY, minX] = [lowest(down), lowest(across)];
  const [top, left] = [y.taps - 1 - minY, x.taps - 1 - minX];
  if (channels % 4 !== 0 || top < 0 || left < 0) return false;
  const most = { height: Math.ceil(height / y.stride), width: Math.ceil(width / x.stride) };
  const sliding: Sliding = {
    images: { at: 0, count, height: outHeight, width: outWidth, channels: filters },
    frame: {
      height: most.height - 1 + spread(down) + y.taps,
      width: most.width - 1 + spread(across) + x.taps,
      top,
      left,
    },
    windows: most,
    kernel: [y.taps, x.taps],
    steps: [1, 1],
  };
  const phases = down.flatMap((row) => across.map((column) => ({ row, column })));
  const sizes = phases.map(({ row, column }) => row.taps * column.taps * filters);
  const starts = sizes.map((_, i) =>
    sizes.slice(0, i).reduce((sum, rows) => sum + packedBytes(rows, channels), 0),
  );
  const forPacked = sizes.reduce((sum, rows) => sum + packedBytes(rows, channels), 0);
  const packed = machine.reserve(forPacked + slidingBytes(sliding));
  const out = stridesOf(height, width, channels);
  const strides = { image: out.image, row: y.stride * out.row, column: x.stride * out.column };
  const to = machine.at(output);
  const targets = phases.map(({ row, column }, i) => {
    const at = packed + (starts[i] ?? 0);
    const kinds = [row.remainder, [column.remainder]] as const;
    const axes = [
      { ...y, taps: row.taps },
      { ...x, taps: column.taps },
    ] as const;
    packTaps(machine, at, machine.at(filter), kinds, ...axes, [channels, filters]);
    return {
      packed: at,
      panels: panelsOf(sizes[i] ?? 0, channels),
      kernel: [row.taps, column.taps] as const,
      windows: { height: row.count, width: column.count },
      at: to + row.position * out.row + column.position * out.column,
      shift: [row.q - minY + y.taps - row.taps, column.q - minX + x.taps - column.taps] as const,
    };
  });
  const images = { ...sliding.images, at: machine.at(dy) };
  const isEven = height % y.stride === 0 && width % x.stride === 0;
  for (const some of isEven ? [targets] : targets.map((target) => [target])) {
    const windows = some[0]?.windows ?? most;
    slide(machine, packed + forPacked, { ...sliding, images, windows }, strides, (first) =>
      some.map((target) => ({ ...target, at: target.at + first * out.image })),
    );
  }
  return true;
}

function phasesOf({ stride, padding, kernel, length }: Axis): Phase[] {
  return Array.from({ length: Math.min(stride, length) }, (_, position) => {
    const remainder = (position + padding) % stride;
    return {
      remainder,
      position,
      q: (position + padding - remainder) / stride,
      taps: Math.max(0, Math.ceil((kernel - remainder) / stride)),
      count: Math.ceil((length - position) / stride),
    };
  });
}

function lowest(phases: readonly Phase[]): number {
  return Math.min(...phases.map(({ q }) => q));
}

function spread(phases: readonly Phase[]): number {
  return Math.max(...phases.map(({ q }) => q)) - lowest(phases);
}

/**
 * Normalisation in training, forward and backward: a pass over the columns of each sample for their sums, one for the
 * result, with no temporaries but a few rows. The numbers between, one for each column, are made on the host.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { noted } from '../../replay/journal.ts';
import { type Machine, machineOf } from './machine.ts';

interface Layout {
  readonly samples: number;
  readonly groups: number;
  readonly width: number;
  readonly columns: number;
  readonly rows: number;
  readonly epsilon: number;
}

/** Wraps the loops on the host, which keep columns that fill no vectors. */
export function normalizing(otherwise: KernelConfig): KernelConfig {
  return {
    ...otherwise,
    kernelFunc: (call) => {
      const wasm = call.backend as BackendWasm;
      const { x, gain, bias } = call.inputs as Record<'x' | 'gain' | 'bias', TensorInfo>;
      const layout = layoutOf(x, call.attrs ?? {});
      const machine = machineOf(wasm);
      if (!machine || layout.columns % 4 !== 0) return otherwise.kernelFunc(call);
      const flat = [layout.samples * layout.groups];
      const out = wasm.makeOutput(x.shape, 'float32');
      const [mean, variance] = [wasm.makeOutput(flat, 'float32'), wasm.makeOutput(flat, 'float32')];
      const places = placesOf(machine, { x, gain, bias, out, mean, variance });
      forward(machine, layout, places);
      return [out, mean, variance];
    },
  };
}

/** Wraps the loops on the host. */
export function normalizingBack(otherwise: KernelConfig): KernelConfig {
  return {
    ...otherwise,
    kernelFunc: (call) => {
      const wasm = call.backend as BackendWasm;
      const inputs = call.inputs as Record<'x' | 'dy' | 'gain' | 'mean' | 'variance', TensorInfo>;
      const layout = layoutOf(inputs.x, call.attrs ?? {});
      const machine = machineOf(wasm);
      if (!machine || layout.columns % 4 !== 0) return otherwise.kernelFunc(call);
      const out = wasm.makeOutput(inputs.x.shape, 'float32');
      const flat = [layout.samples * layout.groups];
      const [ofBias, ofGain] = [wasm.makeOutput(flat, 'float32'), wasm.makeOutput(flat, 'float32')];
      const places = placesOf(machine, { ...inputs, out, ofBias, ofGain });
      backward(machine, layout, places);
      return [out, ofBias, ofGain];
    },
  };
}

function layoutOf({ shape }: TensorInfo, attrs: NamedAttrMap): Layout {
  const [samples, groups, width] = [attrs.samples, attrs.groups, attrs.width].map(Number) as [
    number,
    number,
    number,
  ];
  const columns = groups * width;
  const rows = shape.reduce((product, axis) => product * axis, 1) / (samples * columns);
  return { samples, groups, width, columns, rows, epsilon: Number(attrs.epsilon) };
}

/** Scratch, rows of doubles: shifts or lines, three at most, and two of sums. */
function rowsOf(machine: Machine, columns: number) {
  const at = machine.reserve(5 * 8 * columns);
  const sums = at + 3 * 8 * columns;
  return {
    ...{ at, sums },
    /** Good until the heap grows. */
    views() {
      const heap = machine.floats();
      const lines = new Float64Array(heap.buffer, at, 3 * columns);
      return { heap, lines, doubles: new Float64Array(heap.buffer, sums, 2 * columns) };
    },
  };
}

/** Of tensors, counted in floats. */
type Places<Names extends string> = Readonly<Record<Names, number>>;

function forward(
  machine: Machine,
  { samples, groups, width, columns, rows, epsilon }: Layout,
  places: Places<'x' | 'gain' | 'bias' | 'out' | 'mean' | 'variance'>,
): void {
  const { at, sums, views } = rowsOf(machine, columns);
  const { x, gain, bias, out, mean, variance } = places;
  const count = rows * width;
  // Distances from an element of the group, so that the difference of squares loses nothing to a large mean.
  const fillShifts = (first: number) => {
    const { heap, lines } = views();
    for (let c = 0; c < columns; c += 1) {
      const shift = heap[first + c - (c % width)] as number;
      lines[c] = shift;
      lines[columns + c] = shift;
    }
  };
  const makeLines = (sample: number) => {
    const { heap, lines, doubles } = views();
    for (let group = 0; group < groups; group += 1) {
      const [from, index] = [group * width, sample * groups + group];
      const distance = total(doubles, from, width) / count;
      const average = (lines[from] as number) + distance;
      const spread = total(doubles, columns + from, width) / count - distance * distance;
      heap[mean + index] = average;
      heap[variance + index] = Math.max(spread, 0);
      const deviation = Math.sqrt((heap[variance + index] as number) + epsilon);
      const factor = (heap[gain + index] as number) / deviation;
      const level = (heap[bias + index] as number) - average * factor;
      fillLines(lines, columns, from, width, [factor, 0, level]);
    }
  };
  for (let sample = 0; sample < samples; sample += 1) {
    const offset = sample * rows * columns;
    const first = x + offset;
    noted(
      () => ['normalize', 'shifts', at, first, columns, width],
      () => fillShifts(first),
    );
    sumColumns(machine, 4 * first, 4 * first, at, sums, rows, columns);
    noted(
      () => ['normalize', 'lines', at, sample, places, groups, width, columns, rows, epsilon],
      () => makeLines(sample),
    );
    const place = 4 * offset;
    applyLines(machine, 4 * x + place, 4 * x + place, at, 4 * out + place, rows, columns);
  }
}

/** With y the normalised input: dx = gain · (dy − mean(dy) − y · mean(dy · y)) / √(variance + ε) */
function backward(
  machine: Machine,
  { samples, groups, width, columns, rows, epsilon }: Layout,
  places: Places<'x' | 'dy' | 'gain' | 'mean' | 'variance' | 'out' | 'ofBias' | 'ofGain'>,
): void {
  const { at, sums, views } = rowsOf(machine, columns);
  const { x, dy, gain, mean, variance, out, ofBias, ofGain } = places;
  const count = rows * width;
  const fillShifts = (sample: number) => {
    const { heap, lines } = views();
    for (let c = 0; c < columns; c += 1) {
      lines[c] = 0;
      lines[columns + c] = heap[mean + sample * groups + Math.floor(c / width)] as number;
    }
  };
  const makeLines = (sample: number) => {
    const { heap, lines, doubles } = views();
    for (let group = 0; group < groups; group += 1) {
      const [from, index] = [group * width, sample * groups + group];
      const inverse = 1 / Math.sqrt((heap[variance + index] as number) + epsilon);
      const sum = total(doubles, from, width);
      const alongY = total(doubles, columns + from, width) * inverse;
      heap[ofBias + index] = sum;
      heap[ofGain + index] = alongY;
      const factor = (heap[gain + index] as number) * inverse;
      const bent = (-alongY * inverse * factor) / count;
      const level = (-factor * sum) / count - bent * (heap[mean + index] as number);
      fillLines(lines, columns, from, width, [factor, bent, level]);
    }
  };
  for (let sample = 0; sample < samples; sample += 1) {
    const offset = sample * rows * columns;
    noted(
      () => ['normalize back', 'shifts', at, sample, mean, groups, width, columns],
      () => fillShifts(sample),
    );
    sumColumns(machine, 4 * (dy + offset), 4 * (x + offset), at, sums, rows, columns);
    noted(
      () => ['normalize back', 'lines', at, sample, places, groups, width, columns, rows, epsilon],
      () => makeLines(sample),
    );
    const place = 4 * offset;
    applyLines(machine, 4 * dy + place, 4 * x + place, at, 4 * out + place, rows, columns);
  }
}

function placesOf<Names extends string>(
  machine: Machine,
  tensors: Readonly<Record<Names, TensorInfo>>,
): Places<Names> {
  const entries = Object.entries<TensorInfo>(tensors);
  return Object.fromEntries(
    entries.map(([name, tensor]) => [name, machine.at(tensor) / 4]),
  ) as Record<Names, number>;
}

/** The columns of one group get one line: slopes along both inputs, and a level. */
function fillLines(
  lines: Float64Array,
  columns: number,
  from: number,
  width: number,
  line: readonly [number, number, number],
): void {
  line.forEach((value, row) => {
    lines.fill(value, row * columns + from, row * columns + from + width);
  });
}

function sumColumns(
  { run }: Machine,
  a: number,
  b: number,
  shifts: number,
  sums: number,
  rows: number,
  columns: number,
): void {
  overColumns(columns, (c, isWide) => {
    const sum = isWide ? run.columnSums8 : run.columnSums4;
    sum(a + 4 * c, b + 4 * c, shifts + 8 * c, sums + 8 * c, rows, 4 * columns, columns);
  });
}

function applyLines(
  { run }: Machine,
  a: number,
  b: number,
  lines: number,
  out: number,
  rows: number,
  columns: number,
): void {
  overColumns(columns, (c, isWide) => {
    const apply = isWide ? run.columnLines8 : run.columnLines4;
    apply(a + 4 * c, b + 4 * c, lines + 8 * c, out + 4 * c, rows, 4 * columns, columns);
  });
}

/** Eight columns at a time, then four. */
function overColumns(columns: number, visit: (c: number, isWide: boolean) => void): void {
  for (let c = 0; c < columns; ) {
    const isWide = columns - c >= 8;
    visit(c, isWide);
    c += isWide ? 8 : 4;
  }
}

function total(values: Float64Array, from: number, width: number): number {
  let sum = 0;
  for (let i = from; i < from + width; i += 1) sum += values[i] as number;
  return sum;
}

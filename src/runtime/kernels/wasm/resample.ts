/** Rows and columns mixed by sparse tables, four numbers at a time: first the rows, then the columns of those. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { Taps } from '../../../nodes/shared/resampling.ts';
import { noted } from '../../replay/journal.ts';
import { type Machine, machineOf } from './machine.ts';

interface Attributes {
  readonly rows: Taps;
  readonly columns: Taps;
  readonly channels: number;
}

/** Wraps the loops on the host. */
export function resampling(otherwise: KernelConfig): KernelConfig {
  return {
    ...otherwise,
    kernelFunc: (call) => {
      const { x } = call.inputs as { x: TensorInfo };
      const wasm = call.backend as BackendWasm;
      const machine = machineOf(wasm);
      if (!machine || x.dtype !== 'float32') return otherwise.kernelFunc(call);
      const { rows, columns, channels } = call.attrs as unknown as Attributes;
      const batch = x.shape[0] ?? 1;
      const [height, width] = [rows.outputs.length, columns.outputs.length];
      const output = wasm.makeOutput([batch, height, width, channels], 'float32');
      const [forRows, forColumns] = [tableBytes(rows), tableBytes(columns)];
      const line = columns.length * channels;
      const isPlain = isIdentity(rows);
      const between = isPlain ? 0 : 4 * batch * height * line;
      const table = machine.reserve(forRows + forColumns + between);
      writeTable(machine, table, rows, 4 * line);
      writeTable(machine, table + forRows, columns, 4 * channels);
      const mixed = isPlain ? machine.at(x) : table + forRows + forColumns;
      const { mix } = machine.run;
      if (!isPlain) {
        const stride = 4 * rows.length * line;
        mix(table, height, machine.at(x), batch, stride, mixed, line >> 2, line & 3);
      }
      const lines = batch * height;
      const to = machine.at(output);
      mix(table + forRows, width, mixed, lines, 4 * line, to, channels >> 2, channels & 3);
      return output;
    },
  };
}

function isIdentity({ length, outputs }: Taps): boolean {
  if (outputs.length !== length) return false;
  return outputs.every((taps, i) => taps.length === 1 && taps[0]?.[0] === i && taps[0][1] === 1);
}

function tableBytes({ outputs }: Taps): number {
  return outputs.reduce((sum, taps) => sum + 4 + 8 * taps.length, 0);
}

function writeTable(machine: Machine, at: number, taps: Taps, stride: number): void {
  const act = () => fillTable(machine, at, taps, stride);
  noted(() => ['taps', at, taps, stride], act, { at, bytes: tableBytes(taps) });
}

function fillTable(machine: Machine, at: number, { outputs }: Taps, stride: number): void {
  const [ints, floats] = [machine.ints(), machine.floats()];
  let k = at / 4;
  for (const taps of outputs) {
    ints[k++] = taps.length;
    for (const [index, weight] of taps) {
      ints[k++] = index * stride;
      floats[k++] = weight;
    }
  }
}

/** Calls for all elements of a transform at once, on wasm, against calls one by one. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { machineOf } from '../../src/runtime/kernels/wasm/machine.ts';

const [ROWS, COLUMNS, PANELS, LENGTH, COUNT] = [2, 3, 2, 5, 7];
const GRID = ROWS * COLUMNS;

it.each([4, 8, 12] as const)(
  'products of panels of %i are those of single calls',
  async (width) => {
    await startBackend('wasm');
    const machine = machineOf(tf.backend() as BackendWasm);
    if (!machine) throw new Error('There is no SIMD here.');
    const { run } = machine;
    const forA = 4 * (COUNT + 12) * LENGTH;
    const [forPanel, line] = [4 * LENGTH * width, 4 * PANELS * width];
    const [forB, forC] = [PANELS * forPanel, COUNT * line];
    const forTable = 8 * (COUNT + 12);
    const table = machine.reserve(forTable + GRID * (forA + forB + 2 * forC));
    const a = table + forTable;
    const b = a + GRID * forA;
    const [once, each] = [b + GRID * forB, b + GRID * (forB + forC)];
    const ints = machine.ints();
    for (let i = 0; i < COUNT + 12; i += 1) {
      ints[table / 4 + 2 * i] = 4 * LENGTH * Math.min(i, COUNT);
      ints[table / 4 + 2 * i + 1] = line * Math.min(i, COUNT - 1);
    }
    const floats = machine.floats();
    for (let i = a / 4; i < once / 4; i += 1) floats[i] = Math.sin(i);
    floats.fill(0, once / 4, once / 4 + (2 * GRID * forC) / 4);
    for (let e = 0; e < GRID; e += 1) {
      for (let p = 0; p < PANELS; p += 1) {
        const right = b + e * forB + p * forPanel;
        const to = once + e * forC + 4 * p * width;
        run[`product${width}`](table, COUNT, a + e * forA, 1, LENGTH, 0, right, to);
      }
    }
    const steps = [forA, forB, forC] as const;
    const down = steps.map((step) => COLUMNS * step);
    const panels = [PANELS, forPanel, 4 * width];
    const grid = [...panels, ROWS, COLUMNS, ...down, ...steps];
    run[`product${width}Each`](table, COUNT, a, 1, LENGTH, 0, b, each, ...grid);
    const resultOf = (at: number) => Array.from(floats.slice(at / 4, at / 4 + (GRID * forC) / 4));
    expect(resultOf(each)).toEqual(resultOf(once));
    expect(new Set(resultOf(each)).size).toBe((GRID * forC) / 4);
  },
);

/**
 * Losses as CSV, for spreadsheets and notebooks, and exact all the same: nine digits tell any two float32 apart. Written
 * and read in parts, as a long run has millions of rows.
 */
import type { LossColumns } from './run-archive.ts';

const ROWS_AT_ONCE = 20_000;
const BYTES_AT_ONCE = 2 ** 20;

export const lossHeader = (names: readonly string[]): string => ['step', ...names].join(',');

/** Lines with their ends, the header first. */
export function* lossLines({ names, steps, values }: LossColumns): Generator<string> {
  yield `${lossHeader(names)}\n`;
  for (let start = 0; start < steps.length; start += ROWS_AT_ONCE) {
    const end = Math.min(steps.length, start + ROWS_AT_ONCE);
    let text = '';
    for (let row = start; row < end; row++) {
      text += steps[row];
      for (const column of values) text += `,${Number((column[row] ?? Number.NaN).toPrecision(9))}`;
      text += '\n';
    }
    yield text;
  }
}

/** Where the text is no such table: why, to follow on "its losses cannot be read:". */
export function readLossCsv(bytes: Uint8Array, names: readonly string[]): LossColumns | string {
  const decoder = new TextDecoder();
  const steps: number[] = [];
  const columns: number[][] = names.map(() => []);
  let rest = '';
  let isHeaderRead = false;
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE) {
    const isLast = at + BYTES_AT_ONCE >= bytes.length;
    rest += decoder.decode(bytes.subarray(at, at + BYTES_AT_ONCE), { stream: !isLast });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (isHeaderRead) {
        const fault = addRow(line, steps, columns);
        if (fault !== null) return fault;
      } else if (line === lossHeader(names)) isHeaderRead = true;
      else return `expected the columns ${lossHeader(names)}, found ${line.slice(0, 80)}`;
    }
  }
  if (!isHeaderRead || rest !== '') return 'they break off in the middle of a line';
  return {
    names,
    steps: Float64Array.from(steps),
    values: columns.map((column) => Float32Array.from(column)),
  };
}

function addRow(line: string, steps: number[], columns: readonly number[][]): string | null {
  const cells = line.split(',');
  const step = Number(cells[0]);
  const before = steps.at(-1) ?? -1;
  const isRow = cells.length === columns.length + 1 && cells.every((cell) => cell !== '');
  if (!isRow || !Number.isSafeInteger(step) || step <= before)
    return `expected a step after ${before} and ${columns.length} numbers, found ${line.slice(0, 80)}`;
  for (const [k, column] of columns.entries()) {
    const value = Number(cells[k + 1]);
    if (Number.isNaN(value) && cells[k + 1] !== 'NaN')
      return `expected a number in step ${step}, found ${(cells[k + 1] ?? '').slice(0, 40)}`;
    column.push(value);
  }
  steps.push(step);
  return null;
}

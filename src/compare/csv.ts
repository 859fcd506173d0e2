/** A comparison as CSV (RFC 4180): the table with one line a run, or all curves with one line a point. */
import type { ComparedRun } from './compared-run.ts';
import { comparisonTable, type Row } from './comparison-table.ts';
import { placesOn } from './curves.ts';

/** Names of columns are the same in every language: programs read them. */
export function tableCsv(
  runs: readonly ComparedRun[],
  rows: readonly Row[] = comparisonTable(runs),
): string {
  const head = ['run', ...rows.map(columnOf)];
  const lines = runs.map(({ name }, index) => [
    name,
    ...rows.map(({ cells }) => {
      const cell = cells[index] ?? null;
      return cell === null ? '' : cell.type === 'number' ? cell.value : cell.text;
    }),
  ]);
  return written([head, ...lines]);
}

/** Every point that was kept, not thinned. */
export function curvesCsv(runs: readonly ComparedRun[]): string {
  const lines = [written([['run', 'kind', 'node', 'name', 'step', 'images', 'seconds', 'value']])];
  for (const run of runs) {
    const [placeImages, placeSeconds] = [placesOn(run, 'images'), placesOn(run, 'time')];
    for (const { kind, key, name, steps, values } of run.series) {
      const node = kind === 'loss' ? name : key.slice('metric '.length, -name.length - 1);
      const start = [run.name, kind, node, name].map(field).join(',');
      // One string a series: a long run has a hundred thousand points.
      const points: string[] = [];
      const [images, seconds] = [placeImages?.(steps), placeSeconds?.(steps)];
      steps.forEach((step, i) => {
        points.push(`${start},${step},${images?.[i] ?? ''},${seconds?.[i] ?? ''},${values[i]}\r\n`);
      });
      lines.push(points.join(''));
    }
  }
  return lines.join('');
}

/** `parameters ngf`, `cost trainable G`, `metrics distance slicedWasserstein best`. */
const columnOf = ({ key }: Row): string =>
  key.replace(/^(losses loss|metrics metric) /, (start) => `${start.split(' ')[0]} `);

const written = (lines: readonly (readonly (string | number)[])[]): string =>
  lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // A spreadsheet would run what looks like a formula.
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

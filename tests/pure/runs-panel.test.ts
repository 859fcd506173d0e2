/** What the Runs panel lists, and how losses become columns. */
import { describe, expect, it } from 'vitest';
import { plainRun, type RunRecord } from '../../graph-schemas/run-record.ts';
import { emptyDocument } from '../../src/graph/edit.ts';
import { documentsOf, everything, stateOf, tagsOf, wantedRuns } from '../../src/ui/runs/rows.ts';
import { byteSum } from '../../src/worker/byte-sum.ts';
import { tableOf } from '../../src/worker/loss-table.ts';

const run = (name: string, more: Partial<RunRecord> = {}): RunRecord => ({
  ...plainRun,
  ...{ id: name, name, document: emptyDocument('Ring'), bindings: {}, backend: 'auto' },
  ...{ step: 10, totalSteps: 20, losses: [], end: 'none', createdAt: 1, updatedAt: 1 },
  ...more,
});
const runs = [
  run('Plain'),
  run('Wide', { tags: ['wide', 'b'], notes: 'Twice the FILTERS' }),
  run('Other', { document: emptyDocument('Shapes'), tags: ['b', 'a'] }),
];
const found = (wanted: object) =>
  wantedRuns(runs, { ...everything, ...wanted }).map(({ name }) => name);

describe('runs', () => {
  it('are found where every word stands in what they are called, noted and tagged', () => {
    expect(found({})).toEqual(['Plain', 'Wide', 'Other']);
    expect(found({ text: ' filters  wide' })).toEqual(['Wide']);
    expect(found({ text: 'shapes' })).toEqual(['Other']);
    expect(found({ text: 'filters shapes' })).toEqual([]);
    expect(found({ tag: 'b' })).toEqual(['Wide', 'Other']);
    expect(found({ tag: 'b', document: 'Ring' })).toEqual(['Wide']);
    expect([tagsOf(runs), documentsOf(runs)]).toEqual([
      ['a', 'b', 'wide'],
      ['Ring', 'Shapes'],
    ]);
  });

  it('say where they stand', () => {
    expect(stateOf(run('a'), true, 5)).toBe('training');
    expect(stateOf(run('a'), false, undefined)).toBe('paused');
    expect(stateOf(run('a', { step: 0 }), false, 0)).toBe('waiting');
    expect(stateOf(run('a'), false, 0)).toBe('weightless');
    expect(stateOf(run('a', { end: 'stopped' }), false, 0)).toBe('weightless');
    expect(stateOf(run('a', { end: 'finished' }), false, 0)).toBe('finished');
    expect(stateOf(run('a', { end: 'stopped' }), false, 5)).toBe('stopped');
  });
});

describe('what is stored', () => {
  it('gives losses by column, with nothing where a stretch lacks one', () => {
    const chunk = (first: number, width: number, steps: number[], values: number[]) => ({
      ...{ runId: 'a', first, width },
      ...{ steps: Float64Array.from(steps), values: Float32Array.from(values) },
    });
    const table = tableOf(['d', 'g'], [chunk(1, 2, [1, 2], [1, 10, 2, 20]), chunk(3, 1, [3], [3])]);
    expect([...table.steps]).toEqual([1, 2, 3]);
    expect(table.values.map((column) => [...column])).toEqual([
      [1, 2, 3],
      [10, 20, Number.NaN],
    ]);
  });

  it('is told from anything else by its sum, wherever it lies', () => {
    const bytes = Uint8Array.from({ length: 1003 }, (_, i) => (i * 7) % 256);
    const moved = new Uint8Array(1006).subarray(3);
    moved.set(bytes);
    expect(byteSum(moved)).toBe(byteSum(bytes));
    const sums = new Set([byteSum(bytes), byteSum(bytes.slice(0, -1)), byteSum(bytes.slice(0, 0))]);
    for (const at of [0, 500, 1000, 1002]) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      sums.add(byteSum(changed));
    }
    expect(sums.size).toBe(7);
  });
});

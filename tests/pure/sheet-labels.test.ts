/** What stands beside sample sheets, and where presets stand in the gallery. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import { sheetLabels } from '../../src/ui/run/sheet-labels.ts';

function labelsOf(id: string, node: string) {
  const document = presets.find((preset) => preset.id === id)?.document;
  const program = document && compile(document).program;
  const view = program?.views.find((candidate) => candidate.node === node);
  if (!program || !view) throw new Error(`${id} has no view ${node}`);
  return sheetLabels(program, view);
}

describe('the labels of a sample sheet', () => {
  it('name its rows, each beside its images', () => {
    const { rows, columns } = labelsOf('cyclegan', 'forth');
    expect(rows.map(({ text }) => text)).toEqual(['Real A', 'Translated to B', 'Recovered A']);
    expect(rows.map(({ start }) => start)).toEqual([0, 1 / 3, 2 / 3]);
    expect(rows.at(-1)?.end).toBe(1);
    expect(columns).toEqual([]);
  });

  it('name the classes of a sheet with a column for each', () => {
    const { rows, columns } = labelsOf('acgan', 'samples');
    expect(columns.map(({ text }) => text)).toEqual([...'0123456789']);
    expect(columns[3]?.start).toBeCloseTo(0.3);
    expect(rows).toEqual([]);
  });

  it('are none where all images are of a kind', () => {
    expect(labelsOf('dcgan', 'samples')).toEqual({ rows: [], columns: [] });
  });
});

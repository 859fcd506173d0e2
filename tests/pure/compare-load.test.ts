/** Reading runs to compare: one that cannot be read keeps none of the others back, and time goes by what each step took. */
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import { placesOn } from '../../src/compare/curves.ts';
import { presets } from '../../src/graph/presets.ts';
import { newRecord } from '../../src/store/new-record.ts';
import { loadCompared } from '../../src/ui/compare/load-compared.ts';
import { tableOf } from '../../src/worker/loss-table.ts';
import type { LossRow } from '../../src/worker/protocol.ts';
import type { RunLibrary } from '../../src/worker/run-library-types.ts';
import { chunkOf, rowsOf } from '../../src/worker/run-rows.ts';

const RING = presets.find(({ id }) => id === 'ring')?.document;
if (!RING) throw new Error('there is a preset ring');

const record = (id: string, more: Partial<RunRecord> = {}): RunRecord => ({
  ...newRecord({ id, name: id, document: RING, bindings: {}, backend: 'wasm' }),
  totalSteps: 100,
  losses: ['lossD'],
  ...more,
});

function libraryOf(
  records: readonly RunRecord[],
  rows: readonly LossRow[] = [],
  faulty = '',
): Pick<RunLibrary, 'read' | 'losses' | 'metrics' | 'samples'> {
  return {
    read: async (id) => records.find((one) => one.id === id) ?? null,
    losses: async (id) => {
      if (id === faulty) throw new Error('Could not read the losses: the disk is gone.');
      return tableOf(['lossD'], rows.length > 0 ? [chunkOf(id, rows)] : []);
    },
    metrics: async () => [],
    samples: async () => [],
  };
}

describe('runs that are compared', () => {
  it('are those that can be read; of the others it is said why', async () => {
    const records = [record('a'), record('b'), record('c', { deletedAt: 1 }), record('d')];
    const ids = ['a', 'b', 'c', 'd', 'damaged'];
    const { runs, missing } = await loadCompared(libraryOf(records, [], 'b'), ids);
    expect(runs.map(({ name }) => name)).toEqual(['a', 'd']);
    expect(missing).toEqual([
      { id: 'b', name: 'b', reason: 'Could not read the losses: the disk is gone.' },
      { id: 'c', name: 'c', reason: null },
      { id: 'damaged', name: null, reason: null },
    ]);
  });

  it('stand where their steps had come to, through storage and a branch with larger batches', async () => {
    const before = [1, 2].map((step) => ({ step, values: [0], ms: 1000, images: 32 }));
    const branched = rowsOf(chunkOf('a', before));
    const after = [3, 4].map((step) => ({ step, values: [0], ms: 3000, images: 64 }));
    const origin = { type: 'fork' as const, runId: 'a', step: 2, kept: [], fresh: [] };
    const branch = record('b', { step: 4, trainedMs: 6000, origin });
    const { runs } = await loadCompared(libraryOf([branch], [...branched, ...after]), ['b']);
    const [run] = runs;
    if (!run) throw new Error('it can be read');
    const steps = Float64Array.of(1, 2, 3, 4);
    expect(placesOn(run, 'time')?.(steps)).toEqual(Float64Array.of(1, 2, 5, 8));
    expect(placesOn(run, 'images')?.(steps)).toEqual(Float64Array.of(32, 64, 128, 192));
    expect(run.trainedMs).toBe(8000);
  });

  it('go by the mean where nothing was kept of their steps', async () => {
    const old = record('old', { step: 4, trainedMs: 8000 });
    const rows = [1, 2, 3, 4].map((step) => ({ step, values: [0] }));
    const [run] = (await loadCompared(libraryOf([old], rows), ['old'])).runs;
    expect(run && placesOn(run, 'time')?.(Float64Array.of(1, 4))).toEqual(Float64Array.of(2, 8));
  });
});

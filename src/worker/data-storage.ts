/** Data that dataset nodes are bound to, in IndexedDB: which node of which document reads what, and the data itself. */
import { z } from 'zod';
import { StoredBinding } from '../../graph-schemas/run-record.ts';
import { attempt, readable } from './attempt.ts';
import type { Database } from './database.ts';
import type { Room } from './make-room.ts';
import { DatasetRecord, ReportRecord } from './storage-schemas.ts';
import type { DataStorage } from './storage-types.ts';

const Row = z.object({ node: z.string(), binding: StoredBinding });

export function createDataStorage(db: Database, room: Room): DataStorage {
  return {
    bindDataset(document, nodes, { binding, dataset, report }) {
      const row = { document, binding, ...(report ? { report } : {}) };
      return attempt(`Could not keep the data "${dataset.name}" for later visits`, () =>
        room.write(() =>
          db.transaction('rw', [db.documentBindings, db.datasets], async () => {
            await db.datasets.put({ id: binding.datasetId, dataset });
            for (const node of nodes) await db.documentBindings.put({ ...row, node });
          }),
        ),
      );
    },
    loadDataset(id) {
      return attempt('Could not read the data', async () => {
        const read = DatasetRecord.safeParse((await db.datasets.get(id))?.dataset);
        return read.success ? read.data : null;
      });
    },
    putBinding(document, node, binding, report) {
      return attempt('Could not keep which data is bound', async () => {
        if (!binding) return void (await db.documentBindings.delete([document, node]));
        const row = { document, node, binding, ...(report ? { report } : {}) };
        await room.write(() => db.documentBindings.put(row));
      });
    },
    loadBindings(document) {
      return attempt('Could not read which data is bound', async () => {
        const stored = await db.documentBindings.where('document').equals(document).toArray();
        const rows = readable(Row, stored);
        return Object.fromEntries(rows.map(({ node, binding }) => [node, binding]));
      });
    },
    loadReport(document, node) {
      return attempt('Could not read what became of the data', async () => {
        const row = await db.documentBindings.get([document, node]);
        const read = ReportRecord.safeParse(row?.report);
        return read.success ? read.data : null;
      });
    },
  };
}

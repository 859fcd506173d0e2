/**
 * Records of all runs, checked. A run's document never changes and is nearly all of its record: it is checked once, so that
 * a list of hundreds can be read again at every change.
 */
import { z } from 'zod';
import { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Database } from './database.ts';

const WithoutDocument = RunRecord.omit({ document: true });
const Id = z.object({ id: z.string() });

export class LibraryRecords {
  private documents = new Map<string, RunRecord['document']>();

  constructor(private readonly db: Database) {}

  /** The latest first. */
  async read(): Promise<{ readonly runs: readonly RunRecord[]; readonly unreadable: number }> {
    const stored: readonly unknown[] = await this.db.runs.orderBy('updatedAt').reverse().toArray();
    const runs = stored.flatMap((row) => this.recordOf(row) ?? []);
    const known = new Set(runs.map(({ id }) => id));
    for (const id of this.documents.keys()) if (!known.has(id)) this.documents.delete(id);
    // One whose date is damaged is not in the index.
    return { runs, unreadable: (await this.db.runs.count()) - runs.length };
  }

  private recordOf(row: unknown): RunRecord | null {
    const id = Id.safeParse(row).data?.id ?? '';
    const document = this.documents.get(id);
    if (document) {
      const rest = WithoutDocument.safeParse(row);
      return rest.success ? { ...rest.data, document } : null;
    }
    const read = RunRecord.safeParse(row);
    if (read.success) this.documents.set(id, read.data.document);
    return read.success ? read.data : null;
  }
}

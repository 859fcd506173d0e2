/**
 * The tables of the browser's one database. A version that has shipped stays as it is; a later one is added below it
 * and keeps what those before it hold. Page and worker open it, and either may be the one that upgrades.
 */
import Dexie, { type EntityTable, type Table, type Transaction } from 'dexie';
import type { RunRecord, StoredBinding } from '../../graph-schemas/run-record.ts';
import type { Dataset } from '../data/dataset.ts';
import type { ImportReport } from '../data/files/import-types.ts';
import type { DocumentRecord, SessionRecord, StepRecord } from './document-records.ts';
import type { CheckpointRecord, LossChunk, MetricRow, SampleRow } from './storage-schemas.ts';

const NAME = 'ganvas';

export interface BindingRow {
  readonly document: string;
  readonly node: string;
  readonly binding: StoredBinding;
  readonly report?: ImportReport;
}

/** A run as it is stored. Whoever reads its record does not see who writes it. */
export type RunRow = RunRecord & {
  /** The worker that opened it last: no other may write over what it keeps. */
  writer?: string;
};

export class Database extends Dexie {
  declare documents: EntityTable<DocumentRecord, 'id'>;
  declare steps: Table<StepRecord, [string, number]>;
  declare sessions: EntityTable<SessionRecord, 'id'>;
  declare documentBindings: Table<BindingRow, [string, string]>;
  declare datasets: EntityTable<{ id: string; dataset: Dataset }, 'id'>;
  declare runs: EntityTable<RunRow, 'id'>;
  declare checkpoints: Table<CheckpointRecord, [string, number]>;
  declare losses: Table<LossChunk, [string, number]>;
  declare samples: Table<SampleRow, [string, string, number]>;
  declare metrics: Table<MetricRow, [string, string, number]>;

  constructor() {
    // Waiting for the disk itself made a pause last seconds on a busy one. What is written survives a crash
    // of the page or the browser; a power cut may cost the newest checkpoint.
    super(NAME, { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({
      documents: 'id',
      bindings: 'node',
      datasets: 'id',
      runs: 'id, updatedAt',
      checkpoints: '[runId+step], runId',
      losses: '[runId+first], runId',
      samples: '[runId+view+step], runId, [runId+step]',
      metrics: '[runId+view+step], runId, [runId+step]',
    });
    // Several documents, each with its steps of undo and its data.
    this.version(2)
      .stores({
        documents: 'id, usedAt',
        steps: '[document+step], document',
        sessions: 'id, updatedAt',
        documentBindings: '[document+node], document',
        bindings: null,
      })
      .upgrade(manyDocuments);
    // Many runs. What lists and meters read is in an index, so that nothing large is read for them. Rows from before stay
    // as they are: rewriting weights would take the room of twice as many, and a full browser could not be opened at all.
    this.version(3).stores({
      checkpoints: '[runId+step], runId, [runId+step+size+at+file]',
      samples: '[runId+view+step], runId, [runId+step], [runId+view+step+type+title], [runId+size]',
    });
    // Another tab with a newer version asks for the upgrade; this one must not stand in its way.
    this.on('versionchange', () => this.close());
  }
}

/** Version 1 held one document, under the id `open`, and the bindings and runs of whatever stood there. */
async function manyDocuments(transaction: Transaction): Promise<void> {
  const documents = transaction.table('documents');
  const open = await documents.get('open');
  if (open === undefined) return;
  const id = crypto.randomUUID();
  const usedAt = typeof open.savedAt === 'number' ? open.savedAt : Date.now();
  const record: DocumentRecord = {
    id,
    name: typeof open.document?.name === 'string' ? open.document.name : '',
    text: JSON.stringify(open.document) ?? '',
    step: 0,
    savedStep: null,
    origin: { type: 'earlier' },
    view: null,
    writer: '',
    usedAt,
  };
  await documents.delete('open');
  await documents.put(record);
  await transaction
    .table('sessions')
    .put({ id: 'version 1', tabs: [id], active: id, updatedAt: usedAt });
  const bindings = await transaction.table('bindings').toArray();
  await transaction
    .table('documentBindings')
    .bulkPut(bindings.map((binding) => ({ ...binding, document: id })));
  await transaction.table('runs').toCollection().modify({ documentId: id });
}

/**
 * Documents in IndexedDB, open and closed, each with its steps of undo. None goes unless the person deletes it. What
 * belongs together is written in one transaction, so a page that is closed in the middle leaves the version before. A
 * page overwrites only what it wrote itself or has claimed.
 */
import Dexie from 'dexie';
import { attempt, readable } from './attempt.ts';
import type { BindingRow, Database } from './database.ts';
import { DocumentRecord, SessionRecord, StepRecord } from './document-records.ts';
import { createRoom } from './make-room.ts';

const SESSIONS_KEPT = 6;
/** Beyond so many documents, those in which nobody has done anything are not kept once they are closed. */
const UNTOUCHED_KEPT = 40;

/** What a save changes of the steps: those to write, and the range outside which none is left. */
export interface StepChanges {
  readonly put: readonly StepRecord[];
  readonly first: number;
  readonly last: number;
  /** Steps that are not in `put` are stored already. */
  readonly continues: boolean;
}

/** A document that is there but cannot be read tells what it is called. */
export type LoadedDocument =
  | {
      readonly type: 'found';
      readonly record: DocumentRecord;
      readonly steps: readonly StepRecord[];
    }
  | { readonly type: 'damaged'; readonly name: string }
  | { readonly type: 'absent' };

export interface DocumentStorage {
  /**
   * Writes nothing where another page has the document by now (`taken`), nor where it is gone with its steps and the
   * save `continues` what was written before (`gone`).
   */
  save(record: DocumentRecord, steps: StepChanges): Promise<'saved' | 'taken' | 'gone'>;
  /** From now on this page writes it, and any other finds that it does not. */
  claim(id: string, writer: string): Promise<void>;
  load(id: string): Promise<LoadedDocument>;
  /** All that can be read, the newest first. */
  list(): Promise<readonly DocumentRecord[]>;
  /** With its steps, bindings and runs. */
  remove(id: string): Promise<void>;
  /** The data bound to a document goes along to another. */
  copyBindings(from: string, to: string): Promise<void>;
  putSession(session: SessionRecord): Promise<void>;
  /** Newest first. */
  sessions(): Promise<readonly SessionRecord[]>;
}

export function createDocumentStorage(db: Database, room = createRoom(db)): DocumentStorage {
  let isTidy = false;
  const stepsOf = (id: string) => db.steps.where('document').equals(id);

  async function forget(ids: readonly string[]): Promise<void> {
    await db.documents.bulkDelete([...ids]);
    await db.steps.where('document').anyOf(ids).delete();
    await db.documentBindings.where('document').anyOf(ids).delete();
  }

  /** Once in a visit. What a person has changed, bound data to or trained is not touched. */
  async function forgetUntouched(): Promise<void> {
    const tables = [db.documents, db.steps, db.sessions, db.documentBindings, db.runs];
    await db.transaction('rw', tables, async () => {
      const open = new Set((await db.sessions.toArray()).flatMap(({ tabs }) => tabs));
      const ids = await db.documents.orderBy('usedAt').reverse().primaryKeys();
      const closed = ids.filter((id) => !open.has(id)).slice(UNTOUCHED_KEPT);
      const used = new Set<string | undefined>([
        ...(await db.documentBindings.toArray()).map((row) => row.document),
        ...(await db.runs.toArray()).map((run) => run.documentId),
      ]);
      const untouched = (await db.documents.bulkGet(closed)).filter(
        (record) => record && isUntouched(record) && !used.has(record.id),
      );
      await forget(untouched.flatMap((record) => record?.id ?? []));
    });
  }

  return {
    save(record, { put, first, last, continues }) {
      return attempt(`Could not keep "${record.name}"`, () =>
        room.write(() =>
          db.transaction('rw', [db.documents, db.steps], async () => {
            const { id, writer } = record;
            const stored = await db.documents.get(id);
            if (stored && stored.writer !== writer) return 'taken';
            if (!stored && continues) return 'gone';
            await db.documents.put(record);
            await db.steps
              .where('[document+step]')
              .between([id, Dexie.minKey], [id, first], true, true)
              .delete();
            await db.steps
              .where('[document+step]')
              .between([id, last], [id, Dexie.maxKey], false, true)
              .delete();
            if (put.length > 0) await db.steps.bulkPut([...put]);
            return 'saved';
          }),
        ),
      );
    },
    claim(id, writer) {
      return attempt('Could not take the document', async () => {
        await db.documents.update(id, { writer });
      });
    },
    load(id) {
      return attempt('Could not read the document', async () => {
        const stored: unknown = await db.documents.get(id);
        if (stored === undefined) return { type: 'absent' };
        const read = DocumentRecord.safeParse(stored);
        if (!read.success) return { type: 'damaged', name: nameOf(stored) };
        const steps = await stepsOf(id).toArray();
        return { type: 'found', record: read.data, steps: readable(StepRecord, steps) };
      });
    },
    list() {
      return attempt('Could not list the documents', async () =>
        readable(DocumentRecord, await db.documents.orderBy('usedAt').reverse().toArray()),
      );
    },
    remove(id) {
      return attempt('Could not delete the document', async () => {
        await db.transaction('rw', [db.documents, db.steps, db.documentBindings], () =>
          forget([id]),
        );
        await room.forgetRunsOf(id);
      });
    },
    copyBindings(from, to) {
      return attempt('Could not keep which data is bound', () =>
        db.transaction('rw', [db.documentBindings], async () => {
          const rows: BindingRow[] = await db.documentBindings
            .where('document')
            .equals(from)
            .toArray();
          await db.documentBindings.bulkPut(rows.map((row) => ({ ...row, document: to })));
        }),
      );
    },
    putSession(session) {
      return attempt('Could not keep which documents are open', async () => {
        await room.write(() =>
          db.transaction('rw', [db.sessions], async () => {
            await db.sessions.put(session);
            const ids = await db.sessions.orderBy('updatedAt').reverse().primaryKeys();
            await db.sessions.bulkDelete(ids.slice(SESSIONS_KEPT));
          }),
        );
        if (!isTidy) await forgetUntouched();
        isTidy = true;
      });
    },
    sessions() {
      return attempt('Could not read which documents were open', async () =>
        readable(SessionRecord, await db.sessions.orderBy('updatedAt').reverse().toArray()),
      );
    },
  };
}

const isUntouched = ({ step, origin }: DocumentRecord): boolean =>
  step === 0 && (origin.type === 'blank' || origin.type === 'preset');

function nameOf(stored: unknown): string {
  const name = (stored as { readonly name?: unknown } | null)?.name;
  return typeof name === 'string' && name !== '' ? name : '?';
}

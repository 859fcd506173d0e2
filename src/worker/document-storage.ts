/**
 * Documents in IndexedDB, open and closed, each with its steps of undo. None goes unless the person deletes it, and then
 * with its runs, once nobody can take that back. What belongs together is written in one transaction, so a page that is closed in the middle leaves the version before. A
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
/** What another browser tab deleted a moment ago can still be taken back there. */
const UNDO_MS = 60_000;

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
  /** With its runs, but for those that are pinned. False where there is nothing to bring back. */
  remove(id: string): Promise<boolean>;
  /** With its undo, its data and the runs that went with it. */
  bringBack(id: string): Promise<void>;
  /** For good, where nobody took it back; what nobody settles, the next visit does. */
  settle(id: string): Promise<void>;
  /** The data bound to a document goes along to another. */
  copyBindings(from: string, to: string): Promise<void>;
  putSession(session: SessionRecord): Promise<void>;
  /** Newest first. */
  sessions(): Promise<readonly SessionRecord[]>;
}

export function createDocumentStorage(db: Database, room = createRoom(db)): DocumentStorage {
  let isTidy = false;
  const stepsOf = (id: string) => db.steps.where('document').equals(id);

  /** Once in a visit. What a person has changed, bound data to or trained is not touched. */
  async function tidy(): Promise<void> {
    const tables = [db.documents, db.sessions, db.documentBindings, db.runs];
    const ids = await db.transaction('r', tables, async () => {
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
      const before = Date.now() - UNDO_MS;
      const deleted = db.documents.filter(({ deletedAt = before }) => deletedAt < before);
      return [...untouched.flatMap((record) => record?.id ?? []), ...(await deleted.primaryKeys())];
    });
    if (ids.length > 0) await room.dropDocuments(ids);
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
        if (read.data.deletedAt !== undefined) return { type: 'absent' };
        const steps = await stepsOf(id).toArray();
        return { type: 'found', record: read.data, steps: readable(StepRecord, steps) };
      });
    },
    list() {
      return attempt('Could not list the documents', async () => {
        const all = await db.documents.orderBy('usedAt').reverse().toArray();
        return readable(DocumentRecord, all).filter(({ deletedAt }) => deletedAt === undefined);
      });
    },
    remove(id) {
      return attempt('Could not delete the document', () =>
        db.transaction('rw', [db.documents, db.runs], async () => {
          const deletedAt = Date.now();
          const isThere = (await db.documents.update(id, { deletedAt })) > 0;
          await db.runs
            .filter((run) => run.documentId === id && !run.isPinned && !run.deletedAt)
            .modify({ deletedAt });
          return isThere;
        }),
      );
    },
    bringBack(id) {
      return attempt('Could not bring back the document', () =>
        db.transaction('rw', [db.documents, db.runs], async () => {
          const record = await db.documents.get(id);
          if (!record)
            throw new Error('its room was needed, and it is gone. Open a file that you have of it');
          const { deletedAt, ...rest } = record;
          if (deletedAt === undefined) return;
          await db.documents.put(rest);
          // Those that had been deleted before stay so.
          await db.runs
            .filter((run) => run.documentId === id && run.deletedAt === deletedAt)
            .modify({ deletedAt: null });
        }),
      );
    },
    settle(id) {
      return attempt('Could not delete the document', async () => {
        const { deletedAt } = (await db.documents.get(id)) ?? {};
        if (deletedAt !== undefined) await room.dropDocuments([id]);
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
        if (!isTidy) await tidy();
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

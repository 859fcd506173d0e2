/**
 * What a page that is being closed has not written yet. Its transactions may die with it, so the changes are put down
 * at once in `localStorage`, and the next page that starts writes them where they belong.
 */
import { z } from 'zod';
import { DocumentRecord, SessionRecord, StepRecord } from '../worker/document-records.ts';
import type { DocumentStorage, StepChanges } from '../worker/document-storage.ts';

/** One save of a document. */
export interface DocumentChange {
  readonly record: DocumentRecord;
  readonly steps: StepChanges;
}

export interface Unsaved {
  /** In the order in which they are to be written. */
  readonly changes: readonly DocumentChange[];
  readonly session: SessionRecord | null;
}

const Words = z.object({
  changes: z.array(
    z.object({
      record: DocumentRecord,
      steps: z.object({
        put: z.array(StepRecord),
        first: z.int(),
        last: z.int(),
        continues: z.boolean(),
      }),
    }),
  ),
  session: SessionRecord.nullable(),
});

const PREFIX = 'ganvas.unsaved.';

export function keepLastWords(writer: string, { changes, session }: Unsaved): void {
  if (changes.length === 0 && session === null) return;
  // A file handle is no text; what is stored has it still.
  const plain = changes.map(({ record: { file: _, ...record }, steps }) => ({ record, steps }));
  if (put(writer, { changes: plain, session })) return;
  // Too much for the place: rather the documents without their newest steps than nothing.
  const bare = plain.map(({ record, steps }) => ({ record, steps: { ...steps, put: [] } }));
  put(writer, { changes: bare, session });
}

function put(writer: string, words: Unsaved): boolean {
  try {
    localStorage.setItem(PREFIX + writer, JSON.stringify(words));
    return true;
  } catch {
    return false;
  }
}

/** All of it is written after all. */
export function forgetLastWords(writer: string): void {
  try {
    localStorage.removeItem(PREFIX + writer);
  } catch {
    // Storage that cannot be reached holds nothing.
  }
}

/** Writes what earlier pages left. What cannot be written now is left for the next time. */
export async function writeLastWords(storage: DocumentStorage): Promise<void> {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    const words = read(localStorage.getItem(key));
    for (const { record, steps } of words?.changes ?? []) {
      const stored = await storage.load(record.id);
      const { file, usedAt = 0 } = stored.type === 'found' ? stored.record : {};
      // Written later after all, by a page that was hidden and came back.
      if (usedAt > record.usedAt) continue;
      await storage.save(file === undefined ? record : { ...record, file }, steps);
    }
    if (words?.session) await storage.putSession(words.session);
    localStorage.removeItem(key);
  }
}

function read(text: string | null): z.infer<typeof Words> | null {
  try {
    return Words.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}

/** What a closing page puts down is written by the next one: in order, with the file that is stored, never over newer. */
import { beforeEach, expect, it, vi } from 'vitest';
import { forgetLastWords, keepLastWords, writeLastWords } from '../../src/store/last-words.ts';
import type { DocumentRecord } from '../../src/worker/document-records.ts';
import type { DocumentStorage } from '../../src/worker/document-storage.ts';

const file = { kind: 'file' };
const record = (change: Partial<DocumentRecord>): DocumentRecord => ({
  ...{ id: 'a', name: 'A', text: '{}', step: 1, savedStep: null, origin: { type: 'blank' } },
  ...{ view: null, writer: 'page', usedAt: 10 },
  ...change,
});
const steps = { put: [], first: 0, last: 1, continues: true };
const session = { id: 's', tabs: ['a'], active: 'a', updatedAt: 1 };

function storageWith(stored: DocumentRecord | null) {
  const saved: DocumentRecord[] = [];
  const putSession = vi.fn(async () => undefined);
  const storage = {
    load: async () =>
      stored ? { type: 'found', record: stored, steps: [] } : { type: 'absent' as const },
    save: async (one: DocumentRecord) => {
      saved.push(one);
      return 'saved';
    },
    putSession,
  } as unknown as DocumentStorage;
  return { storage, saved, putSession };
}

beforeEach(() => {
  const values = new Map<string, string>();
  const plain = {
    setItem: (key: string, text: string) => {
      if (text.length > 10_000) throw new Error('full');
      values.set(key, text);
      Object.assign(plain, { [key]: text });
    },
    getItem: (key: string) => values.get(key) ?? null,
    removeItem: (key: string) => {
      values.delete(key);
      delete (plain as Record<string, unknown>)[key];
    },
  };
  vi.stubGlobal('localStorage', plain);
});

it('writes changes in order, keeps the stored file, and leaves nothing behind', async () => {
  const changes = [record({ text: '1', file }), record({ text: '2', usedAt: 11 })];
  keepLastWords('page', { changes: changes.map((one) => ({ record: one, steps })), session });
  const { storage, saved, putSession } = storageWith(record({ file, usedAt: 9 }));
  await writeLastWords(storage);
  expect(saved.map(({ text, file: kept }) => [text, kept])).toEqual([
    ['1', file],
    ['2', file],
  ]);
  expect(putSession).toHaveBeenCalledWith(session);
  await writeLastWords(storage);
  expect(saved).toHaveLength(2);
});

it('writes nothing over what is newer, nor what its page has written after all', async () => {
  const { storage, saved } = storageWith(record({ usedAt: 12 }));
  keepLastWords('page', { changes: [{ record: record({}), steps }], session: null });
  await writeLastWords(storage);
  keepLastWords('other', { changes: [{ record: record({ usedAt: 13 }), steps }], session: null });
  forgetLastWords('other');
  await writeLastWords(storage);
  expect(saved).toEqual([]);
});

it('gives up steps before the document where there is little room', async () => {
  const step = { document: 'a', step: 1, back: 'x'.repeat(10_000), forth: '', sum: 0 };
  const change = { record: record({}), steps: { ...steps, put: [step] } };
  keepLastWords('page', { changes: [change], session: null });
  const { storage, saved } = storageWith(null);
  await writeLastWords(storage);
  expect(saved).toEqual([record({})]);
});

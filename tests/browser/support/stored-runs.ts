/** What the browser holds of all runs, down to the bits of their newest weights. */
import type { Page } from 'playwright-core';

export interface StoredRun {
  readonly id: string;
  readonly name: string;
  readonly step: number;
  readonly end: string;
  readonly seed: number;
  readonly group: {
    readonly id: string;
    readonly values: readonly { readonly name: string; readonly value: unknown }[];
  } | null;
  readonly origin: {
    readonly type: string;
    readonly step?: number;
    readonly kept?: readonly string[];
    readonly fresh?: readonly string[];
  };
  /** All of them, step after step. */
  readonly losses: readonly number[];
  /** Digests of the checkpoints by step: weights, optimizer state, averages, places in the data. */
  readonly weights: Readonly<Record<number, string>>;
}

/** Oldest first; those deleted are left out. */
export function storedRuns(page: Page): Promise<readonly StoredRun[]> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('ganvas');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const all = <T>(table: string) =>
      new Promise<T[]>((resolve, reject) => {
        const request = db.transaction(table).objectStore(table).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    interface Chunk {
      readonly runId: string;
      readonly first: number;
      readonly values: Float32Array;
    }
    interface Row {
      readonly runId: string;
      readonly step: number;
      readonly file: string;
      readonly bytes?: Uint8Array<ArrayBuffer>;
    }
    // biome-ignore lint/suspicious/noExplicitAny: records as they lie in the database.
    const runs = await all<any>('runs');
    const chunks = await all<Chunk>('losses');
    const rows = await all<Row>('checkpoints');
    db.close();
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('checkpoints', { create: true });
    async function digestOf({ file, bytes }: Row): Promise<string> {
      const data =
        bytes ?? (await (await (await folder.getFileHandle(file)).getFile()).arrayBuffer());
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
      return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return await Promise.all(
      runs
        .filter(({ deletedAt }) => (deletedAt ?? null) === null)
        .sort((a, b) => a.createdAt - b.createdAt)
        .map(async ({ id, name, step, end, group, origin, document }) => ({
          ...{ id, name, step, end, group, origin },
          seed: document.training.seed as number,
          losses: chunks
            .filter(({ runId }) => runId === id)
            .sort((a, b) => a.first - b.first)
            .flatMap(({ values }) => [...values]),
          weights: Object.fromEntries(
            await Promise.all(
              rows
                .filter(({ runId }) => runId === id)
                .map(async (row) => [row.step, await digestOf(row)] as const),
            ),
          ),
        })),
    );
  });
}

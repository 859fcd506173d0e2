/** Brings back what an earlier visit bound to the dataset nodes; what is bound meanwhile is newer and stays. */
import type { StoreApi } from 'zustand';
import type { StoredBinding } from '../../graph-schemas/run-record.ts';
import type { PageStorage } from '../worker/storage-types.ts';
import type { DataBinding, DataBusy, DataState } from './data-store-types.ts';
import { without } from './without.ts';

type Store = {
  readonly get: StoreApi<DataState>['getState'];
  readonly set: StoreApi<DataState>['setState'];
};

export async function restoreBindings(storage: PageStorage, store: Store): Promise<void> {
  const found = Object.entries(await storage.loadBindings());
  for (const [node, stored] of found) {
    if (stored.type === 'builtin') bind(store, node, stored);
    else await bringBack(storage, store, node, stored);
  }
}

function bind({ set }: Store, node: string, binding: DataBinding): void {
  set(({ bindings }) => ({ bindings: { [node]: binding, ...bindings } }));
}

/** A large set takes a second to come from the disk. Cancelled, it comes for nothing. */
async function bringBack(
  storage: PageStorage,
  store: Store,
  node: string,
  stored: Extract<StoredBinding, { type: 'stored' }>,
): Promise<void> {
  const { get, set } = store;
  let isCancelled = false;
  const end = (): void => {
    if (get().busy[node] === entry) set(({ busy }) => ({ busy: without(busy, node) }));
  };
  const cancel = (): void => {
    isCancelled = true;
    end();
  };
  const complain = (message: string): void =>
    set(({ errors }) => ({ errors: { ...errors, [node]: message } }));
  const entry: DataBusy = { text: `Bringing back ${stored.name} …`, done: 0, total: 0, cancel };
  set(({ busy }) => ({ busy: { ...busy, [node]: entry } }));
  try {
    // Two nodes may share one set of data, and then hold it once.
    const shared = Object.values(get().bindings).find(
      (each) => each.type === 'files' && each.datasetId === stored.datasetId,
    );
    const dataset =
      shared?.type === 'files' ? shared.dataset : await storage.loadDataset(stored.datasetId);
    const report = await storage.loadReport(node);
    if (isCancelled) return;
    if (dataset) {
      bind(store, node, { ...stored, type: 'files', dataset, ...(report && { report }) });
      return;
    }
    complain(lost(stored));
    // It is missed once, not at every visit.
    await storage.putBinding(node, null);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
  } finally {
    end();
  }
}

const lost = ({ name, fileNames }: { name: string; fileNames: readonly string[] }): string =>
  `The data "${name}" is no longer in this browser, so the built-in data is used. Drop ${fileNames.join(', ')} again.`;

/** Brings back what an earlier visit bound to the dataset nodes of a document; what is bound meanwhile is newer and stays. */
import type { StoredBinding } from '../../graph-schemas/run-record.ts';
import type { PageStorage } from '../worker/storage-types.ts';
import type { DataBinding, DataBusy, DocumentData } from './data-store-types.ts';
import type { Slots } from './document-slots.ts';
import { without } from './without.ts';

/** The document's own part of the store. */
interface Store {
  get(): DocumentData;
  set(change: (data: DocumentData) => Partial<DocumentData>): void;
}

type StoredFiles = Extract<StoredBinding, { type: 'stored' }>;

/** A node that waits for its data, and the sign that it does. */
interface Wait {
  readonly node: string;
  readonly stored: StoredFiles;
  readonly entry: DataBusy;
}

export async function restoreBindings(
  storage: PageStorage,
  slots: Slots<DocumentData>,
  document: string,
): Promise<void> {
  const get = () => slots.of(document);
  const set: Store['set'] = (change) => slots.change(document, change);
  const store = { get, set };
  const waits: Wait[] = [];
  for (const [node, stored] of Object.entries(await storage.loadBindings(document))) {
    if (get().bindings[node] || get().busy[node]) continue;
    if (stored.type === 'builtin') bind(store, node, stored);
    else waits.push({ node, stored, entry: waitFor(stored, store) });
  }
  const entries = waits.map(({ node, entry }) => [node, entry] as const);
  set(({ busy }) => ({ busy: { ...Object.fromEntries(entries), ...busy } }));
  for (const wait of waits) await bringBack(storage, store, document, wait);
}

function bind({ set }: Store, node: string, binding: DataBinding): void {
  set(({ bindings }) => ({ bindings: { [node]: binding, ...bindings } }));
}

function waitFor({ name }: StoredFiles, store: Store): DataBusy {
  const cancel = (): void => end(store, entry);
  const entry: DataBusy = { text: `Bringing back ${name} …`, done: 0, total: 0, cancel };
  return entry;
}

/** What the node is called by now; null where something has come between: cancelling, newer data or some on its way. */
function awaitedBy({ get }: Store, entry: DataBusy): string | null {
  const { busy, bindings } = get();
  const node = Object.keys(busy).find((name) => busy[name] === entry);
  return node !== undefined && bindings[node] === undefined ? node : null;
}

function end({ get, set }: Store, entry: DataBusy): void {
  for (const [node, each] of Object.entries(get().busy))
    if (each === entry) set(({ busy }) => ({ busy: without(busy, node) }));
}

/** A large set takes a second to come from the disk. Cancelled, it comes for nothing. */
async function bringBack(
  storage: PageStorage,
  store: Store,
  document: string,
  wait: Wait,
): Promise<void> {
  const { get, set } = store;
  const { node, stored, entry } = wait;
  const complain = (name: string, message: string): void =>
    set(({ errors }) => ({ errors: { ...errors, [name]: message } }));
  try {
    if (awaitedBy(store, entry) === null) return;
    // Two nodes may share one set of data, and then hold it once.
    const shared = Object.values(get().bindings).find(
      (each) => each.type === 'files' && each.datasetId === stored.datasetId,
    );
    const dataset =
      shared?.type === 'files' ? shared.dataset : await storage.loadDataset(stored.datasetId);
    const report = await storage.loadReport(document, node);
    const name = awaitedBy(store, entry);
    if (name === null) return;
    if (dataset) {
      bind(store, name, { ...stored, type: 'files', dataset, ...(report && { report }) });
      if (name === node) return;
      await storage.putBinding(document, name, stored, report ?? undefined);
    } else complain(name, lost(stored));
    // It is missed once, not at every visit; renamed meanwhile, it has another row.
    await storage.putBinding(document, node, null);
  } catch (error) {
    const name = awaitedBy(store, entry);
    if (name !== null) complain(name, error instanceof Error ? error.message : String(error));
  } finally {
    end(store, entry);
  }
}

const lost = ({ name, fileNames }: StoredFiles): string =>
  `The data "${name}" is no longer in this browser, so the built-in data is used. Drop ${fileNames.join(', ')} again.`;

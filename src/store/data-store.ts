/**
 * Which data each dataset node trains on: built in, or files that a person dropped, decoded in the worker
 * and kept in the browser so that a reload finds them. A node without a binding takes its built-in data.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Document } from '../../graph-schemas/document.ts';
import type { StoredBinding } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Feed } from '../nodes/specs.ts';
import type { TrainingClient } from '../worker/client.ts';
import type { Binding } from '../worker/protocol.ts';
import type { PageStorage } from '../worker/storage-types.ts';
import { createDataRequests } from './data-requests.ts';
import { useDocumentStore } from './document-store.ts';
import { followRename } from './follow-rename.ts';
import { pageStorage, trainingClient } from './training-client.ts';

export type DataBinding =
  | { readonly type: 'builtin'; readonly name: string }
  | {
      readonly type: 'files';
      readonly datasetId: string;
      readonly name: string;
      readonly fileNames: readonly string[];
      readonly dataset: Dataset;
    };

/** What a run takes: bytes for the worker, and the record to find them again. */
export interface RunData {
  readonly live: Readonly<Record<string, Binding>>;
  readonly stored: Readonly<Record<string, StoredBinding>>;
}

export interface DataState {
  /** By dataset node; absent means the node's own built-in data. */
  readonly bindings: Readonly<Record<string, DataBinding>>;
  /** What is being done for a node at the moment, as a sentence. */
  readonly busy: Readonly<Record<string, string>>;
  /** Why the last attempt for a node failed, as a sentence. */
  readonly errors: Readonly<Record<string, string>>;
  /** Decodes files and binds them. False, with a sentence in `errors`, where they cannot be used. */
  bindFiles(node: string, files: readonly File[]): Promise<boolean>;
  bindBuiltin(node: string, name: string): void;
  /** Back to the node's own built-in data. */
  unbind(node: string): void;
  dismissError(node: string): void;
  /** The data of a node, to look at. */
  previewOf(node: string, builtin: string): Promise<Dataset>;
  /** Keeps data bound to nodes that were renamed. */
  follow(before: Document, after: Document): void;
  /** Brings back what an earlier visit bound. */
  restore(): Promise<void>;
  /** The data for a program's dataset nodes. Bound data of the wrong sort gives way to the built-in. */
  forProgram(program: Program): RunData;
  /** The data of a stored run. Rejects with a sentence where it is gone. */
  forStored(stored: Readonly<Record<string, StoredBinding>>): Promise<RunData>;
}

export type DataStore = UseBoundStore<StoreApi<DataState>>;

/** The seed of built-in data that is only looked at. */
const PREVIEW_SEED = 1;

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}

/** Whether data can feed a node: pictures where it wants pictures, points where it wants points. */
function fits(dataset: Dataset, feed: Feed): boolean {
  return (dataset.type === 'points') === (feed.transform.type === 'points');
}

function recordOf(binding: DataBinding): StoredBinding {
  if (binding.type === 'builtin') return binding;
  const { datasetId, name, fileNames } = binding;
  return { type: 'stored', datasetId, name, fileNames: [...fileNames] };
}

export function createDataStore(client: TrainingClient, storage: PageStorage): DataStore {
  const requests = createDataRequests(client);
  const previews = new Map<string, Promise<Dataset>>();

  return create<DataState>()((set, get) => {
    const setError = (node: string, message: string | null) =>
      set(({ errors }) => ({
        errors: message === null ? without(errors, node) : { ...errors, [node]: message },
      }));

    const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

    /** Storage that refuses is told beside the node; the binding holds until the page closes. */
    async function keep(node: string, store: () => Promise<void>): Promise<void> {
      try {
        await store();
      } catch (error) {
        setError(node, sentence(error));
      }
    }

    return {
      bindings: {},
      busy: {},
      errors: {},
      async bindFiles(node, files) {
        if (files.length === 0) return false;
        setError(node, null);
        const what = files.length === 1 ? (files[0]?.name ?? 'a file') : `${files.length} files`;
        set(({ busy }) => ({ busy: { ...busy, [node]: `Reading ${what} …` } }));
        try {
          const dataset = await requests.decode(files);
          const datasetId = crypto.randomUUID();
          const fileNames = files.map((file) => file.name);
          const { name } = dataset;
          set(({ bindings }) => ({
            bindings: {
              ...bindings,
              [node]: { type: 'files', datasetId, name, fileNames, dataset },
            },
          }));
          void keep(node, async () => {
            // First what names the data: data that nothing names is cleared away.
            await storage.putBinding(node, { type: 'stored', datasetId, name, fileNames });
            await storage.putDataset(datasetId, dataset);
          });
          return true;
        } catch (error) {
          setError(node, sentence(error));
          return false;
        } finally {
          set(({ busy }) => ({ busy: without(busy, node) }));
        }
      },
      bindBuiltin(node, name) {
        setError(node, null);
        set(({ bindings }) => ({ bindings: { ...bindings, [node]: { type: 'builtin', name } } }));
        void keep(node, () => storage.putBinding(node, { type: 'builtin', name }));
      },
      unbind(node) {
        setError(node, null);
        set(({ bindings }) => ({ bindings: without(bindings, node) }));
        void keep(node, () => storage.putBinding(node, null));
      },
      dismissError: (node) => setError(node, null),
      previewOf(node, builtin) {
        const binding = get().bindings[node];
        if (binding?.type === 'files') return Promise.resolve(binding.dataset);
        const name = binding?.name ?? builtin;
        const known = previews.get(name) ?? requests.generate(name, PREVIEW_SEED);
        previews.set(name, known);
        known.catch(() => previews.delete(name));
        return known;
      },
      follow({ objective: before }, { objective: after }) {
        for (const [node, binding] of Object.entries(get().bindings)) {
          const name = followRename(before.nodes, after.nodes, node);
          if (name === null || name === node) continue;
          set(({ bindings }) => ({ bindings: { ...without(bindings, node), [name]: binding } }));
          void keep(name, async () => {
            await storage.putBinding(name, recordOf(binding));
            await storage.putBinding(node, null);
          });
        }
      },
      async restore() {
        const found = await storage.loadBindings();
        for (const [node, stored] of Object.entries(found)) {
          if (stored.type === 'builtin') {
            set(({ bindings }) => ({ bindings: { [node]: stored, ...bindings } }));
            continue;
          }
          const dataset = await storage.loadDataset(stored.datasetId);
          if (!dataset) continue;
          const binding = { ...stored, type: 'files', dataset } as const;
          set(({ bindings }) => ({ bindings: { [node]: binding, ...bindings } }));
        }
      },
      forProgram(program) {
        const live: Record<string, Binding> = {};
        const stored: Record<string, StoredBinding> = {};
        for (const { node, feed } of program.sources) {
          if (!feed) continue;
          const binding = get().bindings[node];
          if (binding?.type === 'files' && fits(binding.dataset, feed)) {
            live[node] = { type: 'dataset', dataset: binding.dataset };
            stored[node] = recordOf(binding);
          } else {
            const name = binding?.type === 'builtin' ? binding.name : feed.builtin;
            live[node] = { type: 'builtin', name };
            stored[node] = { type: 'builtin', name };
          }
        }
        return { live, stored };
      },
      async forStored(stored) {
        const live: Record<string, Binding> = {};
        for (const [node, binding] of Object.entries(stored)) {
          if (binding.type === 'builtin') {
            live[node] = binding;
            continue;
          }
          const bound = get().bindings[node];
          const isBound = bound?.type === 'files' && bound.datasetId === binding.datasetId;
          const dataset = isBound ? bound.dataset : await storage.loadDataset(binding.datasetId);
          if (!dataset) {
            throw new Error(
              `Could not go on with the run: its data "${binding.name}" is no longer in this browser. Drop ${binding.fileNames.join(', ')} again and start a new run.`,
            );
          }
          live[node] = { type: 'dataset', dataset };
        }
        return { live, stored };
      },
    };
  });
}

export const useDataStore = createDataStore(trainingClient, pageStorage);

useDocumentStore.subscribe(({ document }, { document: before }) => {
  if (document.objective !== before.objective) useDataStore.getState().follow(before, document);
});

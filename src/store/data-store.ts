/**
 * Which data each dataset node trains on: built in, or files that a person dropped, decoded in the worker
 * and kept in the browser so that a reload finds them. A node without a binding takes its built-in data.
 */
import { create } from 'zustand';
import type { StoredBinding } from '../../graph-schemas/run-record.ts';
import type { Dataset } from '../data/dataset.ts';
import type { TrainingClient } from '../worker/client.ts';
import type { DroppedFile, ImportChoices } from '../worker/decode-request.ts';
import type { Binding } from '../worker/protocol.ts';
import type { BoundDataset, PageStorage } from '../worker/storage-types.ts';
import { isSameForm, misfit, wantedForm, wantsPairs } from './data-fit.ts';
import { createDataRequests } from './data-requests.ts';
import { restoreBindings } from './data-restore.ts';
import type {
  DataBinding,
  DataBusy,
  DataState,
  DataStore,
  DataTarget,
} from './data-store-types.ts';
import { useDocumentStore } from './document-store.ts';
import { followRename } from './follow-rename.ts';
import { pageStorage, trainingClient } from './training-client.ts';
import { without } from './without.ts';

/** The seed of built-in data that is only looked at. */
const PREVIEW_SEED = 1;

export const USUAL_CHOICES: ImportChoices = { pairs: 'auto', background: [255, 255, 255] };

/** What the person picked up: files, or the folders that they lie in. */
const MOST_NAMES = 50;
function pickedNames(files: readonly DroppedFile[]): readonly string[] {
  return [...new Set(files.map(({ path }) => path.split('/')[0] ?? path))].slice(0, MOST_NAMES);
}

const misfitOfAll = (group: readonly DataTarget[], dataset: Dataset): string =>
  group.flatMap(({ feed }) => (feed ? (misfit(dataset, feed) ?? []) : []))[0] ??
  'internal: data that fits was refused';

type FilesBinding = Extract<DataBinding, { type: 'files' }>;

const storedRecord = ({ datasetId, name, fileNames }: FilesBinding): BoundDataset['binding'] => ({
  ...{ type: 'stored', datasetId, name },
  fileNames: [...fileNames],
});

const recordOf = (binding: DataBinding): StoredBinding =>
  binding.type === 'builtin' ? binding : storedRecord(binding);

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

    /** One reading for all nodes that want the same form. */
    async function bindGroup(
      group: readonly DataTarget[],
      files: readonly DroppedFile[],
      choices: ImportChoices,
      isOnly: boolean,
    ): Promise<boolean> {
      const nodes = group.map(({ node }) => node);
      const wanted = wantedForm(group[0]?.feed ?? null);
      const fileNames = pickedNames(files);
      const what = fileNames.length === 1 ? fileNames[0] : `${files.length} files`;
      const isPaired = group.some(({ feed }) => wantsPairs(feed));
      let isCancelled = false;
      let show = (_done: number, _total: number): void => {};
      const { answer, cancel } = requests.decode(
        { ...choices, files, wanted, wantsPairs: isPaired },
        (done, total) => show(done, total),
      );
      const busy = {
        text: `Reading ${what} …`,
        cancel() {
          isCancelled = true;
          cancel();
        },
      };
      show = (done, total) => {
        const entry: DataBusy = { ...busy, done, total };
        set((state) => ({
          busy: { ...state.busy, ...Object.fromEntries(nodes.map((node) => [node, entry])) },
        }));
      };
      for (const node of nodes) {
        get().busy[node]?.cancel();
        setError(node, null);
      }
      show(0, 0);
      try {
        const { dataset, report } = await answer;
        const fitting = group.filter(({ feed }) => isOnly || !feed || !misfit(dataset, feed));
        if (fitting.length === 0) throw new Error(misfitOfAll(group, dataset));
        const datasetId = crypto.randomUUID();
        const origin = { files, choices, wanted };
        const binding: FilesBinding = {
          ...{ type: 'files', datasetId, name: dataset.name, fileNames, dataset, origin },
          ...(report ? { report } : {}),
        };
        const bound = fitting.map(({ node }) => node);
        for (const node of bound)
          set(({ bindings }) => ({ bindings: { ...bindings, [node]: binding } }));
        void keep(bound[0] ?? '', () =>
          storage.bindDataset(bound, {
            binding: storedRecord(binding),
            ...{ dataset, ...(report ? { report } : {}) },
          }),
        );
        return true;
      } catch (error) {
        if (!isCancelled) for (const node of nodes) setError(node, sentence(error));
        return false;
      } finally {
        for (const node of nodes)
          if (get().busy[node]?.cancel === busy.cancel)
            set((state) => ({ busy: without(state.busy, node) }));
      }
    }

    return {
      bindings: {},
      busy: {},
      errors: {},
      async bindFiles(targets, files, choices = USUAL_CHOICES) {
        if (files.length === 0) return false;
        const groups = new Map<string, DataTarget[]>();
        for (const target of targets) {
          const key = JSON.stringify(wantedForm(target.feed));
          groups.set(key, [...(groups.get(key) ?? []), target]);
        }
        let isBound = false;
        for (const group of groups.values()) {
          if (await bindGroup(group, files, choices, targets.length === 1)) isBound = true;
        }
        return isBound;
      },
      async refit(program) {
        for (const { node, feed } of program.sources) {
          const binding = get().bindings[node];
          if (!feed || binding?.type !== 'files' || !binding.report?.isFitted) continue;
          const { origin } = binding;
          if (!origin || isSameForm(origin.wanted, wantedForm(feed))) continue;
          await get().bindFiles([{ node, feed }], origin.files, origin.choices);
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
            const report = binding.type === 'files' ? binding.report : undefined;
            await storage.putBinding(name, recordOf(binding), report);
            await storage.putBinding(node, null);
          });
        }
      },
      restore: () => restoreBindings(storage, { get, set }),
      forProgram(program) {
        const live: Record<string, Binding> = {};
        const stored: Record<string, StoredBinding> = {};
        for (const { node, feed } of program.sources) {
          if (!feed) continue;
          const binding = get().bindings[node];
          if (binding?.type === 'files' && misfit(binding.dataset, feed) === null) {
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

/** After a slider has come to rest. */
const REFIT_DELAY_MS = 1200;
let refitting: ReturnType<typeof setTimeout> | undefined;

useDocumentStore.subscribe(({ document, compilation }, before) => {
  if (document.objective !== before.document.objective)
    useDataStore.getState().follow(before.document, document);
  const { program } = compilation;
  if (!program || program === before.compilation.program) return;
  clearTimeout(refitting);
  refitting = setTimeout(() => void useDataStore.getState().refit(program), REFIT_DELAY_MS);
});

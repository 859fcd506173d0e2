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
  DocumentData,
} from './data-store-types.ts';
import { createSlots } from './document-slots.ts';
import { useDocumentStore } from './document-store.ts';
import { followRename } from './follow-rename.ts';
import { documentStorage, pageStorage, trainingClient } from './training-client.ts';
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

type CopyBindings = (from: string, to: string) => Promise<void>;

export function createDataStore(
  client: TrainingClient,
  storage: PageStorage,
  shown = '',
  copyStored: CopyBindings = async () => {},
): DataStore {
  const requests = createDataRequests(client);
  const previews = new Map<string, Promise<Dataset>>();

  return create<DataState>()((set, get) => {
    const slots = createSlots<DocumentData, DataState>(
      { get, set },
      () => ({ bindings: {}, busy: {}, errors: {} }),
      ({ bindings, busy, errors }) => ({ bindings, busy, errors }),
    );

    const setError = (document: string, node: string, message: string | null) =>
      slots.change(document, ({ errors }) => ({
        errors: message === null ? without(errors, node) : { ...errors, [node]: message },
      }));

    const bind = (document: string, node: string, binding: DataBinding) =>
      slots.change(document, ({ bindings }) => ({ bindings: { ...bindings, [node]: binding } }));

    const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

    /** Storage that refuses is told beside the node; the binding holds until the page closes. */
    async function keep(document: string, node: string, store: () => Promise<void>): Promise<void> {
      try {
        await store();
      } catch (error) {
        setError(document, node, sentence(error));
      }
    }

    /** One reading for all nodes that want the same form. */
    async function bindGroup(
      document: string,
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
      /** The nodes that still wait for this, by the names that they have now. */
      const waiting = () =>
        Object.entries(slots.of(document).busy).flatMap(([node, { cancel: of }]) =>
          of === busy.cancel ? [node] : [],
        );
      const wait = (names: readonly string[], done: number, total: number) => {
        const entry: DataBusy = { ...busy, done, total };
        slots.change(document, (slot) => ({
          busy: { ...slot.busy, ...Object.fromEntries(names.map((node) => [node, entry])) },
        }));
      };
      show = (done, total) => wait(waiting(), done, total);
      for (const node of nodes) {
        slots.of(document).busy[node]?.cancel();
        setError(document, node, null);
      }
      wait(nodes, 0, 0);
      try {
        const { dataset, report } = await answer;
        const names = waiting();
        // Cancelled, superseded at every node, or of a document that is gone.
        if (isCancelled || names.length === 0) return false;
        const fitting = group.filter(({ feed }) => isOnly || !feed || !misfit(dataset, feed));
        if (fitting.length === 0) throw new Error(misfitOfAll(group, dataset));
        const datasetId = crypto.randomUUID();
        const origin = { files, choices, wanted };
        const binding: FilesBinding = {
          ...{ type: 'files', datasetId, name: dataset.name, fileNames, dataset, origin },
          ...(report ? { report } : {}),
        };
        const unfit = group.flatMap((target) => (fitting.includes(target) ? [] : [target.node]));
        const bound = names.filter((node) => !unfit.includes(node));
        for (const node of bound) bind(document, node, binding);
        void keep(document, bound[0] ?? '', () =>
          storage.bindDataset(slots.idOf(document), bound, {
            binding: storedRecord(binding),
            ...{ dataset, ...(report ? { report } : {}) },
          }),
        );
        return true;
      } catch (error) {
        if (!isCancelled) for (const node of waiting()) setError(document, node, sentence(error));
        return false;
      } finally {
        for (const node of waiting())
          slots.change(document, (slot) => ({ busy: without(slot.busy, node) }));
      }
    }

    return {
      documentId: shown,
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
        const { documentId } = get();
        let isBound = false;
        for (const group of groups.values()) {
          // Another document may have come to the front since.
          if (await bindGroup(documentId, group, files, choices, targets.length === 1))
            isBound = true;
        }
        return isBound;
      },
      async refit(program) {
        const { documentId } = get();
        for (const { node, feed } of program.sources) {
          const binding = slots.of(documentId).bindings[node];
          if (!feed || binding?.type !== 'files' || !binding.report?.isFitted) continue;
          const { origin } = binding;
          if (!origin || isSameForm(origin.wanted, wantedForm(feed))) continue;
          await bindGroup(documentId, [{ node, feed }], origin.files, origin.choices, true);
        }
      },
      bindBuiltin(node, name) {
        const { documentId } = get();
        setError(documentId, node, null);
        bind(documentId, node, { type: 'builtin', name });
        void keep(documentId, node, () =>
          storage.putBinding(documentId, node, { type: 'builtin', name }),
        );
      },
      unbind(node) {
        const { documentId } = get();
        setError(documentId, node, null);
        set(({ bindings }) => ({ bindings: without(bindings, node) }));
        void keep(documentId, node, () => storage.putBinding(documentId, node, null));
      },
      dismissError: (node) => setError(get().documentId, node, null),
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
        const { documentId, bindings, busy } = get();
        const renamed = (node: string) => {
          const name = followRename(before.nodes, after.nodes, node);
          return name === node ? null : name;
        };
        // What is on its way goes along; where from it comes knows it by its entry.
        for (const [node, entry] of Object.entries(busy)) {
          const name = renamed(node);
          if (name !== null)
            set((now) => ({ busy: { ...without(now.busy, node), [name]: entry } }));
        }
        for (const [node, binding] of Object.entries(bindings)) {
          const name = renamed(node);
          if (name === null) continue;
          set(({ bindings }) => ({ bindings: { ...without(bindings, node), [name]: binding } }));
          void keep(documentId, name, async () => {
            const report = binding.type === 'files' ? binding.report : undefined;
            await storage.putBinding(documentId, name, recordOf(binding), report);
            await storage.putBinding(documentId, node, null);
          });
        }
      },
      restore: (documentId = get().documentId) => restoreBindings(storage, slots, documentId),
      show: (documentId) => slots.show(documentId),
      copy(from, to) {
        slots.change(to, () => ({ bindings: slots.of(from).bindings }));
        void keep(to, Object.keys(slots.of(from).bindings)[0] ?? '', () => copyStored(from, to));
      },
      move(from, to) {
        slots.move(from, to);
        void keep(to, Object.keys(slots.of(to).bindings)[0] ?? '', () => copyStored(from, to));
      },
      forget(documentId) {
        const slot = slots.forget(documentId);
        for (const { cancel } of Object.values(slot?.busy ?? {})) cancel();
      },
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

export const useDataStore = createDataStore(
  trainingClient,
  pageStorage,
  useDocumentStore.getState().documentId,
  documentStorage.copyBindings,
);

/** After a slider has come to rest. */
const REFIT_DELAY_MS = 1200;
let refitting: ReturnType<typeof setTimeout> | undefined;

useDocumentStore.subscribe(({ documentId, document, compilation }, before) => {
  const isOther = documentId !== before.documentId;
  if (isOther) useDataStore.getState().show(documentId);
  else if (document.objective !== before.document.objective)
    useDataStore.getState().follow(before.document, document);
  const { program } = compilation;
  if (!isOther && (!program || program === before.compilation.program)) return;
  clearTimeout(refitting);
  if (program)
    refitting = setTimeout(() => void useDataStore.getState().refit(program), REFIT_DELAY_MS);
});

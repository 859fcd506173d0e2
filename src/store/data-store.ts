/**
 * Which data each dataset node trains on: built in, or files that a person dropped, decoded in the worker
 * and kept in the browser so that a reload finds them. A node without a binding takes its built-in data.
 * `data-reading.ts` brings files in, `data-binding.ts` says what runs take.
 */
import { create } from 'zustand';
import type { Dataset } from '../data/dataset.ts';
import type { TrainingClient } from '../worker/client.ts';
import type { ImportChoices } from '../worker/decode-request.ts';
import type { PageStorage } from '../worker/storage-types.ts';
import { dataForProgram, dataOfRun, recordOf } from './data-binding.ts';
import { isSameForm, wantedForm } from './data-fit.ts';
import { createDataReading } from './data-reading.ts';
import { createDataRequests } from './data-requests.ts';
import { restoreBindings } from './data-restore.ts';
import type {
  DataBinding,
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

    const bindGroup = createDataReading({ slots, requests, storage, setError, bind, keep });

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
      forProgram: (program) => dataForProgram(get().bindings, program),
      forStored: (stored) => dataOfRun(get().bindings, stored, storage.loadDataset),
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

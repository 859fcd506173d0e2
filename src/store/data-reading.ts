/**
 * Dropped files on their way to the nodes that they are for: decoded once in the worker for all that want the same form,
 * then bound and stored. Nodes may be renamed, and documents go behind, while that lasts.
 */
import type { Dataset } from '../data/dataset.ts';
import type { DroppedFile, ImportChoices } from '../worker/decode-request.ts';
import type { PageStorage } from '../worker/storage-types.ts';
import { type FilesBinding, storedRecord } from './data-binding.ts';
import { misfit, wantedForm, wantsPairs } from './data-fit.ts';
import type { DataRequests } from './data-requests.ts';
import type { DataBinding, DataBusy, DataTarget, DocumentData } from './data-store-types.ts';
import type { Slots } from './document-slots.ts';
import { without } from './without.ts';

/** What the person picked up: files, or the folders that they lie in. */
const MOST_NAMES = 50;
function pickedNames(files: readonly DroppedFile[]): readonly string[] {
  return [...new Set(files.map(({ path }) => path.split('/')[0] ?? path))].slice(0, MOST_NAMES);
}

const misfitOfAll = (group: readonly DataTarget[], dataset: Dataset): string =>
  group.flatMap(({ feed }) => (feed ? (misfit(dataset, feed) ?? []) : []))[0] ??
  'internal: data that fits was refused';

const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

export interface DataReadingParts {
  readonly slots: Slots<DocumentData>;
  readonly requests: DataRequests;
  readonly storage: Pick<PageStorage, 'bindDataset'>;
  setError(document: string, node: string, message: string | null): void;
  bind(document: string, node: string, binding: DataBinding): void;
  keep(document: string, node: string, store: () => Promise<void>): Promise<void>;
}

/** Binds files to those of a group that they fit; true where that is one at least. */
export type BindGroup = (
  document: string,
  group: readonly DataTarget[],
  files: readonly DroppedFile[],
  choices: ImportChoices,
  isOnly: boolean,
) => Promise<boolean>;

export function createDataReading(parts: DataReadingParts): BindGroup {
  const { slots, requests, storage, setError, bind, keep } = parts;

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

  return bindGroup;
}

/** Files into the page: graphs, pictures that hold one and archives into tabs, weights into a run, others to a dataset node. */
import { notifications } from '@mantine/notifications';
import { blankDocument } from '../../store/blank-document.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDataStore } from '../../store/data-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import type { DroppedFile } from '../../worker/decode-request.ts';
import { usePageStore } from '../page-store.ts';
import { dataSources } from '../run/data-sources.ts';
import { textsNow } from '../texts/texts.ts';
import { chosenFiles } from './dropped-files.ts';
import { openDocument, openGraphFile } from './open-graph.ts';
import { filePickers, noteSeen } from './save-document.ts';
import { isArchive, takeArchive } from './take-archive.ts';
import { takeWeights } from './take-away.ts';
import { takePictures } from './take-picture.ts';

export const newDocument = () =>
  void openDocument({ ...blankDocument, name: textsNow().files.untitled }, { type: 'blank' });

/** A new tab with what is on show, to change and compare. */
export function duplicateAsVariant(): void {
  const { tabs, active, duplicate } = useTabsStore.getState();
  const tab = tabs.find(({ id }) => id === active);
  if (!tab) return;
  const { variant } = textsNow().files;
  const origin = tab.origin.type === 'variant' ? tab.origin.name : tab.name;
  const names = new Set(tabs.map(({ name }) => name));
  let number = 2;
  while (names.has(variant(origin, number))) number += 1;
  duplicate(active, variant(origin, number));
  usePageStore.getState().countOpening();
}

/** With handles, where the browser gives them: Save can then write back to the file that was opened. */
export async function pickFiles(): Promise<void> {
  const { showOpenFilePicker } = filePickers();
  if (!showOpenFilePicker) {
    const input = window.document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.onchange = () => void takeFiles(chosenFiles(input.files ?? []));
    input.click();
    return;
  }
  try {
    const handles = await showOpenFilePicker.call(globalThis, { multiple: true });
    const chosen = await Promise.all(
      handles.map(async (handle) => ({ handle, file: await handle.getFile() })),
    );
    const byFile = new Map(chosen.map(({ handle, file }) => [file, handle]));
    await takeFiles(chosenFiles(chosen.map(({ file }) => file)), undefined, byFile);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    const message = textsNow().files.open.unreadable(
      error instanceof Error ? error.message : String(error),
    );
    notifications.show({ color: 'red', message, autoClose: false });
  }
}

type Handles = ReadonlyMap<File, FileSystemFileHandle>;

/** `.json` files are graphs, a `.safetensors` file weights, `.ganvas.zip` a run; all others together are data. `onNode`: where on the canvas they were dropped. */
export async function takeFiles(
  files: readonly DroppedFile[],
  onNode?: string,
  handles: Handles = new Map(),
): Promise<void> {
  // In a folder they are part of a set, such as its annotations.
  const graphs = files.filter(({ path }) => /^[^/]*\.json$/i.test(path));
  const weights = files.find(({ path }) => /^[^/]*\.safetensors$/i.test(path));
  const archives = files.filter(({ path }) => isArchive(path));
  if (graphs.length > 0) await openGraphs(graphs, handles);
  else if (weights) await takeWeights(weights.file);
  else if (archives.length > 0) for (const { file } of archives) await takeArchive(file);
  else {
    const data = await takePictures(files);
    if (data.length > 0) await importData(data, onNode);
  }
}

async function openGraphs(files: readonly DroppedFile[], handles: Handles): Promise<void> {
  let opened = 0;
  for (const { file } of files) {
    const handle = handles.get(file) ?? null;
    if (handle) noteSeen(handle, file);
    if (await openGraphFile(file, handle)) opened += 1;
  }
  if (opened > 1) notifications.show({ message: textsNow().files.open.opened(opened) });
}

/** To the dataset node that they were dropped on, or those selected, or all that they fit. */
async function importData(files: readonly DroppedFile[], onNode?: string): Promise<void> {
  const { document, compilation } = useDocumentStore.getState();
  const { graph, selectedNodes } = useCanvasStore.getState();
  const sources = dataSources(document.objective.nodes, compilation.graphs.objective);
  if (sources.length === 0) {
    notifications.show({
      color: 'red',
      title: textsNow().files.drop.noPlace,
      message: textsNow().files.drop.noDataset,
    });
    return;
  }
  const isObjective = graph === 'objective';
  const hit = sources.filter(({ node }) => isObjective && node === onNode);
  const selected = sources.filter(({ node }) => isObjective && selectedNodes.includes(node));
  const ofImages = sources.filter(({ feed }) => feed?.transform.type !== 'points');
  const targets = [hit, selected, ofImages, sources].find((some) => some.length > 0) ?? [];
  useSettingsStore.getState().setTab('dock', 'data');
  await useDataStore.getState().bindFiles(targets, files);
}

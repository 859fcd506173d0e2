/** Graph files in and out of the page; other files go to the data of a dataset node. */
import { notifications } from '@mantine/notifications';
import type { Document } from '../../../graph-schemas/document.ts';
import { readDocument } from '../../graph/read.ts';
import { writeDocument } from '../../graph/write.ts';
import { blankDocument } from '../../store/blank-document.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDataStore } from '../../store/data-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { viewports } from '../../store/viewports.ts';
import type { DroppedFile } from '../../worker/decode-request.ts';
import { usePageStore } from '../page-store.ts';
import { dataSources } from '../run/data-sources.ts';
import { downloadBlob } from '../run/download.ts';
import { chosenFiles } from './dropped-files.ts';
import { takeWeights } from './take-away.ts';

/** Replaces the document on show; undo brings the earlier one back. */
export function openDocument(document: Document, options?: { readonly forgets?: boolean }): void {
  viewports.clear();
  useCanvasStore.getState().goTo(0);
  useCanvasStore.getState().select([]);
  useDocumentStore.getState().open(document, options);
  usePageStore.getState().countOpening();
}

export const newDocument = () => openDocument(blankDocument);

export function exportGraph(): void {
  const { document, markSaved } = useDocumentStore.getState();
  const blob = new Blob([writeDocument(document)], { type: 'application/json' });
  downloadBlob(blob, `${fileName(document.name)}.json`);
  markSaved();
}

function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.toLowerCase() || 'graph';
}

export function pickFiles(): void {
  const input = window.document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.onchange = () => void takeFiles(chosenFiles(input.files ?? []));
  input.click();
}

/** A `.json` file by itself is a graph, a `.safetensors` file weights; all others together are data. `onNode`: where on the canvas they were dropped. */
export async function takeFiles(files: readonly DroppedFile[], onNode?: string): Promise<void> {
  // In a folder it is part of a set, such as its annotations.
  const graph = files.find(({ path }) => /^[^/]*\.json$/i.test(path));
  const weights = files.find(({ path }) => /^[^/]*\.safetensors$/i.test(path));
  if (graph) await importGraph(graph.file);
  else if (weights) await takeWeights(weights.file);
  else if (files.length > 0) await importData(files, onNode);
}

async function importGraph(file: File): Promise<void> {
  const { document, problems } = readDocument(await file.text());
  if (document) openDocument(document);
  else usePageStore.getState().setImportReport({ fileName: file.name, problems });
}

/** To the dataset node that they were dropped on, or those selected, or all that they fit. */
async function importData(files: readonly DroppedFile[], onNode?: string): Promise<void> {
  const { document, compilation } = useDocumentStore.getState();
  const { graph, selectedNodes } = useCanvasStore.getState();
  const sources = dataSources(document.objective.nodes, compilation.graphs.objective);
  if (sources.length === 0) {
    notifications.show({
      color: 'red',
      title: 'No place for this data',
      message:
        'The graph has no dataset node. Add one from the palette, then drop the files again.',
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

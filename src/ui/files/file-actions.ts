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
import { viewports } from '../canvas/viewports.ts';
import { usePageStore } from '../page-store.ts';

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
  const link = window.document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${fileName(document.name)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
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
  input.onchange = () => void takeFiles([...(input.files ?? [])]);
  input.click();
}

/** A `.json` file is a graph; all others together are data. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const graph = files.find(({ name }) => name.toLowerCase().endsWith('.json'));
  if (graph) await importGraph(graph);
  else if (files.length > 0) await importData([...files]);
}

async function importGraph(file: File): Promise<void> {
  const { document, problems } = readDocument(await file.text());
  if (document) openDocument(document);
  else usePageStore.getState().setImportReport({ fileName: file.name, problems });
}

/** To the selected dataset node, or to the first one. */
async function importData(files: readonly File[]): Promise<void> {
  const { objective } = useDocumentStore.getState().document;
  const { graph, selectedNodes } = useCanvasStore.getState();
  const nodes = Object.keys(objective.nodes).filter(
    (id) => objective.nodes[id]?.kind === 'dataset',
  );
  const chosen = graph === 'objective' ? nodes.find((id) => selectedNodes.includes(id)) : undefined;
  const node = chosen ?? nodes[0];
  if (node === undefined) {
    notifications.show({
      color: 'red',
      title: 'No place for this data',
      message:
        'The graph has no dataset node. Add one from the palette, then drop the files again.',
    });
    return;
  }
  useSettingsStore.getState().setTab('dock', 'data');
  await useDataStore.getState().bindFiles(node, files);
}

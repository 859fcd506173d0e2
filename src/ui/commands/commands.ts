/** What the command palette can do besides adding nodes. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { arrange, selectAll } from '../canvas/canvas-actions.ts';
import { exportGraph, newDocument, pickFiles } from '../files/file-actions.ts';
import { takeAway } from '../files/take-away.ts';
import { usePageStore } from '../page-store.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  run(): void;
}

const documentState = () => useDocumentStore.getState();
const canvasState = () => useCanvasStore.getState();

export const COMMANDS: readonly Command[] = [
  {
    id: 'presets',
    label: 'Open a preset',
    run: () => usePageStore.getState().setGalleryOpen(true),
  },
  { id: 'new', label: 'New empty graph', run: newDocument },
  { id: 'import', label: 'Import graph, data or weights', run: pickFiles },
  { id: 'export', label: 'Export graph (JSON)', run: exportGraph },
  {
    id: 'export-pytorch',
    label: 'Export PyTorch program (zip)',
    run: () => void takeAway('pytorch'),
  },
  {
    id: 'export-tfjs',
    label: 'Export TensorFlow.js models (zip)',
    run: () => void takeAway('tfjs'),
  },
  {
    id: 'export-weights',
    label: 'Export weights (safetensors)',
    run: () => void takeAway('safetensors'),
  },
  { id: 'undo', label: 'Undo', keys: 'Ctrl Z', run: () => documentState().undo() },
  { id: 'redo', label: 'Redo', keys: 'Ctrl Shift Z', run: () => documentState().redo() },
  { id: 'all', label: 'Select all nodes', keys: 'Ctrl A', run: selectAll },
  { id: 'arrange', label: 'Arrange the nodes', run: () => arrange(canvasState().graph) },
  { id: 'back', label: 'Back to the objective', run: () => canvasState().goTo(0) },
];

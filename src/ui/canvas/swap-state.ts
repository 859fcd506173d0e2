/** Which node is to be swapped for another kind, and where the list of kinds is open. */
import { create } from 'zustand';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { pointerOnCanvas } from './pointer.ts';

interface SwapQuestion {
  readonly node: string;
  readonly at: { readonly x: number; readonly y: number };
}

export const useSwapQuestion = create<{ readonly question: SwapQuestion | null }>()(() => ({
  question: null,
}));

/** The only selected node. */
export function swappable(): string | null {
  const { graph, selectedNodes } = useCanvasStore.getState();
  const [only, ...others] = selectedNodes;
  if (only === undefined || others.length > 0) return null;
  return graphOf(useDocumentStore.getState().document, graph)?.nodes[only] ? only : null;
}

/** Below the node, or where a context menu was. */
export function askForSwap(): void {
  const node = swappable();
  if (node === null) return;
  const card = document.querySelector(`.react-flow__node[data-id="${CSS.escape(node)}"]`);
  const box = card?.getBoundingClientRect();
  const at = box ? { x: box.left, y: box.bottom + 6 } : (pointerOnCanvas() ?? { x: 80, y: 80 });
  useSwapQuestion.setState({ question: { node, at } });
}

export const endSwap = (): void => useSwapQuestion.setState({ question: null });

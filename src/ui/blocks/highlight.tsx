/** Rings the nodes on the canvas that the pointer means in another panel. Draws a rule of style, and no node anew. */
import { create } from 'zustand';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';

interface Pointed {
  readonly graph: GraphId;
  readonly node: string;
}

const usePointed = create<{ readonly pointed: Pointed | null }>()(() => ({ pointed: null }));

/** Null takes the ring away. */
export function pointAt(pointed: Pointed | null): void {
  usePointed.setState({ pointed });
}

const RING =
  '{box-shadow:0 0 0 3px color-mix(in srgb,var(--gv-accent) 70%,transparent);border-radius:10px}';

export function Highlight() {
  const pointed = usePointed((state) => state.pointed);
  const graph = useCanvasStore((state) => state.graph);
  // Ids hold letters, digits, "_" and "-" alone.
  if (!pointed || pointed.graph !== graph || !/^[\w-]+$/.test(pointed.node)) return null;
  return <style>{`.react-flow__node[data-id="${pointed.node}"] > div${RING}`}</style>;
}

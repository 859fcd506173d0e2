/** React Flow's own store of the canvas on show, for gestures that read it on their way without a render. */
import type { ReactFlowState, useStoreApi } from '@xyflow/react';
import type { FlowEdge, FlowNode } from './flow-types.ts';

export type FlowStore = ReturnType<typeof useStoreApi<FlowNode, FlowEdge>>;

let shown: FlowStore | null = null;

/** Returns what takes it back, unless another canvas is on show by then. */
export function holdFlowStore(store: FlowStore): () => void {
  shown = store;
  return () => {
    if (shown === store) shown = null;
  };
}

export type FlowState = ReactFlowState<FlowNode, FlowEdge>;

export const flowState = (): FlowState | null => shown?.getState() ?? null;

export const changeFlow = (part: Partial<FlowState>): void => shown?.setState(part);

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From a point of the window to one of the canvas; `bounds` are those of its element, read once for a gesture. */
export function fromWindow(
  { x, y }: Point,
  bounds: { readonly left: number; readonly top: number },
  [left, top, zoom]: readonly [number, number, number],
): Point {
  return { x: (x - bounds.left - left) / zoom, y: (y - bounds.top - top) / zoom };
}

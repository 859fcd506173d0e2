/** Where the person looked on each canvas of the document on show, to find it again on return. `canvas-store.ts` keeps those of the others. */
import type { GraphId } from '../graph/problem.ts';

/** The canvas point at the top left, in pixels of the window, and how much it is enlarged. */
export interface StoredViewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

class Viewports extends Map<GraphId, StoredViewport> {
  /** For who keeps them between visits. */
  onChange: (() => void) | null = null;
  override set(graph: GraphId, viewport: StoredViewport): this {
    super.set(graph, viewport);
    this.onChange?.();
    return this;
  }
}

export const viewports = new Viewports();

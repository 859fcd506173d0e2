/** Where the person looked on each canvas of the document on show, to find it again on return. `canvas-store.ts` keeps those of the others. */
import type { GraphId } from '../graph/problem.ts';

/** The canvas point at the top left, in pixels of the window, and how much it is enlarged. */
export interface StoredViewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const viewports = new Map<GraphId, StoredViewport>();

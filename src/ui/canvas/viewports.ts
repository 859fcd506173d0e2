/** Where the person looked on each canvas, to find it again on return. Lasts as long as the page. */
import type { Viewport } from '@xyflow/react';
import type { GraphId } from '../../graph/problem.ts';

export const viewports = new Map<GraphId, Viewport>();

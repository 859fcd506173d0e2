/** What a port can be wired to on other levels: above, through new ports on the way out, and inside of nodes beside it. */
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { Route } from '../../graph/route.ts';
import { graphInside } from '../../graph/uses.ts';
import { waysIn } from '../../graph/ways-in.ts';
import { waysOut } from '../../graph/ways-out.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { looseWire } from '../canvas/fitting.ts';
import type { PortEnd } from './targets.ts';

export interface LedRoute {
  readonly key: string;
  readonly route: Route;
  /** What gets the port through which it is led. */
  readonly inner: GraphId;
}

/** The nearest levels first. */
export function routesOf(graph: GraphId, end: PortEnd): readonly LedRoute[] {
  const { document, compilation } = useDocumentStore.getState();
  const { trail, through: nodes } = useCanvasStore.getState();
  const known = { document, facts: compilation.graphs };
  const own = compilation.graphs[graph]?.nodes[end.node];
  const loose = own && looseWire(own, end.node, end.port, end.side);
  if (!loose) return [];
  const start = { way: { trail, nodes }, fixed: end, type: loose.type };
  const levels = trail.slice(0, -1).map((_, level) => level);
  const above = levels.reverse().flatMap((level) => {
    const out = waysOut(known, start, level);
    return out.ok ? out.routes.map((route) => ({ route, inner: graph })) : [];
  });
  const beside = Object.entries(graphOf(document, graph)?.nodes ?? {});
  const within = beside.flatMap(([id, node]) => {
    const inner = id === end.node ? null : graphInside(node);
    return inner ? waysIn(known, graph, end, id).map((route) => ({ route, inner })) : [];
  });
  return [...above, ...within].map((one, at) => ({ key: `route ${at}`, ...one }));
}

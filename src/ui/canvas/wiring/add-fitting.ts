/** Carries out choices of the menu at the end of a loose wire: a node of a kind that fits, or a new port of the level. */
import type { GraphNode } from '../../../../graph-schemas/document.ts';
import { graphOf, nameOf, own } from '../../../graph/graph-of.ts';
import { inputParams, newEnd, wantedType } from '../../../graph/grow-ports.ts';
import type { GraphId } from '../../../graph/problem.ts';
import { useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { addEntry } from '../../palette/add-node.ts';
import { textsNow } from '../../texts/texts.ts';
import type { Choice } from '../choice-menu.tsx';
import type { Fitting, LooseWire } from '../fitting.ts';
import { flowState } from '../flow-store.ts';
import { spotKey } from './aim.ts';
import { spotsOf } from './spots.ts';
import { straightPlace } from './straight-place.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What `addEntry` takes for the middle of a card, from its corner. */
const MIDDLE = { x: 98, y: 30 };

/** `drop` is the point of the canvas where the wire was let go. */
export function addFitting({ entry, port, wire }: Fitting, loose: LooseWire, drop: Point): void {
  const { document } = useDocumentStore.getState();
  const params = entry.params as NonNullable<GraphNode['params']>;
  const from = middleOf(loose) ?? drop;
  const corner = straightPlace(document, { kind: entry.kind, params }, port, loose, from, drop);
  addEntry(entry, { x: corner.x + MIDDLE.x, y: corner.y + MIDDLE.y }, wire);
}

function middleOf(loose: LooseWire): Point | undefined {
  const node = flowState()?.nodeLookup.get(loose.node);
  return node && spotsOf(node).find((spot) => spotKey(spot) === spotKey(loose));
}

/** Lets the wire out of a network or block by a port that every use of it gets. */
export function endChoice(
  graph: GraphId,
  loose: LooseWire,
  drop: Point,
  query: string,
): Choice | null {
  if (graph === 'objective' || loose.type === 'loss') return null;
  const { menu } = textsNow().wiring;
  const isOutput = loose.side === 'output';
  if (isOutput && loose.type === 'label') return null;
  const label = (isOutput ? menu.newOutput : menu.newInput)(nameOf(graph));
  if (!label.toLowerCase().includes(query.trim().toLowerCase())) return null;
  return {
    id: isOutput ? 'new-output' : 'new-input',
    label,
    colour: 'Structure',
    choose: () => addEnd(graph, loose, drop),
  };
}

function addEnd(graph: GraphId, loose: LooseWire, drop: Point): void {
  const { document, compilation, dispatch } = useDocumentStore.getState();
  const facts = compilation.graphs[graph];
  const node = own(graphOf(document, graph)?.nodes ?? {}, loose.node);
  if (!facts || !node) return;
  const isOutput = loose.side === 'output';
  const wanted = isOutput ? null : wantedType(facts, loose.node, loose.type);
  const end = newEnd(
    document,
    graph,
    isOutput ? 'output' : 'input',
    isOutput ? 'out' : /^in\d*$/.test(loose.port) ? 'in' : loose.port,
    wanted ? (inputParams(wanted) ?? {}) : {},
  );
  if (!end) return;
  const here = `${loose.node}.${loose.port}`;
  const edge = isOutput ? { from: here, to: `${end.id}.in` } : { from: `${end.id}.out`, to: here };
  const from = middleOf(loose) ?? drop;
  const port = isOutput ? 'in' : 'out';
  const corner = straightPlace(document, end.node, port, loose, from, drop);
  const to = { [end.id]: [Math.round(corner.x), Math.round(corner.y)] } as const;
  dispatch([
    { type: 'add-node', graph, id: end.id, node: end.node },
    { type: 'move-nodes', graph, to },
    { type: 'connect', graph, edge },
  ]);
  useCanvasStore.getState().select([end.id]);
}

/** The drawing of a canvas that is not on the screen: sizes as the style sheet of cards makes them. Pure. */
import type { Document, Graph } from '../../../graph-schemas/document.ts';
import { portsOf } from '../../graph/ports.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import type { Ports } from '../../nodes/define.ts';
import { inputLabels, outputLabel } from '../canvas/port-labels.ts';
import type { Card, Drawing, Handle, Places } from './drawing.ts';

export const CARD = { width: 196, head: 54, row: 22, around: 9, peek: 181, peekAround: 12 };
/** How far down a card its handles are: beside its two lines, or in the rows under them. */
const HANDLES = { plain: 27, firstRow: 71 };

const NO_PORTS: Ports = { inputs: [], outputs: [] };

export function estimated(document: Document, graph: Graph, places: Places): Drawing {
  const cards = Object.entries(graph.nodes).map(([id, node]): Card => {
    const definition = definitionOf(node.kind);
    const read = definition?.params.safeParse(node.params ?? {});
    const params = (read?.success ? read.data : {}) as Readonly<Record<string, unknown>>;
    const ports = definition && read?.success ? portsOf(document, definition, params) : NO_PORTS;
    const isPlain = isPlainCard(graph, id, ports);
    const rows = isPlain ? 0 : Math.max(ports.inputs.length, ports.outputs.length);
    const handles = (list: readonly { readonly name: string }[]): Handle[] =>
      list.map(({ name: port }, row) => {
        return { port, y: isPlain ? HANDLES.plain : HANDLES.firstRow + row * CARD.row };
      });
    const peek = node.kind === 'preview' ? CARD.peekAround + CARD.peek * peekAspect(params) : 0;
    const height = CARD.head + (rows > 0 ? rows * CARD.row + CARD.around : 0) + peek;
    const [left, top] = places[id] ?? [0, 0];
    return {
      id,
      left,
      top,
      right: left + CARD.width,
      bottom: top + height,
      inputs: handles(ports.inputs),
      outputs: handles(ports.outputs),
    };
  });
  return { cards, wires: graph.edges, notes: graph.notes ?? [] };
}

/** Height over width of a sheet of square images: one row is folded to a square, or to lines of ten classes. */
function peekAspect({ rows, columns, byClass }: Readonly<Record<string, unknown>>): number {
  const lines = Array.isArray(rows) ? rows.length : 1;
  const count = Number(columns) || 1;
  return lines > 1 ? lines / count : byClass === true ? count / 100 : 1;
}

/** As `port-rows.tsx` draws it: one way in, one way out, neither with a name that says something. */
function isPlainCard(graph: Graph, id: string, ports: Ports): boolean {
  const { inputs, outputs } = ports;
  if (inputs.length > 1 || outputs.length > 1) return false;
  const [first = ''] = inputLabels(graph, id, ports);
  return ['', 'in'].includes(first) && outputs.every((port) => outputLabel(port, ports) === '');
}

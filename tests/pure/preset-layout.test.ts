/** The canvases of the presets: every node has a place, and nothing stands on anything else. */
import { describe, expect, it } from 'vitest';
import type { Graph, GraphNode } from '../../graph-schemas/document.ts';
import { portsOf } from '../../src/graph/ports.ts';
import { presets } from '../../src/graph/presets.ts';
import { definitionOf } from '../../src/nodes/catalog.ts';

interface Box {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** As the style sheet of the page draws a card. */
const CARD = { width: 196, head: 54, row: 22, ports: 9 };

/** Ports are laid out in rows; a preview also shows its sheet. */
function heightOf(node: GraphNode, document: (typeof presets)[number]['document']): number {
  const definition = definitionOf(node.kind);
  const params = definition?.params.safeParse(node.params ?? {});
  if (!definition || !params?.success) return CARD.head;
  const values = params.data as Readonly<Record<string, unknown>>;
  const { inputs, outputs } = portsOf(document, definition, values);
  const rows = Math.max(inputs.length, outputs.length);
  const ports = rows > 1 ? rows * CARD.row + CARD.ports : 0;
  return CARD.head + ports + (node.kind === 'preview' ? sheetHeight(values) : 0);
}

/** Square images: one row is folded to a square, or to lines of ten classes. */
function sheetHeight({ rows, columns, byClass }: Readonly<Record<string, unknown>>): number {
  const lines = Array.isArray(rows) ? rows.length : 1;
  const count = Number(columns) || 1;
  const aspect = lines > 1 ? lines / count : byClass === true ? count / 10 / 10 : 1;
  return 12 + 181 * aspect;
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const canvases = presets.flatMap(({ id, document }) =>
  [
    ['objective', document.objective] as const,
    ...Object.entries(document.networks),
    ...Object.entries(document.blocks ?? {}),
  ].map(([name, graph]) => [`${id} ${name}`, graph as Graph, document] as const),
);

describe('the canvases of the presets', () => {
  it.each(canvases)('%s has a place for every card and note', (_, graph, document) => {
    const cards = Object.entries(graph.nodes).map(([name, node]): Box => {
      const [left, top] = node.at ?? [Number.NaN, Number.NaN];
      return { name, left, top, right: left + CARD.width, bottom: top + heightOf(node, document) };
    });
    expect(cards.filter(({ left }) => Number.isNaN(left))).toEqual([]);
    const notes = (graph.notes ?? [])
      .filter(({ type }) => type === 'note')
      .map(({ text, at: [left, top], size: [width, height] }): Box => {
        return { name: text.slice(0, 30), left, top, right: left + width, bottom: top + height };
      });
    const boxes = [...cards, ...notes];
    const clashes = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => overlap(a, b))
        .map((b) => `${a.name} on ${b.name}`),
    );
    expect(clashes).toEqual([]);
  });
});

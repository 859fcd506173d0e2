/** The canvases of the presets: every node has a place, nothing stands on anything else, and no wire is hidden. */
import { describe, expect, it } from 'vitest';
import type { Graph, GraphNode } from '../../graph-schemas/document.ts';
import { portsOf } from '../../src/graph/ports.ts';
import { presets } from '../../src/graph/presets.ts';
import { definitionOf } from '../../src/nodes/catalog.ts';
import { inputLabels, outputLabel } from '../../src/ui/canvas/port-labels.ts';
import { type Ends, isBack, pointOn } from '../../src/ui/canvas/wire-course.ts';

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

/** How far down the side of a card its ports are: beside its two lines, or in the rows under them. */
const PORTS = { plain: 27, firstRow: 71 };

/** Where wires run, without those that go back between two cards of a column. */
function wiresOf(graph: Graph, document: (typeof presets)[number]['document']): Run[] {
  const portsAt = (id: string) => {
    const node = graph.nodes[id];
    const definition = node && definitionOf(node.kind);
    const params = definition?.params.safeParse(node?.params ?? {});
    if (!node || !definition || !params?.success) throw new Error(`${id} has no ports`);
    const ports = portsOf(document, definition, params.data as Readonly<Record<string, unknown>>);
    const [first = ''] = inputLabels(graph, id, ports);
    const isPlain =
      ports.inputs.length <= 1 &&
      ports.outputs.length <= 1 &&
      ['', 'in'].includes(first) &&
      ports.outputs.every((port) => outputLabel(port, ports) === '');
    const [x, y] = node.at ?? [0, 0];
    const row = (names: readonly { name: string }[], port: string) =>
      y +
      (isPlain
        ? PORTS.plain
        : PORTS.firstRow + CARD.row * names.findIndex(({ name }) => name === port));
    return {
      input: (port: string) => ({ x, y: row(ports.inputs, port) }),
      output: (port: string) => ({ x: x + CARD.width, y: row(ports.outputs, port) }),
    };
  };
  return graph.edges.flatMap(({ from, to }) => {
    const [source = '', outPort = ''] = split(from);
    const [target = '', inPort = ''] = split(to);
    const [start, end] = [portsAt(source).output(outPort), portsAt(target).input(inPort)];
    const wire = { sourceX: start.x, sourceY: start.y, targetX: end.x, targetY: end.y };
    return isBack(wire) ? [] : [{ from, to, ends: [source, target], wire }];
  });
}

interface Run {
  readonly from: string;
  readonly to: string;
  readonly ends: readonly string[];
  readonly wire: Ends;
}

const split = (port: string) => [
  port.slice(0, port.indexOf('.')),
  port.slice(port.indexOf('.') + 1),
];

const STEPS = Array.from({ length: 39 }, (_, i) => (i + 1) / 40);
/** A wire along the edge of a card is seen. */
const EDGE = 3;

const isUnder = ({ wire }: Run, box: Box) =>
  STEPS.some((at) => {
    const [x, y] = pointOn(wire, at, undefined);
    const isBeside = x < box.left + EDGE || x > box.right - EDGE;
    return !isBeside && y > box.top + EDGE && y < box.bottom - EDGE;
  });

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

  it.each(canvases)('%s has no wire under a card', (_, graph, document) => {
    const cards = Object.entries(graph.nodes).map(([name, node]): Box => {
      const [left, top] = node.at ?? [0, 0];
      return { name, left, top, right: left + CARD.width, bottom: top + heightOf(node, document) };
    });
    const hidden = wiresOf(graph, document).flatMap((run) =>
      cards
        .filter((card) => !run.ends.includes(card.name) && isUnder(run, card))
        .map(({ name }) => `${run.from} > ${run.to} under ${name}`),
    );
    expect(hidden).toEqual([]);
  });
});

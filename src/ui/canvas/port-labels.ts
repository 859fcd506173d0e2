/**
 * What stands beside a port on its node. A row of a sheet is called as on the sheet, any other numbered port by what
 * is wired to it; a lone one needs no name. Pure.
 */
import type { Graph, GraphNode } from '../../../graph-schemas/document.ts';
import type { OutputPort, Ports } from '../../nodes/define.ts';
import { textsNow } from '../texts/texts.ts';
import { nodeTitle } from './node-title.ts';

const NUMBERED = /^(in|loss|row)\d+$/;

/** One label for each input, in their order. */
export function inputLabels(graph: Graph | null, id: string, { inputs }: Ports): string[] {
  return inputs.map(({ name }) => {
    if (!NUMBERED.test(name)) return name;
    if (inputs.length === 1) return '';
    const row = rowName(graph?.nodes[id], name);
    if (row) return row;
    const from = graph && feedersOf(graph).get(`${id}.${name}`);
    const source = from && graph?.nodes[from.slice(0, from.indexOf('.'))];
    return source ? nodeTitle(source) : textsNow().wiring.ports.notConnected;
  });
}

/** By input, what is wired to it. Every card of a canvas asks at every change of the document. */
const feeders = new WeakMap<Graph, ReadonlyMap<string, string>>();

function feedersOf(graph: Graph): ReadonlyMap<string, string> {
  const known = feeders.get(graph);
  if (known) return known;
  // Of an input that two wires reach, the first: the problems name it.
  const found = new Map(graph.edges.toReversed().map(({ to, from }) => [to, from]));
  feeders.set(graph, found);
  return found;
}

function rowName(node: GraphNode | undefined, port: string): string | undefined {
  const rows = node?.params?.rows;
  if (!port.startsWith('row') || !Array.isArray(rows)) return undefined;
  const text: unknown = rows[Number(port.slice('row'.length))];
  return typeof text === 'string' ? text : undefined;
}

export function outputLabel({ name }: OutputPort, { outputs }: Ports): string {
  return outputs.length === 1 && (name === 'out' || name === 'loss') ? '' : name;
}

/** The ports of a node as it stands in a document: those of its kind, its network or its block. */
import type { Document, Graph } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { Definition, Ports } from '../nodes/define.ts';
import { own } from './graph-of.ts';
import type { Params } from './resolve-params.ts';

const NO_PORTS: Ports = { inputs: [], outputs: [] };
const INPUT_PORTS: Ports = { inputs: [], outputs: [{ name: 'out', gives: 'tensor' }] };
const LABEL_PORTS: Ports = { inputs: [], outputs: [{ name: 'out', gives: 'label' }] };
const OUTPUT_PORTS: Ports = { inputs: [{ name: 'in', accepts: 'tensor' }], outputs: [] };

/** `params` are resolved ones. */
export function portsOf(document: Document, definition: Definition, params: Params): Ports {
  if (definition.family === 'loss' && definition.network) {
    return definition.ports(params, portsOfNetwork(document, definition.network(params)));
  }
  if (definition.family !== 'structure') return definition.ports(params);
  switch (definition.role) {
    case 'input':
      return params.classes === null ? INPUT_PORTS : LABEL_PORTS;
    case 'output':
      return OUTPUT_PORTS;
    case 'block':
      return portsOfGraph(own(document.blocks ?? {}, String(params.block)));
    case 'apply':
      return portsOfNetwork(document, String(params.network));
    default:
      return definition.role satisfies never;
  }
}

export function portsOfNetwork(document: Document, name: string): Ports {
  return portsOfGraph(own(document.networks, name));
}

const ports = new WeakMap<Graph['nodes'], Ports>();

/** One port for each `input` and `output` node, named by it, in the order of the document. */
function portsOfGraph(graph: Graph | undefined): Ports {
  if (!graph) return NO_PORTS;
  const known = ports.get(graph.nodes);
  if (known) return known;
  const inputs = nodesOfRole(graph, 'input').map((name) => {
    const isLabel = (graph.nodes[name]?.params?.classes ?? null) !== null;
    return { name, accepts: isLabel ? ('label' as const) : ('tensor' as const) };
  });
  const outputs = nodesOfRole(graph, 'output').map((name) => ({ name, gives: 'tensor' }) as const);
  const found = { inputs, outputs };
  ports.set(graph.nodes, found);
  return found;
}

export function nodesOfRole(graph: Graph, role: 'input' | 'output'): readonly string[] {
  return Object.keys(graph.nodes).filter((id) => {
    const definition = definitionOf(graph.nodes[id]?.kind ?? '');
    return definition?.family === 'structure' && definition.role === role;
  });
}

/** A document with many nodes: generators and discriminators in pairs, each a chain of layers. */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';

const PER_NETWORK = 40;

/** Has `count` nodes, or a few less. */
export function largeDocument(count: number): Document {
  const document: Document = {
    format: 'ganvas.graph',
    version: 1,
    name: 'Large',
    parameters: { width: { value: 8 } },
    networks: {},
    objective: { nodes: { z: node('noise', { shape: ['width'] }) }, edges: [] },
    training: { batchSize: 8, steps: 1, seed: 1 },
  };
  const { nodes, edges } = document.objective;
  // Each network brings its own layers and three nodes of the objective.
  const networks = Math.floor((count - 1) / (PER_NETWORK + 3));
  for (let at = 0; at < networks; at++) {
    const name = `N${at}`;
    document.networks[name] = chain();
    nodes[`use${at}`] = node('apply', { network: name });
    nodes[`loss${at}`] = node('adversarial', { side: 'generator' });
    nodes[`step${at}`] = node('optimizer-step', { trains: [name], order: at });
    edges.push(
      { from: at === 0 ? 'z.out' : `use${at - 1}.y`, to: `use${at}.x` },
      { from: `use${at}.y`, to: `loss${at}.logits` },
      { from: `loss${at}.loss`, to: `step${at}.loss0` },
    );
  }
  return document;
}

function chain(): Document['networks'][string] {
  const nodes: Record<string, GraphNode> = {
    x: node('input', { shape: ['width'] }),
    fc: node('dense', { units: 'width * 2' }),
  };
  const names = ['x', 'fc'];
  while (names.length < PER_NETWORK - 1) {
    const name = `n${names.length}`;
    const isDense = names.length % 3 === 1;
    nodes[name] = isDense
      ? node('dense', { units: 'width', kernelInitializer: { type: 'normal', stdDev: 0.02 } })
      : node(names.length % 3 === 2 ? 'batch-norm' : 'leaky-relu');
    names.push(name);
  }
  nodes.last = node('dense', { units: 'width' });
  nodes.y = node('output');
  names.push('last', 'y');
  return {
    nodes,
    edges: names.slice(1).map((to, at) => ({ from: `${names[at]}.out`, to: `${to}.in` })),
  };
}

function node(kind: string, params?: Record<string, unknown>): GraphNode {
  return params ? { kind, params: params as NonNullable<GraphNode['params']> } : { kind };
}

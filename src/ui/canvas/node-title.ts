/** What a node is called on the canvas: its own title, the network or block that it uses, or its kind. */
import type { GraphNode } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../../graph/problem.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { kindTitle } from '../texts/kind-texts.ts';

export function nodeTitle(node: GraphNode): string {
  if (node.title !== undefined) return node.title;
  const inner = innerGraph(node);
  if (inner) return inner.slice(inner.indexOf('.') + 1);
  return kindTitle(node.kind);
}

/** The canvas inside a node: that of the network or block that it uses. */
export function innerGraph(node: GraphNode): GraphId | null {
  const definition = definitionOf(node.kind);
  if (definition?.family !== 'structure') return null;
  const { network, block } = node.params ?? {};
  if (definition.role === 'apply' && typeof network === 'string') return `networks.${network}`;
  if (definition.role === 'block' && typeof block === 'string') return `blocks.${block}`;
  return null;
}

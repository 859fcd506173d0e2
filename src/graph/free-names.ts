/** Names that expressions of nodes read from around their canvas, by themselves or inside blocks that they use. */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import { parseExpression } from './expression.ts';
import { own } from './graph-of.ts';
import { numericsOf } from './numerics.ts';
import { usedBlock } from './uses.ts';

/** `i`, the number of the copy that the canvas is part of, is one of them where it is read. */
export function freeNames(document: Document, nodes: Iterable<GraphNode>): ReadonlySet<string> {
  return namesOf(document, nodes, new Set());
}

/** What the layers of a block read beyond its own parameters. */
export function freeNamesOfBlock(document: Document, name: string): ReadonlySet<string> {
  return blockNames(document, name, new Set());
}

function namesOf(
  document: Document,
  nodes: Iterable<GraphNode>,
  open: ReadonlySet<string>,
): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    for (const { path, value } of numericsOf(node)) {
      const parsed = typeof value === 'string' ? parseExpression(value) : null;
      if (!parsed?.ok) continue;
      // In an argument `i` counts the copies of the use itself.
      const isArgument = path.startsWith('arguments.');
      for (const name of parsed.names) if (!(isArgument && name === 'i')) names.add(name);
    }
    const block = usedBlock(node);
    if (block === null) continue;
    for (const name of blockNames(document, block, open)) names.add(name);
  }
  return names;
}

function blockNames(document: Document, name: string, open: ReadonlySet<string>): Set<string> {
  const block = own(document.blocks ?? {}, name);
  if (!block || open.has(name)) return new Set();
  const names = namesOf(document, Object.values(block.nodes), new Set([...open, name]));
  for (const parameter of Object.keys(block.parameters ?? {})) names.delete(parameter);
  names.delete('i');
  return names;
}

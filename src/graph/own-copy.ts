/** A network or block copied under another name, by itself or for one use of it alone. Pure. */
import type { Document } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import type { Edit } from './edit-types.ts';
import { freeNameAmong } from './free-name.ts';
import { blockId, graphOf, nameOf, own } from './graph-of.ts';
import type { GraphId } from './problem.ts';
import { graphInside } from './uses.ts';

export interface Copied {
  readonly edits: readonly Edit[];
  readonly name: string;
}

/** Null for the objective, of which there is one, and for what is not there. */
export function duplicateGraph(document: Document, graph: GraphId): Copied | null {
  const before = nameOf(graph);
  const [, base = before] = /^(.*?)\d*$/.exec(before) ?? [];
  if (graph.startsWith('networks.')) {
    const network = own(document.networks, before);
    const name = freeNameAmong(base || before, new Set(Object.keys(document.networks)), '');
    return network ? { name, edits: [{ type: 'add-network', name, network }] } : null;
  }
  const block = graph === 'objective' ? undefined : own(document.blocks ?? {}, before);
  const name = freeNameAmong(base || before, new Set(Object.keys(document.blocks ?? {})), '');
  return block ? { name, edits: [{ type: 'add-block', name, block }] } : null;
}

/** The use gets a copy of its own; steps that train the network train the copy, too. */
export function makeUnique(document: Document, graph: GraphId, id: string): Copied | null {
  const node = own(graphOf(document, graph)?.nodes ?? {}, id);
  const inner = node ? graphInside(node) : null;
  const copy = inner && duplicateGraph(document, inner);
  if (!node || !inner || !copy) return null;
  const { name } = copy;
  const isBlock = inner === blockId(nameOf(inner));
  const params = isBlock ? { block: name } : { network: name };
  const trained = isBlock ? [] : stepsThatTrain(document, nameOf(inner), name);
  return {
    name,
    edits: [...copy.edits, { type: 'set-params', graph, id, params }, ...trained],
  };
}

function stepsThatTrain(document: Document, before: string, name: string): readonly Edit[] {
  return Object.entries(document.objective.nodes).flatMap(([id, { kind, params }]) => {
    const definition = definitionOf(kind);
    if (definition?.family !== 'step') return [];
    return fieldsOf(definition.params).flatMap((field): Edit[] => {
      const value = params?.[field.name];
      const isList = field.meta.type === 'references' && Array.isArray(value);
      if (!isList || !value.includes(before)) return [];
      const next = { [field.name]: [...value, name] };
      return [{ type: 'set-params', graph: 'objective', id, params: next }];
    });
  });
}

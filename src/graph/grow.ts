/** One input more on a node whose inputs come in numbers: by its count, or by the list that has an entry for each. Pure. */
import type { Document } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import { applyEdit } from './edit.ts';
import { scopeOn } from './edit-graph.ts';
import type { Edit } from './edit-types.ts';
import { graphOf, own } from './graph-of.ts';
import { versionOf } from './keep-wires.ts';
import { numberOf } from './match-ports.ts';
import type { GraphId } from './problem.ts';

export interface Growth {
  readonly edit: Edit;
  /** The name of the new input. */
  readonly port: string;
}

/** Null where the kind has no such inputs, has as many as it can, or counts them by an expression. */
export function withOneMoreInput(document: Document, graph: GraphId, id: string): Growth | null {
  const node = own(graphOf(document, graph)?.nodes ?? {}, id);
  const definition = node && definitionOf(node.kind);
  const version = node && versionOf(document, node, scopeOn(document, graph));
  if (!node || !definition || !version?.isSound) return null;
  const numbers = version.ports.inputs.map(({ name }) => numberOf(name));
  const [prefix] = numbers[0] ?? [];
  const count = numbers.filter((number) => number?.[0] === prefix).length;
  if (prefix === undefined) return null;
  for (const { name, meta } of fieldsOf(definition.params)) {
    const value = version.params[name];
    const written = node.params?.[name];
    const longer =
      Array.isArray(value) && value.length === count
        ? [...((written as readonly unknown[] | undefined) ?? value), nextEntry(value, meta.type)]
        : value === count && (written === undefined || typeof written === 'number')
          ? count + 1
          : undefined;
    if (longer === undefined) continue;
    const edit: Edit = { type: 'set-params', graph, id, params: { [name]: longer } };
    const port = `${prefix}${count}`;
    if (hasInput(applyEdit(document, edit), graph, id, port)) return { edit, port };
  }
  return null;
}

/** A weight like the last; a row by its number. */
function nextEntry(list: readonly unknown[], type: string): unknown {
  return type === 'texts' ? `${list.length + 1}` : (list.at(-1) ?? 1);
}

function hasInput(document: Document, graph: GraphId, id: string, port: string): boolean {
  const node = own(graphOf(document, graph)?.nodes ?? {}, id);
  const version = node && versionOf(document, node, scopeOn(document, graph));
  return version?.isSound === true && version.ports.inputs.some(({ name }) => name === port);
}

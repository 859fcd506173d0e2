/** Edits of the parameters of a document and of its blocks; expressions follow a renamed one. */
import type { Document, Graph, Parameter } from '../../graph-schemas/document.ts';
import { isUseOf } from './edit-graph.ts';
import { renameInExpression } from './expression-print.ts';
import { blockId, nameOf, own } from './graph-of.ts';
import { isPlain, mapNumerics } from './numerics.ts';
import { isParameterName } from './parameter-name.ts';
import { mapRecord, renameKey, withGraphs, withNodes, without } from './update.ts';

export function setParameter(document: Document, name: string, parameter: Parameter): Document {
  if (!own(document.parameters, name) && !isParameterName(name)) return document;
  return { ...document, parameters: { ...document.parameters, [name]: parameter } };
}

/** Profiles forget it too; expressions that use it become problems. */
export function removeParameter(document: Document, name: string): Document {
  if (!own(document.parameters, name)) return document;
  const parameters = without(document.parameters, name);
  const profiles = withProfiles(document, (values) =>
    Object.hasOwn(values, name) ? without(values, name) : values,
  );
  return { ...document, parameters, ...profiles };
}

export function renameParameter(document: Document, from: string, to: string): Document {
  if (!own(document.parameters, from) || !isFreeName(document, to)) return document;
  const parameters = renameKey(document.parameters, from, to);
  const profiles = withProfiles(document, (values) =>
    Object.hasOwn(values, from) ? renameKey(values, from, to) : values,
  );
  const follow = (text: string) => renameInExpression(text, from, to);
  const training = mapRecord<unknown>(document.training, (value) =>
    typeof value === 'string' ? follow(value) : value,
  ) as Document['training'];
  return withGraphs({ ...document, parameters, ...profiles, training }, (graph, id) => {
    const block = id.startsWith('blocks.') ? own(document.blocks ?? {}, nameOf(id)) : undefined;
    const isHidden = from === 'i' || own(block?.parameters ?? {}, from) !== undefined;
    return block && isHidden ? graph : withExpressions(graph, follow);
  });
}

/** It may bear the name of a parameter of the document, which it then hides in the block. */
export function setBlockParameter(
  document: Document,
  block: string,
  name: string,
  parameter: Parameter,
): Document {
  const found = own(document.blocks ?? {}, block);
  if (!found || !(own(found.parameters ?? {}, name) || isParameterName(name))) return document;
  const parameters = { ...found.parameters, [name]: parameter };
  return { ...document, blocks: { ...document.blocks, [block]: { ...found, parameters } } };
}

/** The new name may be nobody else's: as one of the document's it would hide that from the block's own expressions. */
export function renameBlockParameter(
  document: Document,
  block: string,
  from: string,
  to: string,
): Document {
  const found = own(document.blocks ?? {}, block);
  const parameters = found?.parameters ?? {};
  const isFree = isParameterName(to) && !own(parameters, to) && !own(document.parameters, to);
  if (!found || !own(parameters, from) || !isFree) return document;
  const renamed = { ...found, parameters: renameKey(parameters, from, to) };
  const inside = withExpressions(renamed, (text) => renameInExpression(text, from, to));
  const blocks = { ...document.blocks, [block]: { ...renamed, ...inside } };
  return withGraphs({ ...document, blocks }, (graph) =>
    withNodes(graph, (node) => {
      const given = node.params?.arguments;
      if (!isUseOf(node, blockId(block)) || !isPlain(given) || !Object.hasOwn(given, from)) {
        return node;
      }
      return { ...node, params: { ...node.params, arguments: renameKey(given, from, to) } };
    }),
  );
}

/** Expressions of the block that use it see the document's parameter of that name, or become problems. */
export function removeBlockParameter(document: Document, block: string, name: string): Document {
  const found = own(document.blocks ?? {}, block);
  if (!found?.parameters || !own(found.parameters, name)) return document;
  const parameters = without(found.parameters, name);
  const isEmpty = Object.keys(parameters).length === 0;
  const changed = { ...without(found, 'parameters'), ...(isEmpty ? {} : { parameters }) };
  const blocks = { ...document.blocks, [block]: changed };
  return withGraphs({ ...document, blocks }, (graph) =>
    withNodes(graph, (node) => {
      const given = node.params?.arguments;
      if (!isUseOf(node, blockId(block)) || !isPlain(given) || !Object.hasOwn(given, name)) {
        return node;
      }
      return { ...node, params: { ...node.params, arguments: without(given, name) } };
    }),
  );
}

/** A name that expressions can hold, and that no other parameter has. */
function isFreeName(document: Document, name: string): boolean {
  const inBlocks = Object.values(document.blocks ?? {}).map(({ parameters }) => parameters ?? {});
  const isTaken = [document.parameters, ...inBlocks].some((names) => Object.hasOwn(names, name));
  return !isTaken && isParameterName(name);
}

function withProfiles(
  { profiles }: Document,
  change: (values: Record<string, number>) => Record<string, number>,
): Pick<Document, 'profiles'> {
  if (!profiles) return {};
  return {
    profiles: mapRecord(profiles, (profile) => {
      const values = change(profile.values);
      return values === profile.values ? profile : { ...profile, values };
    }),
  };
}

function withExpressions(graph: Graph, follow: (text: string) => string): Graph {
  return withNodes(graph, (node) =>
    mapNumerics(node, (value) => (typeof value === 'string' ? follow(value) : value)),
  );
}

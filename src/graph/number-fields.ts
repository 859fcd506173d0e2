/** Every number or expression that a document holds, with its place; and documents with some of them replaced. */
import type { Document, Graph } from '../../graph-schemas/document.ts';
import type { Numeric } from '../../graph-schemas/primitives.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { type Field, fieldsOf } from '../nodes/fields/describe.ts';
import type { Edit } from './edit-types.ts';
import { parseExpression } from './expression.ts';
import { graphIds, graphOf, nameOf, own } from './graph-of.ts';
import type { GraphId } from './problem.ts';

export interface NumberField {
  /** Null for a number of the training. */
  readonly graph: GraphId | null;
  readonly node: string | null;
  /** From the parameter of the node inwards: `["padding", "top"]`, `["shape", 0]`. */
  readonly path: readonly (string | number)[];
  /** The name of the innermost field, and its label in the catalog. */
  readonly name: string;
  readonly label: string;
  readonly written: number | string;
}

type Plain = Readonly<Record<string, unknown>>;
type Path = NumberField['path'];

/** As the document says them: what stands at its default is not there. */
export function numberFields(document: Document): readonly NumberField[] {
  return groupsOf(document).flatMap(({ fields }) => fields);
}

interface Group {
  readonly graph: GraphId | null;
  readonly fields: readonly NumberField[];
  /** Expressions by the names that they use. */
  readonly byName: ReadonlyMap<string, readonly NumberField[]>;
}

/** What does not change keeps what it holds: the question comes again with every edit. */
const groups = new WeakMap<Graph | Document['training'], Group>();

/** By canvas, then those of the training. */
function groupsOf(document: Document): readonly Group[] {
  const { training } = document;
  const ofGraphs = graphIds(document).flatMap((id) => {
    const graph = graphOf(document, id);
    return graph ? [groupOf(graph, id, () => fieldsOfGraph(id, graph))] : [];
  });
  return [...ofGraphs, groupOf(training, null, () => fieldsOfTraining(training))];
}

function groupOf(
  of: Graph | Document['training'],
  graph: GraphId | null,
  read: () => readonly NumberField[],
): Group {
  const before = groups.get(of);
  if (before?.graph === graph) return before;
  const fields = read();
  const group = { graph, fields, byName: byName(fields) };
  groups.set(of, group);
  return group;
}

function fieldsOfGraph(graph: GraphId, { nodes }: Graph): readonly NumberField[] {
  return Object.entries(nodes).flatMap(([node, { kind, params }]) =>
    params ? numbersOf(kind, params).map((number) => ({ graph, node, ...number })) : [],
  );
}

function fieldsOfTraining(training: Document['training']): readonly NumberField[] {
  return Object.entries(training).flatMap(([name, written]) =>
    isNumeric(written) && name !== 'seed'
      ? [{ graph: null, node: null, path: [name], name, label: name, written }]
      : [],
  );
}

function byName(fields: readonly NumberField[]): Group['byName'] {
  const uses = new Map<string, NumberField[]>();
  for (const field of fields) {
    const parsed = typeof field.written === 'string' ? parseExpression(field.written) : null;
    for (const name of new Set(parsed?.ok ? parsed.names : [])) {
      const known = uses.get(name);
      if (known) known.push(field);
      else uses.set(name, [field]);
    }
  }
  return uses;
}

type Found = Omit<NumberField, 'graph' | 'node'>;

/** By the parameters of one node: most of a canvas stays as it is when the canvas changes. */
const known = new WeakMap<object, { readonly kind: string; readonly found: readonly Found[] }>();

function numbersOf(kind: string, params: Plain): readonly Found[] {
  const before = known.get(params);
  if (before?.kind === kind) return before.found;
  const found: Found[] = [];
  const definition = definitionOf(kind);
  if (definition) {
    walk(fieldsOf(definition.params), params, [], (path, name, label, written) =>
      found.push({ path, name, label, written }),
    );
  }
  known.set(params, { kind, found });
  return found;
}

/** Where a parameter is used: `block` is null for one of the document's own. */
export function usesOfParameter(
  document: Document,
  block: string | null,
  name: string,
): readonly NumberField[] {
  return groupsOf(document).flatMap(({ graph, byName }) => {
    const inBlock = graph?.startsWith('blocks.') ? nameOf(graph) : null;
    const isHidden =
      inBlock !== null &&
      own(own(document.blocks ?? {}, inBlock)?.parameters ?? {}, name) !== undefined;
    // What a use gives for a parameter of its block is evaluated on the canvas of the use.
    if (block === null ? isHidden : inBlock !== block) return [];
    const uses = byName.get(name) ?? [];
    return name === 'i' ? uses.filter(({ path }) => path[0] !== 'arguments') : uses;
  });
}

/** Numbers equal to one, in fields of the same name. */
export function equalNumbers(
  document: Document,
  name: string,
  value: number,
): readonly NumberField[] {
  return numberFields(document).filter((field) => field.name === name && field.written === value);
}

/** One edit for each node (and one for the training) that writes `text` at all the places. */
export function replaceNumbers(
  document: Document,
  places: readonly NumberField[],
  text: Numeric,
): readonly Edit[] {
  const byNode = new Map<string, { readonly first: NumberField; readonly paths: Path[] }>();
  for (const place of places) {
    const key = `${place.graph}/${place.node}`;
    const group = byNode.get(key) ?? { first: place, paths: [] };
    group.paths.push(place.path);
    byNode.set(key, group);
  }
  return [...byNode.values()].map(({ first: { graph, node }, paths }): Edit => {
    if (graph === null || node === null) {
      const training = paths.reduce((all, path) => withValue(all, path, text), document.training);
      return { type: 'set-training', training };
    }
    const before = graphOf(document, graph)?.nodes[node]?.params ?? {};
    const after = paths.reduce<Plain>((all, path) => withValue(all, path, text), before);
    const names = new Set(paths.map(([name = '']) => String(name)));
    const params = Object.fromEntries([...names].map((name) => [name, after[name]]));
    return { type: 'set-params', graph, id: node, params };
  });
}

function withValue<T>(value: T, [key, ...rest]: Path, text: Numeric): T {
  if (key === undefined) return text as T;
  if (Array.isArray(value)) {
    return value.with(Number(key), withValue(value[Number(key)], rest, text)) as T;
  }
  return { ...value, [key]: withValue((value as Plain)[key], rest, text) };
}

type Visit = (path: Path, name: string, label: string, written: number | string) => void;

function walk(fields: readonly Field[], values: Plain, path: Path, visit: Visit): void {
  for (const { name, meta, variants } of fields) {
    const value = own(values, name);
    const here = [...path, name];
    const tagged = (item: unknown, at: Path) => {
      if (isPlain(item)) walk(variants.get(String(item.type)) ?? [], item, at, visit);
    };
    if (meta.type === 'numeric') {
      if (isNumeric(value)) visit(here, name, meta.label, value);
    } else if (meta.type === 'numerics' || meta.type === 'schedules') {
      for (const [at, item] of Array.isArray(value) ? value.entries() : []) {
        if (isNumeric(item)) visit([...here, at], name, meta.label, item);
        else tagged(item, [...here, at]);
      }
    } else if (meta.type === 'variant') {
      tagged(value, here);
    } else if (meta.type === 'arguments' && isPlain(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (isNumeric(item)) visit([...here, key], key, key, item);
      }
    }
  }
}

const isNumeric = (value: unknown): value is number | string =>
  typeof value === 'number' || typeof value === 'string';

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Document → text: fields in the order of the schema, entries of records in their own, so that diffs stay small. */
import {
  Block,
  Document,
  Edge,
  Graph,
  GraphNode,
  Note,
  Parameter,
  Profile,
  Reference,
  Training,
} from '../../graph-schemas/document.ts';

export function writeDocument(document: Document): string {
  return `${stringify(ordered(document), '')}\n`;
}

type Plain = Readonly<Record<string, unknown>>;
type Order = (value: never) => unknown;

const fields = (schema: { readonly shape: Plain }) => Object.keys(schema.shape);

function pick(value: Plain, order: readonly string[], inner: Readonly<Record<string, Order>> = {}) {
  const result: Record<string, unknown> = {};
  for (const name of order) {
    if (value[name] === undefined) continue;
    result[name] = inner[name] ? inner[name](value[name] as never) : value[name];
  }
  return result;
}

const each = (order: Order) => (record: Plain) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, order(value as never)]));
const all = (order: Order) => (list: readonly unknown[]) =>
  list.map((item) => order(item as never));

const node = (value: Plain) => pick(value, fields(GraphNode));
const edge = (value: Plain) => pick(value, fields(Edge));
const note = (value: Plain) => pick(value, fields(Note));
const parameter = (value: Plain) => pick(value, fields(Parameter));
const profile = (value: Plain) => pick(value, fields(Profile));
const reference = (value: Plain) => pick(value, fields(Reference));
const graphParts = { nodes: each(node), edges: all(edge), notes: all(note) };
const graph = (value: Plain) => pick(value, fields(Graph), graphParts);
const block = (value: Plain) =>
  pick(value, fields(Block), { ...graphParts, parameters: each(parameter) });
const training = (value: Plain) => pick(value, fields(Training));

function ordered(document: Document): unknown {
  return pick(document, fields(Document), {
    references: all(reference),
    parameters: each(parameter),
    profiles: each(profile),
    networks: each(graph),
    blocks: each(block),
    objective: graph,
    training,
  });
}

const LINE = 100;

/** JSON with short objects and lists on one line; `before` and `after` are what else stands there. */
function stringify(value: unknown, indent: string, before = 0, after = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const flat = inline(value);
  if (!isList(value) && indent.length + before + flat.length + after <= LINE && indent !== '') {
    return flat;
  }
  const deeper = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((item) => ['', item] as const)
    : Object.entries(value).map(([key, item]) => [`${JSON.stringify(key)}: `, item] as const);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  const lines = entries.map(([key, item], at) => {
    const comma = at < entries.length - 1 ? 1 : 0;
    return `${deeper}${key}${stringify(item, deeper, key.length, comma)}`;
  });
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/** Several things of several parts each read better below one another. */
function isList(value: object): boolean {
  const parts = (item: unknown) =>
    typeof item === 'object' && item !== null ? Object.keys(item).length : 0;
  return Array.isArray(value) && value.length > 1 && value.every((item) => parts(item) > 1);
}

function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

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

/** JSON with short objects and lists on one line. */
function stringify(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const flat = inline(value);
  if (flat.length + indent.length <= LINE && (indent.length > 2 || Array.isArray(value)))
    return flat;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => deeper + stringify(item, deeper)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const lines = entries.map(
    ([key, item]) => `${deeper}${JSON.stringify(key)}: ${stringify(item, deeper)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

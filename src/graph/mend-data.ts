/**
 * Fits parsed JSON to the schema of documents by the least that does it, and tells each step. Walks the schema
 * itself, so it knows whatever fields that has.
 */
import { z } from 'zod';
import { FORMAT, VERSION } from '../../graph-schemas/document.ts';
import { Id } from '../../graph-schemas/primitives.ts';
import { emptyDocument } from './edit.ts';
import type { Repair } from './repair-types.ts';
import { show } from './resolve-params.ts';

type Plain = Readonly<Record<string, unknown>>;
type Schema = z.core.$ZodType;
type Path = readonly string[];
type Mended = { readonly value: unknown } | null;

const empty = emptyDocument('Untitled');

/** What stands in for a value that must be there, by the end of its path. */
function standIn(path: Path, parent: Plain): unknown {
  const [field = '', holder = ''] = [path[path.length - 1], path[path.length - 2]];
  if (path.length === 1 && Object.hasOwn(empty, field)) return empty[field as keyof typeof empty];
  if (holder === 'training') return { batchSize: 64, seed: 1 }[field];
  if (field === 'value' && path.includes('parameters'))
    return typeof parent.min === 'number' ? parent.min : 1;
  if (field === 'values') return {};
  // A canvas without nodes or wires; not a node's own fields of that name.
  const isCanvas = path.length === 2 || path.length === 3;
  if (isCanvas && field === 'nodes') return {};
  if (isCanvas && field === 'edges') return [];
  return undefined;
}

const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function mendData(schema: Schema, raw: unknown, tell: (repair: Repair) => void): unknown {
  return mend(schema, raw, [], tell)?.value ?? null;
}

function mend(schema: Schema, value: unknown, path: Path, tell: (repair: Repair) => void): Mended {
  if (z.safeParse(schema, value).success) return { value };
  if (schema instanceof z.ZodOptional) return mend(schema.def.innerType, value, path, tell);
  if (schema instanceof z.ZodObject) return mendObject(schema, value, path, tell);
  if (schema instanceof z.ZodRecord) return mendRecord(schema, value, path, tell);
  if (schema instanceof z.ZodArray) return mendList(schema, value, path, tell);
  if (schema instanceof z.ZodString && typeof value === 'string') {
    const { maxLength } = schema;
    if (maxLength === null || value.length <= maxLength) return null;
    tell({ type: 'shortened', path: path.join('.'), to: maxLength });
    return { value: value.slice(0, maxLength) };
  }
  return null;
}

function mendObject(
  schema: z.ZodObject,
  value: unknown,
  path: Path,
  tell: (repair: Repair) => void,
): Mended {
  if (!isObject(value)) return null;
  const { shape } = schema.def;
  const told: Repair[] = [];
  const note = (repair: Repair) => void told.push(repair);
  for (const name of Object.keys(value))
    if (!Object.hasOwn(shape, name)) note({ type: 'unknown', path: [...path, name].join('.') });
  const parts = 'edges' in shape ? withKnownEnds(value) : value;
  const result: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(shape)) {
    const at = [...path, name];
    const isThere = Object.hasOwn(parts, name);
    const isOptional = inner instanceof z.ZodOptional;
    if (!isThere && isOptional) continue;
    const mended = isThere ? mend(inner, parts[name], at, note) : null;
    if (mended) {
      result[name] = mended.value;
      continue;
    }
    const found = isThere ? show(parts[name]) : '';
    if (isOptional) {
      note({ type: 'dropped', path: at.join('.'), found });
      continue;
    }
    const to = standIn(at, parts);
    if (to === undefined) return null;
    result[name] = to;
    note({ type: 'reset', path: at.join('.'), found, to: show(to) });
  }
  const whole = path[path.length - 1] === 'training' ? oneLength(result, path, note) : result;
  if (!z.safeParse(schema, whole).success) return null;
  for (const repair of told) tell(repair);
  return { value: whole };
}

/** Of steps and epochs there is exactly one. */
function oneLength(training: Plain, path: Path, tell: (repair: Repair) => void): Plain {
  const { steps, epochs } = training;
  if (steps !== undefined && epochs !== undefined) {
    tell({ type: 'dropped', path: [...path, 'epochs'].join('.'), found: show(epochs) });
    const { epochs: _, ...rest } = training;
    return rest;
  }
  if (steps !== undefined || epochs !== undefined) return training;
  tell({ type: 'reset', path: [...path, 'steps'].join('.'), found: '', to: '1000' });
  return { ...training, steps: 1000 };
}

/** Wires follow nodes whose names will have to change. */
function withKnownEnds(graph: Plain): Plain {
  const { nodes, edges } = graph;
  if (!isObject(nodes) || !Array.isArray(edges)) return graph;
  const names = newNames(Object.keys(nodes));
  if (names.size === 0) return graph;
  const follow = (end: unknown) => {
    if (typeof end !== 'string') return end;
    const [node] = [...names.keys()].filter((name) => end.startsWith(`${name}.`));
    return node === undefined ? end : `${names.get(node)}${end.slice(node.length)}`;
  };
  return {
    ...graph,
    edges: edges.map((edge) =>
      isObject(edge) ? { ...edge, from: follow(edge.from), to: follow(edge.to) } : edge,
    ),
  };
}

/** Names that are none, each with one that is and that nothing else has. */
function newNames(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(names);
  const found = new Map<string, string>();
  for (const name of names) {
    if (Id.safeParse(name).success) continue;
    const base = (
      name.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^[^A-Za-z]+/, '') || 'unnamed'
    ).slice(0, 56);
    let next = base;
    for (let count = 2; taken.has(next); count++) next = `${base}${count}`;
    taken.add(next);
    found.set(name, next);
  }
  return found;
}

function mendRecord(
  schema: z.ZodRecord,
  value: unknown,
  path: Path,
  tell: (repair: Repair) => void,
): Mended {
  if (!isObject(value)) return null;
  const { valueType } = schema.def;
  const names = newNames(Object.keys(value));
  const entries = Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
    const to = names.get(name) ?? name;
    const at = [...path, name];
    const mended = mend(valueType, item, at, tell);
    if (!mended) {
      tell({ type: 'entry', path: at.join('.'), found: show(item) });
      return [];
    }
    if (to !== name) tell({ type: 'renamed', path: at.join('.'), from: name, to });
    return [[to, mended.value]];
  });
  return { value: Object.fromEntries(entries) };
}

function mendList(
  schema: z.ZodArray,
  value: unknown,
  path: Path,
  tell: (repair: Repair) => void,
): Mended {
  if (!Array.isArray(value)) return null;
  const items = value.flatMap((item, index): unknown[] => {
    const at = [...path, `${index}`];
    const mended = mend(schema.def.element, item, at, tell);
    if (mended) return [mended.value];
    tell({ type: 'entry', path: at.join('.'), found: show(item) });
    return [];
  });
  return z.safeParse(schema, items).success ? { value: items } : null;
}

/** The document, as far as one can tell that it was one. */
export function looksLikeDocument(raw: unknown): raw is Plain {
  if (!isObject(raw)) return false;
  if (raw.format === FORMAT) return true;
  const isWhole = (part: unknown) => isObject(part) && isObject(part.nodes);
  return isWhole(raw.objective) && isObject(raw.networks) && (raw.version ?? VERSION) === VERSION;
}

/**
 * A damaged file → a document, and the list of what was done for it: what cannot be read is taken out or set to a
 * default, wires without ends go, names that are none are changed. What can be read and is merely wrong (unknown
 * kinds, shapes that do not fit) stays: the Problems panel tells of it.
 */
import { Document, VERSION } from '../../graph-schemas/document.ts';
import { type Json, MIGRATORS, migrate } from '../../graph-schemas/migrations.ts';
import { FORBIDDEN, guardJson, LIMITS } from './json-guard.ts';
import { measureJson } from './json-text.ts';
import { looksLikeDocument, mendData } from './mend-data.ts';
import { mendJson } from './mend-json.ts';
import type { Problem } from './problem.ts';
import { readDocument, readJson } from './read.ts';
import type { Repair } from './repair-types.ts';

export interface RepairResult {
  /** Reads without a problem. */
  readonly document: Document | null;
  /** In the order of the file, as far as it goes. */
  readonly repairs: readonly Repair[];
  /** Why there is no document. */
  readonly problems: readonly Problem[];
}

export function repairDocument(source: string): RepairResult {
  const refused = (): RepairResult => {
    const { problems } = readDocument(source);
    return { document: null, repairs: [], problems };
  };
  const text = source.replace(/^\uFEFF/, '');
  if (text.length > LIMITS.characters) return refused();
  const size = measureJson(text, LIMITS.depth + 1, LIMITS.values);
  if (size.depth > LIMITS.depth + 1 || size.values > LIMITS.values) return refused();
  const json = mendJson(text);
  if (!json) return refused();
  const repairs: Repair[] = [...json.repairs];
  const tell = (repair: Repair) => void repairs.push(repair);
  const raw = withoutForbidden(JSON.parse(json.text), [], tell);
  if (!looksLikeDocument(raw) || guardJson(raw)) return refusedFor(raw, refused);
  const current = migrated(raw, tell);
  if (!current) return refusedFor(raw, refused);
  const mended = mendData(Document, current, tell);
  const { document, problems } = readJson(mended);
  if (!document) return { document: null, repairs: [], problems };
  return { document: withoutLooseWires(document, tell), repairs, problems: [] };
}

/** The problems of the data, where the text had to be mended to see them. */
function refusedFor(raw: unknown, refused: () => RepairResult): RepairResult {
  const { document, problems } = readJson(raw);
  return document || problems.length === 0 ? refused() : { document: null, repairs: [], problems };
}

/** Null for documents of a version to come. */
function migrated(raw: Json, tell: (repair: Repair) => void): Json | null {
  const { version } = raw;
  const isKnown = typeof version === 'number' && Number.isInteger(version) && version >= 1;
  if (isKnown && version > VERSION) return null;
  // What is no version at all is mended with the other fields.
  if (!isKnown || version === VERSION || MIGRATORS.length === 0) return raw;
  const result = migrate(raw);
  if (!result.ok) return null;
  tell({ type: 'migrated', from: version, to: VERSION });
  return result.document;
}

/** Keys that no document may hold, and numbers too large for one. */
function withoutForbidden(
  value: unknown,
  path: readonly string[],
  tell: (repair: Repair) => void,
): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    tell({ type: 'reset', path: path.join('.'), found: String(value), to: 'null' });
    return null;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, at) => withoutForbidden(item, [...path, `${at}`], tell));
  const entries = Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
    if (!FORBIDDEN.has(name)) return [[name, withoutForbidden(item, [...path, name], tell)]];
    tell({ type: 'unknown', path: [...path, name].join('.') });
    return [];
  });
  return Object.fromEntries(entries);
}

/** Wires that end at nodes that are not there. The same document where it has none. */
export function withoutLooseWires(document: Document, hear: (repair: Repair) => void): Document {
  let isSame = true;
  const tell = (repair: Repair) => {
    isSame = false;
    hear(repair);
  };
  const mend = <T extends Document['objective']>(graph: T, path: string): T => {
    const isThere = (end: string) => Object.hasOwn(graph.nodes, end.slice(0, end.indexOf('.')));
    const edges = graph.edges.filter(({ from, to }, at) => {
      if (isThere(from) && isThere(to)) return true;
      tell({ type: 'wire', path: `${path}.edges.${at}`, wire: `${from} → ${to}` });
      return false;
    });
    return edges.length === graph.edges.length ? graph : { ...graph, edges };
  };
  const all = <T extends Document['objective']>(
    graphs: Readonly<Record<string, T>>,
    path: string,
  ) =>
    Object.fromEntries(
      Object.entries(graphs).map(([name, graph]) => [name, mend(graph, `${path}.${name}`)]),
    );
  const next = {
    ...document,
    networks: all(document.networks, 'networks'),
    ...(document.blocks ? { blocks: all(document.blocks, 'blocks') } : {}),
    objective: mend(document.objective, 'objective'),
  };
  return isSame ? document : next;
}

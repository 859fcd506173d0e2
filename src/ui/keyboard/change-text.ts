/** What differs between two documents, as a sentence for screen readers. Pure. */
import type { Document, Edge, Graph, GraphNode } from '../../../graph-schemas/document.ts';
import { graphIds, graphOf } from '../../graph/graph-of.ts';
import type { Texts } from '../texts/english.ts';

type Words = Texts['keyboard']['changes'];

const MOST_NAMED = 3;
const MOST_CLAUSES = 4;

/** Null where nothing differs. */
export function changeText(before: Document, after: Document, words: Words): string | null {
  if (before === after) return null;
  const clauses = [
    ...tableClauses(before.networks, after.networks, words.network, words.networkGone),
    ...tableClauses(before.blocks ?? {}, after.blocks ?? {}, words.block, words.blockGone),
    ...parameterClauses(before, after, words),
    ...graphIds(after).flatMap((id) => {
      const [old, now] = [graphOf(before, id), graphOf(after, id)];
      return old && now && old !== now ? graphClauses(old, now, words) : [];
    }),
  ];
  return clauses.length === 0 ? words.some : clauses.slice(0, MOST_CLAUSES).join(', ');
}

function tableClauses(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  made: (name: string) => string,
  gone: (name: string) => string,
): readonly string[] {
  return [
    ...Object.keys(after).flatMap((name) => (Object.hasOwn(before, name) ? [] : [made(name)])),
    ...Object.keys(before).flatMap((name) => (Object.hasOwn(after, name) ? [] : [gone(name)])),
  ];
}

function parameterClauses(before: Document, after: Document, words: Words): readonly string[] {
  if (before.parameters === after.parameters) return [];
  return Object.entries(after.parameters).flatMap(([name, { value, label }]) =>
    before.parameters[name]?.value === value ? [] : [words.parameter(label ?? name, String(value))],
  );
}

function graphClauses(before: Graph, after: Graph, words: Words): readonly string[] {
  const added = Object.keys(after.nodes).filter((id) => !Object.hasOwn(before.nodes, id));
  const removed = Object.keys(before.nodes).filter((id) => !Object.hasOwn(after.nodes, id));
  const names = new Map<string, string>();
  for (const from of removed) {
    const to = added.find((id) => after.nodes[id] === before.nodes[from]);
    if (to !== undefined) names.set(from, to);
  }
  const isNew = (id: string) => ![...names.values()].includes(id);
  return [
    ...[...names].map(([from, to]) => words.renamed(from, to)),
    ...listed(added.filter(isNew), words.added, words.nodesAdded),
    ...listed(
      removed.filter((id) => !names.has(id)),
      words.removed,
      words.nodesRemoved,
    ),
    ...wireClauses(before, after, names, words),
    ...nodeClauses(before, after, words),
    ...(before.notes === after.notes ? [] : [words.notes]),
  ];
}

function listed(
  ids: readonly string[],
  named: (ids: string) => string,
  counted: (count: number) => string,
): readonly string[] {
  if (ids.length === 0) return [];
  return [ids.length <= MOST_NAMED ? named(ids.join(', ')) : counted(ids.length)];
}

/** Wires that came or went with the nodes at their ends are not told. */
function wireClauses(
  before: Graph,
  after: Graph,
  names: ReadonlyMap<string, string>,
  words: Words,
): readonly string[] {
  if (before.edges === after.edges) return [];
  const renamed = (ref: string) => {
    const dot = ref.indexOf('.');
    const node = ref.slice(0, dot);
    return `${names.get(node) ?? node}${ref.slice(dot)}`;
  };
  const key = ({ from, to }: Edge) => `${from}>${to}`;
  const old = before.edges.map(({ from, to }) => ({ from: renamed(from), to: renamed(to) }));
  const [had, has] = [new Set(old.map(key)), new Set(after.edges.map(key))];
  const stands = ({ from, to }: Edge) =>
    [from, to].every((ref) => Object.hasOwn(after.nodes, ref.slice(0, ref.indexOf('.'))));
  const made = after.edges.filter((edge) => !had.has(key(edge)));
  const cut = old.filter((edge) => !has.has(key(edge)) && stands(edge));
  // A wire that took the place of another says enough.
  const lost = cut.filter(({ to }) => !made.some((edge) => edge.to === to));
  return [
    ...wires(made, words.connected, words.wiresAdded),
    ...wires(lost, words.disconnected, words.wiresRemoved),
  ];
}

function wires(
  edges: readonly Edge[],
  named: (from: string, to: string) => string,
  counted: (count: number) => string,
): readonly string[] {
  if (edges.length > MOST_NAMED) return [counted(edges.length)];
  return edges.map(({ from, to }) => named(from, to));
}

function nodeClauses(before: Graph, after: Graph, words: Words): readonly string[] {
  if (before.nodes === after.nodes) return [];
  let moved = 0;
  const clauses: string[] = [];
  for (const [id, node] of Object.entries(after.nodes)) {
    const old = before.nodes[id];
    if (!old || old === node) continue;
    const own = paramClauses(id, old, node, words);
    if (own.length > 0) clauses.push(...own);
    else if (old.kind !== node.kind || old.title !== node.title) clauses.push(words.changed(id));
    else if (old.at !== node.at) moved += 1;
  }
  return moved > 0 ? [...clauses, words.moved(moved)] : clauses;
}

function paramClauses(
  id: string,
  { params: old = {} }: GraphNode,
  { params: now = {} }: GraphNode,
  words: Words,
): readonly string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((field) => {
    const [a, b] = [old[field], now[field]];
    if (JSON.stringify(a) === JSON.stringify(b)) return [];
    if (b === undefined) return [words.reset(id, field)];
    return [words.set(id, field, typeof b === 'object' ? JSON.stringify(b) : String(b))];
  });
}

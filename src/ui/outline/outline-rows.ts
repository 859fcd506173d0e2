/** The document as the rows of a tree: objective, networks, blocks, parameters, and the nodes inside. Pure. */
import type { Document } from '../../../graph-schemas/document.ts';
import { blockId, graphOf, networkId } from '../../graph/graph-of.ts';
import type { GraphId, Problem } from '../../graph/problem.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import type { Group } from '../../nodes/define.ts';

export interface OutlineRow {
  /** `networks`, `networks.G`, `networks.G/conv`, `parameters.ngf`. */
  readonly key: string;
  readonly level: number;
  readonly type: 'section' | 'graph' | 'node' | 'parameter';
  /** Of a canvas or a node on it. */
  readonly graph: GraphId | null;
  readonly node: string | null;
  readonly name: string;
  /** What stands beside the name: the kind of a node, the value of a parameter. */
  readonly detail: string;
  readonly group: Group | null;
  /** Null where nothing can be inside. */
  readonly isOpen: boolean | null;
  readonly errors: number;
  readonly warnings: number;
  /** Among its siblings, from 1, and how many these are. */
  readonly position: number;
  readonly siblings: number;
}

export interface OutlineWords {
  readonly objective: string;
  readonly networks: string;
  readonly blocks: string;
  readonly parameters: string;
  kind(kind: string): string;
}

interface Branch extends Omit<OutlineRow, 'level' | 'isOpen' | 'position' | 'siblings'> {
  readonly inside: readonly Branch[] | null;
}

export function outlineRows(
  document: Document,
  problems: readonly Problem[],
  open: ReadonlySet<string>,
  query: string,
  words: OutlineWords,
): readonly OutlineRow[] {
  const text = query.trim().toLowerCase();
  const branches = branchesOf(document, countsOf(problems), words);
  const rows: OutlineRow[] = [];
  const add = (siblings: readonly Branch[], level: number) => {
    for (const [at, { inside, ...branch }] of siblings.entries()) {
      const isOpen = inside === null ? null : text !== '' || open.has(branch.key);
      rows.push({ ...branch, level, isOpen, position: at + 1, siblings: siblings.length });
      if (inside && isOpen) add(inside, level + 1);
    }
  };
  add(text === '' ? branches : branches.flatMap((branch) => matching(branch, text)), 1);
  return rows;
}

/** The branch with what matches in it; all of it where its own name does. */
function matching(branch: Branch, text: string): readonly Branch[] {
  const isIt =
    branch.type !== 'section' &&
    [branch.name, branch.detail, branch.node ?? ''].some((one) => one.toLowerCase().includes(text));
  if (isIt) return [branch];
  const inside = branch.inside?.flatMap((child) => matching(child, text)) ?? [];
  return inside.length > 0 ? [{ ...branch, inside }] : [];
}

interface Count {
  readonly errors: number;
  readonly warnings: number;
}
const NONE: Count = { errors: 0, warnings: 0 };

/** By canvas, by node, by parameter. */
function countsOf(problems: readonly Problem[]): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  const count = (key: string, severity: Problem['severity']) => {
    const { errors, warnings } = counts.get(key) ?? NONE;
    const isError = severity === 'error';
    counts.set(key, { errors: errors + Number(isError), warnings: warnings + Number(!isError) });
  };
  for (const { severity, where } of problems) {
    if (where.graph) count(where.graph, severity);
    if (where.graph && where.node !== undefined) count(`${where.graph}/${where.node}`, severity);
    const [, parameter] = /^parameters\.([^.]+)/.exec(where.graph ? '' : (where.field ?? '')) ?? [];
    if (parameter !== undefined) count(`parameters.${parameter}`, severity);
  }
  return counts;
}

function branchesOf(
  document: Document,
  counts: ReadonlyMap<string, Count>,
  words: OutlineWords,
): readonly Branch[] {
  const graph = (id: GraphId, name: string): Branch => ({
    ...{ key: id, type: 'graph', graph: id, node: null, name, group: null },
    detail: graphOf(document, id)?.label ?? '',
    ...(counts.get(id) ?? NONE),
    inside: nodesOf(document, id, counts, words),
  });
  const section = (key: string, name: string, inside: readonly Branch[]): readonly Branch[] =>
    inside.length === 0
      ? []
      : [
          {
            ...{ key, type: 'section', graph: null, node: null, name, group: null, inside },
            detail: String(inside.length),
            errors: sum(inside, 'errors'),
            warnings: sum(inside, 'warnings'),
          },
        ];
  const networks = Object.keys(document.networks).map((name) => graph(networkId(name), name));
  const blocks = Object.keys(document.blocks ?? {}).map((name) => graph(blockId(name), name));
  const parameters = Object.entries(document.parameters).map(
    ([name, { value }]): Branch => ({
      ...{ key: `parameters.${name}`, type: 'parameter', graph: null, node: null, name },
      ...{ detail: String(value), group: null, inside: null },
      ...(counts.get(`parameters.${name}`) ?? NONE),
    }),
  );
  return [
    graph('objective', words.objective),
    ...section('networks', words.networks, networks),
    ...section('blocks', words.blocks, blocks),
    ...section('parameters', words.parameters, parameters),
  ];
}

function nodesOf(
  document: Document,
  graph: GraphId,
  counts: ReadonlyMap<string, Count>,
  words: OutlineWords,
): readonly Branch[] {
  return Object.entries(graphOf(document, graph)?.nodes ?? {}).map(([node, written]): Branch => {
    const key = `${graph}/${node}`;
    const detail = written.title ?? words.kind(written.kind);
    const group = definitionOf(written.kind)?.group ?? null;
    const count = counts.get(key) ?? NONE;
    return { key, type: 'node', graph, node, name: node, detail, group, ...count, inside: null };
  });
}

const sum = (branches: readonly Branch[], what: keyof Count) =>
  branches.reduce((total, branch) => total + branch[what], 0);

/** The rows that must be open for a row to be seen. */
export function ancestorsOf(key: string): readonly string[] {
  const slash = key.indexOf('/');
  const graph = slash < 0 ? null : key.slice(0, slash);
  const dot = key.indexOf('.');
  const section = dot < 0 ? null : key.slice(0, dot);
  return [section, graph].filter((one) => one !== null);
}

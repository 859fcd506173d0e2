/**
 * What the fields of a document's nodes come to. A block's nodes are evaluated in every use and copy: a field that is not the
 * same in all of them is the list of what it is in each. Shapes are not looked at, so a broken document is evaluated, too.
 */
import type { Document, Graph } from '../../../graph-schemas/document.ts';
import { argumentsOf, scopeOf } from '../block-scope.ts';
import { type CanvasNode, openCanvas } from '../canvas.ts';
import { blockId, networkId, own } from '../graph-of.ts';
import { readParameters } from '../parameters.ts';
import type { GraphId } from '../problem.ts';
import { ProblemList } from '../problem-list.ts';
import type { Params } from '../resolve-params.ts';
import type { Scope } from '../scope.ts';
import type { Written } from './diff-types.ts';
import { isSame } from './match-nodes.ts';
import { flatten } from './written-fields.ts';

/** By path; absent where a node has problems. */
export type EvaluatedFields = ReadonlyMap<string, Written>;

export interface Evaluations {
  fieldsOf(graph: GraphId, node: string): EvaluatedFields;
}

/** As many as an expansion opens. */
const MOST_NODES = 50_000;
const MOST_DEPTH = 32;

export function evaluateDocument(document: Document): Evaluations {
  const walk = new Walk(document);
  const scope = readParameters(document, {}, walk.problems);
  walk.visit('objective', document.objective, scope, []);
  for (const [name, graph] of Object.entries(document.networks))
    walk.visit(networkId(name), graph, scope, []);
  for (const [name, block] of Object.entries(document.blocks ?? {}))
    if (!walk.seen.has(blockId(name)))
      walk.visit(blockId(name), block, scopeOf(block, new Map(), 0, scope), [name]);
  return {
    fieldsOf: (graph, node) => together(walk.seen.get(graph)?.get(node) ?? []),
  };
}

class Walk {
  readonly seen = new Map<GraphId, Map<string, EvaluatedFields[]>>();
  readonly problems = new ProblemList();
  private opened = 0;

  constructor(private readonly document: Document) {}

  /** @param within blocks around it, so that none is opened in itself */
  visit(id: GraphId, graph: Graph, scope: Scope, within: readonly string[]): void {
    const canvas = openCanvas(this.document, id, graph, scope, this.problems);
    this.opened += canvas.nodes.size + 1;
    const places = this.seen.get(id) ?? new Map<string, EvaluatedFields[]>();
    this.seen.set(id, places);
    for (const node of canvas.nodes.values()) {
      if (!node.isSound) continue;
      const copies = isBlock(node) ? this.enter(id, node, scope, within) : [];
      const fields = flat(copies.length > 0 ? { ...node.params, ...givenTo(copies) } : node.params);
      const before = places.get(node.id);
      if (before) before.push(fields);
      else places.set(node.id, [fields]);
    }
  }

  /** Every copy; answers what each is given. */
  private enter(id: GraphId, use: CanvasNode, scope: Scope, within: readonly string[]): Params[] {
    const name = String(use.params.block);
    const block = own(this.document.blocks ?? {}, name);
    if (!block || within.includes(name) || within.length >= MOST_DEPTH) return [];
    const repeat = use.params.repeat as number | null;
    const copies: Params[] = [];
    for (let i = 0; i < (repeat ?? 1) && this.opened < MOST_NODES; i++) {
      const given = argumentsOf(use, id, block, i, scope, this.problems);
      copies.push(Object.fromEntries(given));
      this.visit(blockId(name), block, scopeOf(block, given, i, scope), [...within, name]);
    }
    return copies;
  }
}

const isBlock = ({ definition }: CanvasNode): boolean =>
  definition.family === 'structure' && definition.role === 'block';

const givenTo = (copies: readonly Params[]): Params => ({
  arguments: Object.fromEntries(
    Object.keys(copies[0] ?? {}).map((name) => [name, one(copies.map((copy) => copy[name]))]),
  ),
});

function flat(params: Params): EvaluatedFields {
  const fields = new Map<string, Written>();
  for (const [name, value] of Object.entries(params)) flatten(name, value, fields);
  return fields;
}

function together(places: readonly EvaluatedFields[]): EvaluatedFields {
  const [first] = places;
  if (!first || places.length === 1) return first ?? new Map();
  const names = new Set(places.flatMap((fields) => [...fields.keys()]));
  return new Map([...names].map((name) => [name, one(places.map((fields) => fields.get(name)))]));
}

/** What all say, or the list of what each says. */
function one(values: readonly Written[]): Written {
  return values.every((value) => isSame(value, values[0])) ? values[0] : values;
}

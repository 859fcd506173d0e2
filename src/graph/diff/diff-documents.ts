/**
 * What differs between two documents: parameters, training, and every canvas node by node and wire by wire. Where things
 * stand, notes and words about the document are no difference. Pure.
 */
import type { Document, Graph } from '../../../graph-schemas/document.ts';
import { analyse } from '../analyse.ts';
import type { Facts } from '../facts.ts';
import { nameOf, own } from '../graph-of.ts';
import type { GraphId } from '../problem.ts';
import { diffNodes, diffWires } from './diff-canvas.ts';
import type { CanvasDiff, DocumentDiff, NodeDiff, ValueChange } from './diff-types.ts';
import { type CanvasPair, matchCanvases } from './match-canvases.ts';
import { isSame, matchNodes } from './match-nodes.ts';

/** Evaluated parameters of both documents are used where the documents are sound; a broken one is compared as written. */
export function diffDocuments(before: Document, after: Document): DocumentDiff {
  const pairs = matchCanvases(before, after);
  const names = new Map(
    pairs.flatMap((pair) =>
      pair.before && pair.after ? [[pair.before.id, pair.after.id] as const] : [],
    ),
  );
  const context: Context = {
    before: factsOf(before),
    after: factsOf(after),
    names,
  };
  return {
    names: [before.name, after.name],
    parameters: changedValues(valuesOf(before.parameters), valuesOf(after.parameters)),
    training: changedValues(before.training, after.training),
    canvases: pairs.map((pair) => diffCanvas(pair, before, after, context)),
  };
}

/** Of several documents each is held against one and the same. */
const analysed = new WeakMap<Document, Facts>();

function factsOf(document: Document): Facts {
  const known = analysed.get(document) ?? analyse(document).graphs;
  analysed.set(document, known);
  return known;
}

/** Whether there is any difference. */
export function hasDifference(diff: DocumentDiff): boolean {
  return (
    diff.parameters.length > 0 || diff.training.length > 0 || diff.canvases.some(differsCanvas)
  );
}

export function differsCanvas({ before, after, nodes, wires, parameters }: CanvasDiff): boolean {
  return (
    before === null ||
    after === null ||
    nameOf(before) !== nameOf(after) ||
    parameters.length > 0 ||
    nodes.some(differsNode) ||
    wires.some(({ type }) => type !== 'kept')
  );
}

/** Another id alone is a difference too. */
export function differsNode(node: NodeDiff): boolean {
  return (
    node.type !== 'kept' ||
    node.before !== node.after ||
    node.beforeNode.kind !== node.node.kind ||
    node.fields.length > 0
  );
}

interface Context {
  readonly before: Facts;
  readonly after: Facts;
  readonly names: ReadonlyMap<GraphId, GraphId>;
}

const EMPTY: Graph = { nodes: {}, edges: [] };

function diffCanvas(
  { before, after }: CanvasPair,
  beforeDocument: Document,
  afterDocument: Document,
  context: Context,
): CanvasDiff {
  const [one, other] = [before?.graph ?? EMPTY, after?.graph ?? EMPTY];
  const matching = matchNodes(one, other);
  return {
    before: before?.id ?? null,
    after: after?.id ?? null,
    nodes: diffNodes(one, other, matching, (id, partner) => ({
      before: before ? own(context.before[before.id]?.nodes ?? {}, id)?.params : undefined,
      after: after ? own(context.after[after.id]?.nodes ?? {}, partner)?.params : undefined,
      names: context.names,
    })),
    wires: diffWires(one, other, matching),
    parameters: changedValues(
      valuesOf(blockParameters(beforeDocument, before?.id)),
      valuesOf(blockParameters(afterDocument, after?.id)),
    ),
  };
}

function blockParameters(document: Document, id: GraphId | undefined) {
  const block = id?.startsWith('blocks.') ? own(document.blocks ?? {}, nameOf(id)) : undefined;
  return block?.parameters ?? {};
}

function valuesOf(
  parameters: Readonly<Record<string, { readonly value: number }>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
}

function changedValues(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): ValueChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [was, is] = [own(before, name), own(after, name)];
    if (isSame(was, is)) return [];
    return [
      {
        name,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

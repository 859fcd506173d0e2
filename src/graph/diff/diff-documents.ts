/**
 * What differs between two documents: parameters, training, and every canvas node by node and wire by wire. Where things
 * stand, notes and words about the document are no difference. Pure.
 */
import type { Document, Graph } from '../../../graph-schemas/document.ts';
import { nameOf, own } from '../graph-of.ts';
import type { GraphId } from '../problem.ts';
import { diffNodes, diffWires } from './diff-canvas.ts';
import type { CanvasDiff, DocumentDiff, NodeDiff, ValueChange } from './diff-types.ts';
import { type EvaluatedFields, type Evaluations, evaluateDocument } from './evaluated-fields.ts';
import { type CanvasPair, matchCanvases } from './match-canvases.ts';
import { isSame, matchNodes } from './match-nodes.ts';

/** A node with problems is compared as it is written. */
export function diffDocuments(before: Document, after: Document): DocumentDiff {
  const pairs = matchCanvases(before, after);
  const names = new Map(
    pairs.flatMap((pair) =>
      pair.before && pair.after ? [[pair.before.id, pair.after.id] as const] : [],
    ),
  );
  const context: Context = {
    before: evaluated(before),
    after: evaluated(after),
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
const known = new WeakMap<Document, Evaluations>();

function evaluated(document: Document): Evaluations {
  const evaluations = known.get(document) ?? evaluateDocument(document);
  known.set(document, evaluations);
  return evaluations;
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
  readonly before: Evaluations;
  readonly after: Evaluations;
  readonly names: ReadonlyMap<GraphId, GraphId>;
}

const EMPTY: Graph = { nodes: {}, edges: [] };
const NOTHING: EvaluatedFields = new Map();

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
      before: before ? context.before.fieldsOf(before.id, id) : NOTHING,
      after: after ? context.after.fieldsOf(after.id, partner) : NOTHING,
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

/**
 * A selection of layers becomes a new block, and a use of it stands where they stood: the compiled layers are
 * the same up to their paths. Names that only the canvas around knows become parameters of the block. Pure.
 */
import type { Block, Document, GraphNode, Parameter } from '../../graph-schemas/document.ts';
import { Id } from '../../graph-schemas/primitives.ts';
import { cutOut, type Surroundings } from './cut-out.ts';
import type { Edit } from './edit-types.ts';
import { freeNameAmong } from './free-name.ts';
import { freeNames } from './free-names.ts';
import { graphOf, nameOf, own } from './graph-of.ts';
import { type NumberCandidate, numberCandidates, withParameters } from './group-numbers.ts';
import { type GroupRefusal, refusalToGroup } from './group-refusal.ts';
import { isParameterName } from './parameter-name.ts';
import type { GraphId } from './problem.ts';

export interface GroupOptions extends Surroundings {
  /** Of the block. */
  readonly name: string;
  /** Which equal numbers become parameters: names by the keys of `numberCandidates`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Copies of it, chained; null for one. */
  readonly repeat?: number | string | null;
}

export type Grouped =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly use: string }
  | { readonly ok: false; readonly refusal: GroupRefusal };

export function groupIntoBlock(
  document: Document,
  graphId: GraphId,
  ids: readonly string[],
  options: GroupOptions,
): Grouped {
  const { name, parameters: chosen = {}, repeat = null } = options;
  const refusal = refusalToGroup(document, graphId, ids) ?? refusalOfName(document, name);
  const graph = graphOf(document, graphId);
  if (refusal || !graph) return no(refusal ?? { type: 'nothing' });
  const selected = ids.filter((id) => own(graph.nodes, id));
  const cut = cutOut(document, graphId, selected, options);
  const candidates = numberCandidates(document, graphId, selected).filter(({ key }) =>
    Object.hasOwn(chosen, key),
  );
  const names = new Map(candidates.map(({ key }) => [key, own(chosen, key) ?? '']));
  const nodes = mapEntries(cut.nodes, (node, id) =>
    own(graph.nodes, id) ? withParameters(node, names) : node,
  );
  const passed = passedOn(document, graphId, nodes, new Set(names.values()));
  const badName = wrongName(
    [...names.values()],
    new Set(Object.keys(passed)),
    document,
    graph.nodes,
    selected,
  );
  if (badName !== null) return no({ type: 'parameter-name', name: badName });
  const fresh = Object.fromEntries(
    candidates.map((candidate) => [names.get(candidate.key) ?? '', parameterOf(candidate)]),
  );
  const block: Block = withOptional({ nodes, edges: [...cut.edges] }, { ...passed, ...fresh });
  const written = {
    ...mapEntries(passed, (_, key) => key),
    ...Object.fromEntries(
      candidates.flatMap(({ key, written }) =>
        typeof written === 'string' ? [[names.get(key) ?? '', written]] : [],
      ),
    ),
  };
  const use = freeNameAmong(
    `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    new Set(Object.keys(graph.nodes).filter((id) => !selected.includes(id))),
  );
  const node: GraphNode = {
    kind: 'block',
    params: {
      block: name,
      ...(Object.keys(written).length > 0 ? { arguments: written } : {}),
      ...(repeat === null ? {} : { repeat }),
    },
    ...(cut.at ? { at: [cut.at[0], cut.at[1]] } : {}),
  };
  return {
    ok: true,
    use,
    edits: [
      { type: 'add-block', name, block },
      {
        type: 'replace-nodes',
        graph: graphId,
        ids: selected,
        nodes: { [use]: node },
        edges: cut.wires(use),
      },
    ],
  };
}

/** Null where a new block may have the name. */
export function refusalOfName(document: Document, name: string): GroupRefusal | null {
  const isTaken = Object.hasOwn(document.blocks ?? {}, name);
  return isTaken || !Id.safeParse(name).success ? { type: 'name', name, isTaken } : null;
}

/** Parameters of the block around that the layers read: the new block takes them under the same names. */
function passedOn(
  document: Document,
  graphId: GraphId,
  nodes: Readonly<Record<string, GraphNode>>,
  given: ReadonlySet<string>,
): Readonly<Record<string, Parameter>> {
  const around = graphId.startsWith('blocks.') ? own(document.blocks ?? {}, nameOf(graphId)) : null;
  const names = [...freeNames(document, Object.values(nodes))].filter((name) => !given.has(name));
  return Object.fromEntries(
    names.flatMap((name) => {
      const parameter = own(around?.parameters ?? {}, name);
      return parameter ? [[name, parameter]] : [];
    }),
  );
}

/** The first name that no parameter can have here: no name, twice the same, or one that the layers read from around. */
function wrongName(
  names: readonly string[],
  passed: ReadonlySet<string>,
  document: Document,
  nodes: Readonly<Record<string, GraphNode>>,
  ids: readonly string[],
): string | null {
  const read = freeNames(
    document,
    ids.flatMap((id) => own(nodes, id) ?? []),
  );
  const wrong = names.find(
    (name, at) =>
      !isParameterName(name) || names.indexOf(name) !== at || passed.has(name) || read.has(name),
  );
  return wrong ?? null;
}

function parameterOf({ value, label, bounds }: NumberCandidate): Parameter {
  return { value, label, ...bounds };
}

function withOptional(block: Block, parameters: Readonly<Record<string, Parameter>>): Block {
  return Object.keys(parameters).length > 0 ? { ...block, parameters: { ...parameters } } : block;
}

function mapEntries<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}

function no(refusal: GroupRefusal): Grouped {
  return { ok: false, refusal };
}

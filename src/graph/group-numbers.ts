/** Numbers of a selection that a block made of it could take as parameters: equal ones, and the widths of its layers. Pure. */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import type { Expression } from '../../graph-schemas/primitives.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { Bounds } from '../nodes/fields/meta.ts';
import { scopeOn } from './edit-graph.ts';
import { parseExpression } from './expression.ts';
import { freeNameAmong } from './free-name.ts';
import { freeNames } from './free-names.ts';
import { graphOf, nameOf, own } from './graph-of.ts';
import { mapNumerics, type NumericPlace, numericsOf, type Written } from './numerics.ts';
import { isParameterName } from './parameter-name.ts';
import type { GraphId } from './problem.ts';
import { evaluateNumeric } from './scope.ts';
import { usedBlock } from './uses.ts';

export interface NumberCandidate {
  /** Field and value, so that a later look at the same selection finds it again. */
  readonly key: string;
  readonly label: string;
  readonly written: Written;
  /** What it is at the moment. */
  readonly value: number;
  /** Nodes that have it. */
  readonly ids: readonly string[];
  /** A name for the parameter that is free inside the block. */
  readonly name: string;
  /** Most people would want it: the width of a layer, as a plain number. */
  readonly isLikely: boolean;
  readonly bounds: Bounds;
}

/** The numbers that make one use of a block wider than another. */
const WIDTHS: ReadonlySet<string> = new Set(['filters', 'units', 'channels']);

export function numberCandidates(
  document: Document,
  graphId: GraphId,
  ids: readonly string[],
): readonly NumberCandidate[] {
  const graph = graphOf(document, graphId);
  const nodes = ids.flatMap((id) => {
    const node = graph && own(graph.nodes, id);
    return node ? [[id, node] as const] : [];
  });
  const scope = scopeOn(document, graphId);
  const around = graphId.startsWith('blocks.') ? own(document.blocks ?? {}, nameOf(graphId)) : null;
  const taken = new Set([
    ...freeNames(
      document,
      nodes.map(([, node]) => node),
    ),
    ...Object.keys(document.parameters),
  ]);
  const found = new Map<
    string,
    { id: string; node: GraphNode; place: NumericPlace; value: Written }[]
  >();
  for (const [id, node] of nodes) {
    for (const { value, ...place } of numericsOf(node)) {
      const key = keyOf(place, value);
      if (key === null) continue;
      found.set(key, [...(found.get(key) ?? []), { id, node, place, value }]);
    }
  }
  return [...found].flatMap(([key, places]): NumberCandidate[] => {
    const [first] = places;
    if (!first) return [];
    const field = fieldOf(first.place);
    const isWidth = WIDTHS.has(field);
    const value = evaluateNumeric(first.value, scope);
    if ((places.length < 2 && !isWidth) || typeof value !== 'number') return [];
    // Handed on under its own name anyway.
    if (own(around?.parameters ?? {}, String(first.value))) return [];
    const name = freeNameAmong(field, taken, '');
    taken.add(name);
    return [
      {
        key,
        ...aboutOf(document, first.node, first.place),
        written: first.value,
        value,
        ids: [...new Set(places.map(({ id }) => id))],
        name,
        isLikely: isWidth && typeof first.value === 'number',
      },
    ];
  });
}

/** The node with the chosen numbers replaced by the names of parameters. */
export function withParameters(node: GraphNode, names: ReadonlyMap<string, string>): GraphNode {
  return mapNumerics(node, (value, place) => {
    const key = keyOf(place, value);
    return (key === null ? undefined : names.get(key)) ?? (value as number | Expression);
  });
}

/** Null for what cannot or need not be a parameter: settings within settings, expressions that count copies. */
function keyOf(place: NumericPlace, value: Written): string | null {
  if (place.meta.type === 'variant' || place.meta.type === 'schedules') return null;
  const [top = '', inner = ''] = place.path.split('.');
  const isList = place.meta.type === 'numerics' || place.meta.type === 'arguments';
  if (inner !== '' && !isList) return null;
  if (!isParameterName(fieldOf(place))) return null;
  if (typeof value === 'string') {
    const parsed = parseExpression(value);
    if (!parsed.ok || parsed.names.includes('i') || parsed.names.length === 0) return null;
  }
  return `${place.meta.type === 'arguments' ? place.path : top} ${value}`;
}

/** `filters` of `filters`, `arguments.filters`; `shape` of `shape.0`. */
function fieldOf({ path, meta }: NumericPlace): string {
  const [top = '', inner = ''] = path.split('.');
  return meta.type === 'arguments' ? inner : top;
}

function aboutOf(
  document: Document,
  node: GraphNode,
  { path, meta }: NumericPlace,
): { readonly label: string; readonly bounds: Bounds } {
  if (meta.type === 'arguments') {
    const name = path.slice('arguments.'.length);
    const block = own(document.blocks ?? {}, usedBlock(node) ?? '');
    const parameter = own(block?.parameters ?? {}, name);
    return { label: parameter?.label ?? name, bounds: boundsOf(parameter ?? {}) };
  }
  const label = definitionOf(node.kind) ? meta.label : path;
  return {
    label,
    bounds: meta.type === 'numeric' || meta.type === 'numerics' ? boundsOf(meta) : {},
  };
}

function boundsOf({
  min,
  max,
  integer,
}: { readonly [K in keyof Bounds]: Bounds[K] | undefined }): Bounds {
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(integer === undefined ? {} : { integer }),
  };
}

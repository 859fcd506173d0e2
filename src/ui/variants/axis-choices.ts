/**
 * What of a document can be varied: its parameters, its seed, and of its nodes every number, choice and switch, those
 * inside of a tagged field (an optimizer's rate) among them. Pure.
 */
import type { Document } from '../../../graph-schemas/document.ts';
import { graphIds, graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { AxisValue, Target } from '../../graph/variants/sweep.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { type Field, fieldsOf } from '../../nodes/fields/describe.ts';
import type { Bounds, Choice } from '../../nodes/fields/meta.ts';

export interface AxisChoice {
  readonly key: string;
  readonly target: Target;
  /** Where it is found: null for the document itself. */
  readonly graph: GraphId | null;
  readonly node: string | null;
  /** In the words of the catalog or of the document, from the outside in. */
  readonly labels: readonly string[];
  readonly kind:
    | { readonly type: 'number'; readonly bounds: Bounds }
    | { readonly type: 'choice'; readonly choices: readonly Choice[] }
    | { readonly type: 'toggle' }
    | { readonly type: 'seed' };
  /** As it stands; undefined where an expression says it. */
  readonly value: AxisValue | undefined;
}

export const keyOf = (target: Target): string => JSON.stringify(target);

export function axisChoices(document: Document): readonly AxisChoice[] {
  const { parameters, training } = document;
  const seed: Target = { type: 'seed' };
  return [
    ...Object.entries(parameters).map(([name, { value, label, min, max, integer }]): AxisChoice => {
      const target: Target = { type: 'parameter', name };
      return {
        ...{ key: keyOf(target), target, graph: null, node: null, value },
        labels: [label ?? name],
        kind: {
          type: 'number',
          bounds: {
            ...(min === undefined ? {} : { min }),
            ...(max === undefined ? {} : { max }),
            ...(integer === undefined ? {} : { integer }),
          },
        },
      };
    }),
    {
      ...{ key: keyOf(seed), target: seed, graph: null, node: null, labels: [] },
      kind: { type: 'seed' },
      value: training.seed,
    },
    ...graphIds(document).flatMap((graph) => choicesOfGraph(document, graph)),
  ];
}

function choicesOfGraph(document: Document, graph: GraphId): readonly AxisChoice[] {
  const nodes = graphOf(document, graph)?.nodes ?? {};
  return Object.entries(nodes).flatMap(([node, { kind, params = {} }]) => {
    const definition = definitionOf(kind);
    if (!definition) return [];
    return fieldsOf(definition.params).flatMap((field) =>
      choicesOfField(field, params[field.name], []).map(({ path, ...found }): AxisChoice => {
        const target: Target = { type: 'field', graph, node, path };
        return { ...found, key: keyOf(target), target, graph, node };
      }),
    );
  });
}

type Found = Pick<AxisChoice, 'labels' | 'kind' | 'value'> & { readonly path: readonly string[] };

function choicesOfField(
  { name, meta, initial, variants }: Field,
  written: unknown,
  before: readonly { readonly name: string; readonly label: string }[],
): readonly Found[] {
  const places = [...before, { name, label: meta.label }];
  const value = written ?? initial;
  const found = {
    path: places.map((place) => place.name),
    labels: places.map((place) => place.label),
    value: isAxisValue(value, meta.type) ? value : undefined,
  };
  switch (meta.type) {
    case 'numeric':
      return [{ ...found, kind: { type: 'number', bounds: meta } }];
    case 'choice':
      return [{ ...found, kind: { type: 'choice', choices: meta.choices } }];
    case 'toggle':
      return [{ ...found, kind: { type: 'toggle' } }];
    case 'variant': {
      // A default that the document does not write out has nothing inside that could be set alone.
      if (!isTagged(written)) return [];
      return (variants.get(written.type) ?? []).flatMap((inner) =>
        choicesOfField(inner, written[inner.name], places),
      );
    }
    default:
      return [];
  }
}

/** Text is an expression where numbers are expected. */
const isAxisValue = (value: unknown, type: string): value is AxisValue =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && type === 'choice');

const isTagged = (
  value: unknown,
): value is { readonly type: string; readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

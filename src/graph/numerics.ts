/** The numbers of a node's parameters, wherever its kind takes one: to read them all, and to write others in their place. */
import type { GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { type Field, fieldsOf } from '../nodes/fields/describe.ts';
import type { FieldMeta } from '../nodes/fields/meta.ts';
import { mapRecord } from './update.ts';

export type Written = number | string;

export interface NumericPlace {
  /** `filters`, `shape.0`, `kernelInitializer.stdDev`, `arguments.filters`. */
  readonly path: string;
  readonly meta: FieldMeta;
}

type Change = (value: Written, place: NumericPlace) => Written;
type Plain = Readonly<Record<string, unknown>>;

/** Texts are expressions where the kind takes numbers, and nowhere else. The same node where nothing changed. */
export function mapNumerics(node: GraphNode, change: Change): GraphNode {
  const definition = definitionOf(node.kind);
  if (!definition || !node.params) return node;
  const params = mapFields(fieldsOf(definition.params), node.params, '', change);
  return params === node.params ? node : { ...node, params: params as GraphNode['params'] & {} };
}

export function numericsOf(
  node: GraphNode,
): readonly (NumericPlace & { readonly value: Written })[] {
  const found: (NumericPlace & { readonly value: Written })[] = [];
  mapNumerics(node, (value, place) => {
    found.push({ ...place, value });
    return value;
  });
  return found;
}

function mapFields(fields: readonly Field[], values: Plain, at: string, change: Change): Plain {
  return mapRecord<unknown>(values, (value, name) => {
    const field = fields.find((candidate) => candidate.name === name);
    return field ? mapField(field, value, `${at}${name}`, change) : value;
  });
}

function mapField(field: Field, value: unknown, path: string, change: Change): unknown {
  const { meta, variants } = field;
  const number = (item: unknown, at: string) =>
    isWritten(item) ? change(item, { path: at, meta }) : item;
  const list = (items: readonly unknown[], each: (item: unknown, at: string) => unknown) => {
    const mapped = items.map((item, index) => each(item, `${path}.${index}`));
    return mapped.every((item, index) => item === items[index]) ? items : mapped;
  };
  const variant = (tagged: Plain, at: string) =>
    mapFields(variants.get(String(tagged.type)) ?? [], tagged, `${at}.`, change);
  switch (meta.type) {
    case 'numeric':
      return number(value, path);
    case 'numerics':
      return Array.isArray(value) ? list(value, number) : value;
    case 'schedules':
      if (!Array.isArray(value)) return value;
      return list(value, (item, at) => (isPlain(item) ? variant(item, at) : number(item, at)));
    case 'arguments':
      if (!isPlain(value)) return value;
      return mapRecord<unknown>(value, (item, name) => number(item, `${path}.${name}`));
    case 'variant':
      return isPlain(value) ? variant(value, path) : value;
    default:
      return value;
  }
}

const isWritten = (value: unknown): value is Written =>
  typeof value === 'number' || typeof value === 'string';

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

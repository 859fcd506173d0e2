/** The numbers on a card as settings of its node: what a setting holds, its bounds and words, and how it is changed. */
import { graphOf } from '../../../graph/graph-of.ts';
import type { GraphId, Problem } from '../../../graph/problem.ts';
import { definitionOf } from '../../../nodes/catalog.ts';
import { type Field, fieldsOf } from '../../../nodes/fields/describe.ts';
import type { FieldMeta } from '../../../nodes/fields/meta.ts';
import { type DocumentState, useDocumentStore } from '../../../store/document-store.ts';
import { fieldWords } from '../../texts/kind-texts.ts';
import type { NumberPlace } from './badge-parts.ts';

export interface CardNumber extends NumberPlace {
  readonly graph: GraphId;
  readonly node: string;
}

export interface Setting {
  readonly field: Field;
  readonly meta: Extract<FieldMeta, { readonly type: 'numeric' | 'numerics' }>;
  /** As the document says it, or the default of its kind. */
  readonly value: unknown;
  readonly resolved: unknown;
}

export function settingOf(state: DocumentState, number: CardNumber): Setting | null {
  const { graph, node: id, field: name, item } = number;
  const node = graphOf(state.document, graph)?.nodes[id];
  const definition = node && definitionOf(node.kind);
  const field = definition && fieldsOf(definition.params).find((each) => each.name === name);
  if (!field) return null;
  const meta = fieldWords(field.meta);
  const whole = node.params?.[name] ?? field.initial;
  const all = state.compilation.graphs[graph]?.nodes[id]?.params?.[name];
  if (meta.type === 'numeric') return { field, meta, value: whole, resolved: all };
  if (meta.type !== 'numerics' || item === null || !Array.isArray(whole)) return null;
  return { field, meta, value: whole[item], resolved: Array.isArray(all) ? all[item] : undefined };
}

/** `null` for an emptied field, which goes back to the default where one number may be left out. */
export function setNumber(number: CardNumber, next: number | string | null): void {
  const { graph, node: id, field: name, item } = number;
  const state = useDocumentStore.getState();
  const setting = settingOf(state, number);
  if (!setting) return;
  const whole = graphOf(state.document, graph)?.nodes[id]?.params?.[name] ?? setting.field.initial;
  const isItem = item !== null && Array.isArray(whole);
  if (isItem && next === null) return;
  const value = isItem ? whole.with(item, next) : (next ?? undefined);
  state.dispatch({ type: 'set-params', graph, id, params: { [name]: value } });
}

/** What is wrong with the setting at this place, not with others of its node. */
export const concerns = ({ graph, node, field }: CardNumber, { where, severity }: Problem) =>
  severity === 'error' && where.graph === graph && where.node === node && where.field === field;

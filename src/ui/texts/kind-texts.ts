/**
 * Node kinds in the language on show: titles, summaries, forms, groups, badges. The catalog is the English; where a
 * language has no words for something of it, the English stands. Read anew at each render, as all texts are.
 */
import { definitionOf } from '../../nodes/catalog.ts';
import type { Group } from '../../nodes/define.ts';
import type { Choice, FieldMeta } from '../../nodes/fields/meta.ts';
import { languageNow, textsNow } from './texts.ts';

/** A kind that nobody knows is called as documents call it. */
export function kindTitle(kind: string): string {
  return own(textsNow().kinds, kind)?.title ?? definitionOf(kind)?.title ?? kind;
}

export function kindSummary(kind: string): string {
  return own(textsNow().kinds, kind)?.summary ?? definitionOf(kind)?.summary ?? '';
}

export const groupTitle = (group: Group): string => phrase(group);

/** A label, help, unit or choice of the catalog. */
export function phrase(english: string): string {
  return own(textsNow().phrases, english) ?? english;
}

/** Words of presets that nobody edits, such as names of their profiles: documents keep the English. */
export function presetWord<T extends string | undefined>(english: T): T | string {
  return english === undefined ? english : (own(textsNow().presetWords, english) ?? english);
}

/** The short line on a card. */
export const badgeText = (badge: string): string => textsNow().badge(badge);

/** What a form shows of a field: everything said in the language on show. */
export function fieldWords<M extends FieldMeta>(meta: M): M {
  if (languageNow() === 'en') return meta;
  const texts = textsNow();
  const known = said.get(meta);
  if (known?.texts === texts) return known.meta as M;
  const words = {
    ...meta,
    label: phrase(meta.label),
    ...(meta.help === undefined ? {} : { help: phrase(meta.help) }),
    ...('unit' in meta && meta.unit !== undefined ? { unit: phrase(meta.unit) } : {}),
    ...('choices' in meta ? { choices: meta.choices.map(choiceWords) } : {}),
  };
  said.set(meta, { texts, meta: words });
  return words;
}

/** Forms compare their fields by identity. */
const said = new WeakMap<FieldMeta, { readonly texts: unknown; readonly meta: FieldMeta }>();

export function choiceWords<C extends Choice>(choice: C): C {
  const { label, help } = choice;
  return { ...choice, label: phrase(label), ...(help === undefined ? {} : { help: phrase(help) }) };
}

/** Names come from documents, too: `constructor` is none of ours. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Every kind of the catalog, and all that its form says, has Chinese. */
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import { type Field, fieldsOf } from '../../src/nodes/fields/describe.ts';
import { kinds } from '../../src/ui/texts/zh/kinds.ts';
import { phrases } from '../../src/ui/texts/zh/phrases.ts';

function phrasesOf({ meta, variants }: Field): (string | undefined)[] {
  return [
    meta.label,
    meta.help,
    'unit' in meta ? meta.unit : undefined,
    ...('choices' in meta ? meta.choices.flatMap(({ label, help }) => [label, help]) : []),
    ...[...variants.values()].flat().flatMap(phrasesOf),
  ];
}

function portHelps(definition: typeof catalog extends ReadonlyMap<string, infer D> ? D : never) {
  if (!('ports' in definition)) return [];
  const parsed = definition.params.safeParse({});
  if (!parsed.success) return [];
  // biome-ignore lint/suspicious/noExplicitAny: defaults of a kind are what its ports are made from.
  const { inputs, outputs } = definition.ports(parsed.data as any);
  return [...inputs, ...outputs].map(({ help }) => help);
}

describe('kinds in Chinese', () => {
  test('every kind has a title and a summary, and none is left of one that went', () => {
    expect(Object.keys(kinds).sort()).toEqual([...catalog.keys()].sort());
  });

  test('every label, help, choice, unit and group is said', () => {
    const all = [...catalog.values()].flatMap((definition) => [
      definition.group,
      ...fieldsOf(definition.params).flatMap(phrasesOf),
      ...portHelps(definition),
    ]);
    const untold = [...new Set(all)].filter((text) => text && !Object.hasOwn(phrases, text));
    expect(untold).toEqual([]);
  });

  test('summaries hold no English beyond names of things', () => {
    const names =
      /Fréchet|[A-Z]\w*(?:-\w+)*|fan-(?:in|out)|logits?|pix2pix|tanh|align_corners|False|alpha|maxout|same|valid|in\d|low|high|real|[a-z]\b|ψ/g;
    const left = [...Object.values(kinds).map(({ summary }) => summary), ...Object.values(phrases)]
      .map((text) => ({ text, left: text.replace(names, '').match(/[A-Za-z]{2,}/g) }))
      .filter(({ left }) => left !== null);
    expect(left).toEqual([]);
  });
});

/** Numbers on cards as settings: each stands where the line says it, and everything around it stays. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import { badgeParts } from '../../src/ui/canvas/numbers/badge-parts.ts';
import { badge as chinese } from '../../src/ui/texts/zh/badges.ts';

const partsOf = (kind: string, params: object, say = (badge: string) => badge) => {
  const definition = catalog.get(kind);
  if (!definition) throw new Error(`no kind ${kind}`);
  const read = definition.params.parse(params) as Readonly<Record<string, unknown>>;
  return badgeParts(definition, read, say).map(({ text, number }) =>
    number
      ? `[${text}:${[number.field, ...(number.item === null ? [] : [number.item])].join('.')}]`
      : text,
  );
};

describe('the numbers of a card', () => {
  it('are those of the settings that the line says', () => {
    expect(partsOf('dense', { units: 128 })).toEqual(['[128:units]']);
    expect(partsOf('noise', { shape: [100] }).at(-1)).toBe('[100:shape.0]');
    const conv = partsOf('conv2d', { filters: 64, kernel: 4, stride: 2 }).join('');
    expect(conv.replaceAll(/\[(\d+):[^\]]+\]/g, '$1')).toBe('4×4 ↓2 · 64');
    expect(conv).toMatch(/\[64:filters\]$/);
  });

  it('are found in other languages, too', () => {
    expect(partsOf('scatter', { count: 512 }).join('')).toContain('[512:count]');
    expect(partsOf('scatter', { count: 512 }, chinese).join('')).toContain('[512:count]');
  });

  it('are told apart where two settings hold the same number', () => {
    expect(partsOf('conv2d', { filters: 4, kernel: 4, stride: 4 }).at(-1)).toBe('[4:filters]');
  });

  it.each([...catalog.keys()])('of %s leave its line as it is', (kind) => {
    const definition = catalog.get(kind);
    const read = definition?.params.safeParse({});
    if (!definition?.badge || !read?.success) return;
    const params = read.data as Readonly<Record<string, unknown>>;
    const line = (definition.badge as (values: typeof params) => string)(params);
    const parts = badgeParts(definition, params, (badge) => badge);
    expect(parts.map(({ text }) => text).join('')).toBe(line);
  });
});

/** The gallery's cards say what is true of presets, and every preset can be had in Chinese. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import { FAMILIES, isFound, lineOf } from '../../src/ui/gallery/families.ts';
import { withWords } from '../../src/ui/gallery/preset-documents.ts';
import { factsOf } from '../../src/ui/gallery/preset-facts.ts';
import { gallery as english } from '../../src/ui/texts/en/gallery.ts';
import { presetWords } from '../../src/ui/texts/zh/preset-words.ts';

const folder = new URL('../../public/presets/', import.meta.url).pathname;

describe('cards of presets', () => {
  it('stand in a family of their own kind, each once, with a short line', () => {
    const members = FAMILIES.flatMap((family) => family.members);
    expect(members.map(({ id }) => id).sort()).toEqual(presets.map(({ id }) => id).sort());
    expect(FAMILIES.map(({ id }) => id)).not.toContain('more');
    for (const preset of members) {
      expect(lineOf(preset, english.lines).length).toBeGreaterThan(10);
      expect(lineOf(preset, english.lines).length).toBeLessThan(76);
    }
  });

  it.each(presets)('say how large $id is, with the steps of its profile', ({ id, document }) => {
    const facts = factsOf(id);
    const { summary, program } = compile(document, document.profiles?.laptop);
    const trainable = Object.values(summary?.networks ?? {}).map((network) => network.trainable);
    expect(facts?.parameters).toBe(trainable.reduce((sum, count) => sum + count, 0));
    expect(program?.length).toMatchObject({ steps: facts?.steps });
    expect(existsSync(`${folder}${id}.webp`)).toBe(facts?.picture !== undefined);
  });

  it('have pictures that a slow line carries, too', () => {
    const sizes = readdirSync(folder).map((name) => statSync(`${folder}${name}`).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
  });

  it('are found by name, year, author and what they are about', () => {
    const found = (query: string) =>
      presets.filter((preset) => isFound(preset, query, [])).map(({ id }) => id);
    expect(found('karras')).toEqual(['stylegan', 'stylegan-growing']);
    expect(found('wasserstein 2017')).toEqual(['wgan', 'wgan-gp']);
    expect(found('no such thing')).toEqual([]);
  });
});

describe('presets in Chinese', () => {
  const textsOf = (graph: Graph) => [
    graph.label,
    graph.description,
    ...(graph.notes ?? []).map(({ text }) => text),
    ...Object.values(graph.nodes).flatMap(({ title, params }) => [
      title,
      ...(Array.isArray(params?.rows) ? params.rows.map(String) : []),
    ]),
  ];

  it.each(presets)('$id leaves no English but names', ({ document }) => {
    const {
      name,
      description,
      parameters,
      networks,
      blocks = {},
      objective,
    } = withWords(document, presetWords);
    const graphs = [objective, ...Object.values(networks), ...Object.values(blocks)];
    const words = [
      description,
      ...graphs.flatMap(textsOf),
      ...[parameters, ...Object.values(blocks).map((block) => block.parameters ?? {})].flatMap(
        (table) => Object.values(table).flatMap(({ label, help }) => [label, help]),
      ),
      ...Object.values(document.profiles ?? {})
        .flatMap((profile) => [profile.label, profile.description])
        .map((text) => presetWords[text ?? ''] ?? text),
    ].filter((text) => text !== undefined);
    // Short words in capitals or with signs are symbols: A, AdaIN, D_A, G(E(x)), 16 → 8.
    const isName = (text: string) =>
      /^(?:AdaIN|U-Net|Logits?|[A-Z0-9\W]{0,8}|[GE(x)]+)$/.test(text);
    expect(words.filter((text) => !/\p{Script=Han}/u.test(text) && !isName(text))).toEqual([]);
    expect(name).not.toBe('');
  });

  it('train as before', () => {
    for (const { document } of presets.slice(0, 4)) {
      const said = compile(withWords(document, presetWords));
      expect(said.problems).toEqual(compile(document).problems);
      expect(said.summary).toEqual(compile(document).summary);
    }
  });
});

/** What a program offers to explore, read off its structure. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { subjectsOf } from '../../src/runtime/explore/subjects.ts';

const preset = (name: string): Document =>
  JSON.parse(readFileSync(new URL(`../../presets/${name}.json`, import.meta.url), 'utf8'));

function subject(document: Document, value: string) {
  const { program } = compile(document);
  const found = program && subjectsOf(program).find((one) => one.value === value);
  if (!found) throw new Error(`nothing of "${value}" is shown`);
  return found;
}

/** The preset, with another node's output on its sheet. */
function showing(name: string, from: string): Document {
  const document = preset(name);
  const edges = document.objective.edges.map((edge) =>
    edge.to === 'samples.row0' ? { ...edge, from } : edge,
  );
  return { ...document, objective: { ...document.objective, edges } };
}

test('a network judges what it gets alone, not in one batch with real samples', () => {
  expect(subject(preset('acgan'), 'made.out').judge).toMatchObject({ value: 'judgeMade.validity' });
  expect(subject(showing('acgan', 'fake.out'), 'fake.out').judge).toBeNull();
});

test.each([
  [{ type: 'uniform', low: 0, high: 3 }, 1.5],
  [{ type: 'normal', mean: 0.5, stdDev: 2 }, 0.5],
])('latents of %o lie around %d', (distribution, center) => {
  const document = preset('dcgan');
  const { noise, ...others } = document.objective.nodes;
  if (!noise) throw new Error('no noise');
  const nodes = { ...others, noise: { ...noise, params: { ...noise.params, distribution } } };
  const changed = { ...document, objective: { ...document.objective, nodes } };
  expect(subject(changed, 'generator.out').latent).toMatchObject({ value: 'noise.out', center });
});

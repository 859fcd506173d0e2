/** Programs of presets at a profile, and data for them. */
import { readFileSync } from 'node:fs';
import { Document } from '../../../graph-schemas/document.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/program.ts';
import type { Dataset } from '../../../src/data/dataset.ts';
import { generate } from '../../../src/data/generate.ts';

export function readPreset(name: string): Document {
  const text = readFileSync(new URL(`../../../presets/${name}.json`, import.meta.url), 'utf8');
  return Document.parse(JSON.parse(text));
}

export function presetProgram(
  name: string,
  profile = 'smoke',
  values: Readonly<Record<string, number>> = {},
): Program {
  return programOf(readPreset(name), profile, values);
}

export function programOf(
  document: Document,
  profile: string,
  values: Readonly<Record<string, number>> = {},
): Program {
  const all = { ...document.profiles?.[profile]?.values, ...values };
  const { program, problems } = compile(document, { values: all });
  if (program) return program;
  throw new Error(problems.map(({ code, message }) => `${code}: ${message}`).join('\n'));
}

const generated = new Map<string, Dataset>();

/** The built-in data of every dataset node, the same for every seed. */
export function dataFor(program: Program): Record<string, Dataset> {
  return Object.fromEntries(
    program.sources.flatMap(({ node, feed }) => (feed ? [[node, builtin(feed.builtin)]] : [])),
  );
}

function builtin(name: string): Dataset {
  const known = generated.get(name);
  if (known) return known;
  const dataset = generate(name as Parameters<typeof generate>[0], 1);
  generated.set(name, dataset);
  return dataset;
}

/** Every use of a block says so. */
export function recomputing(document: Document): Document {
  const changed = structuredClone(document);
  for (const graph of [...Object.values(changed.networks), ...Object.values(changed.blocks ?? {})])
    for (const node of Object.values(graph.nodes))
      if (node.kind === 'block') node.params = { ...node.params, recompute: true };
  return changed;
}

/** The JSON Schema that editors use is the one that the code makes. `UPDATE=1` writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentSchema } from '../../src/graph/json-schema.ts';
import { catalog } from '../../src/nodes/catalog.ts';

const FILE = new URL('../../graph-schemas/graph.schema.json', import.meta.url);

it('the schema file equals the schema that the code makes', () => {
  const made = `${JSON.stringify(documentSchema(), null, 2)}\n`;
  if (process.env.UPDATE) writeFileSync(FILE, made);
  expect(readFileSync(FILE, 'utf8')).toBe(made);
});

it('the schema types the parameters of every kind', () => {
  const { $defs } = documentSchema() as {
    $defs: Record<string, { additionalProperties: boolean }>;
  };
  for (const kind of catalog.keys()) {
    expect($defs[`params-${kind}`]?.additionalProperties, kind).toBe(false);
  }
});

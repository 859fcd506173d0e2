/** The presets: what they must reproduce, and that they are good documents. */
import { describe, expect, it } from 'vitest';
import { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';

function preset(id: string) {
  const found = presets.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  return found.document;
}

function summaryOf(id: string, profile: string, values: Record<string, number> = {}) {
  const document = preset(id);
  const { summary, problems } = compile(document, {
    values: { ...document.profiles?.[profile]?.values, ...values },
  });
  expect(problems).toEqual([]);
  if (!summary) throw new Error('no summary');
  return summary;
}

const profiles = presets.flatMap(({ id, document }) =>
  Object.keys(document.profiles ?? {}).map((profile) => [id, profile] as const),
);

describe('every preset', () => {
  it.each(presets.map(({ id, document }) => [id, document] as const))(
    '%s is a valid document',
    (_, document) => {
      expect(Document.safeParse(document).error?.issues).toBeUndefined();
    },
  );

  it.each(profiles)('%s compiles without a problem as %s', (id, profile) => {
    summaryOf(id, profile);
  });
});

describe('the counts of the references', () => {
  it('are met by gan-mlp', () => {
    const { networks } = summaryOf('gan-mlp', 'paper');
    expect(networks.G?.trainable).toBe(114_800);
    expect(networks.D?.trainable).toBe(110_849);
  });

  it.each([
    [3, 3_576_704, 2_765_568],
    [1, 3_574_656, 2_763_520],
  ])('are met by dcgan with %i channels', (channels, generator, discriminator) => {
    const { networks } = summaryOf('dcgan', 'paper', { channels });
    expect(networks.G?.trainable).toBe(generator);
    expect(networks.D?.trainable).toBe(discriminator);
  });
});

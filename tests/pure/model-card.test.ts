/** Model cards: the facts of a run, in the places where a reader looks for them; and nothing made up. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type CardFacts, FILL_IN, modelCard } from '../../src/exchange/model-card.ts';
import { ringProgram, ringRecord, ringRun } from './support/whole-run.ts';

let facts: CardFacts;
beforeAll(() => {
  const { record, losses, metrics } = ringRun();
  facts = {
    ...{ record, losses, metrics, program: ringProgram() },
    sheets: [{ title: 'Points', step: 200, path: 'points-000200.png' }],
    versions: { ganvas: '0.1.0', tfjs: '4.22.0' },
    now: Date.UTC(2026, 10, 27),
  };
});

/** Without the table's padding words: the lines below a heading. */
const section = (card: string, title: string): string =>
  card.split(`## ${title}\n`)[1]?.split('\n## ')[0]?.trim() ?? '';

describe('a model card', () => {
  it('tells the facts of the run', () => {
    const card = modelCard(facts);
    expect(card.match(/^##? .*/gm)).toEqual([
      '# Ring',
      '## Notes',
      '## References',
      '## Intended use',
      '## Samples',
      '## Data',
      '## Networks',
      '## Objective',
      '## Training',
      '## Results',
      '## Limits and risks',
      '## Load it',
    ]);
    expect(section(card, 'Notes')).toBe('Second try.');
    expect(section(card, 'References')).toContain(
      '- [Generative Adversarial Networks (Goodfellow et al., 2014)](https://arxiv.org/abs/1406.2661)',
    );
    expect(section(card, 'Samples')).toContain('![Points, step 200](points-000200.png)');
    expect(section(card, 'Data')).toContain(
      '| data | ring | generated | 8,192 | points in the plane | `abc` |',
    );
    expect(section(card, 'Networks')).toMatchInlineSnapshot(`
      "| network | takes | gives | layers | parameters |
      | --- | --- | --- | ---: | ---: |
      | G | z [32] | out [2] | 7 | 37,506 |
      | D | x [2] | out [1] | 7 | 33,537 |"
    `);
    expect(section(card, 'Objective')).toMatchInlineSnapshot(`
      "1. **Train D** changes D to minimize \`realLoss\` (adversarial, non-saturating, real) + \`fakeLoss\` (adversarial, non-saturating, fake); adam (beta1 0.5, beta2 0.999, epsilon 1e-8), learning rate linear 0.001 → 0 over iterations 0…2000.
      2. **Train G** changes G to minimize \`foolLoss\` (adversarial, non-saturating, generator); adam (beta1 0.5, beta2 0.999, epsilon 1e-8), learning rate linear 0.001 → 0 over iterations 0…2000, moving average of decay 0.99."
    `);
    expect(section(card, 'Training')).toMatchInlineSnapshot(`
      "| | |
      | --- | --- |
      | iterations | 200 of 5,000 |
      | batch size | 256 |
      | seed | 1 |
      | began with | weights drawn from the seed |
      | began on | 2026-11-01 |
      | time training | 1 min 1 s |
      | tags | baseline |

      Computed on:

      - from step 0: wasm, SIMD (ganvas 0.1.0)

      | parameter | | value |
      | --- | --- | ---: |
      | \`zDim\` | Latent size | 32 |
      | \`hidden\` | Hidden units | 128 |
      | \`layers\` | Hidden layers | 3 |
      | \`batchSize\` | Batch size | 256 |
      | \`steps\` | Steps | 2000 |
      | \`learningRate\` | Learning rate | 0.001 |"
    `);
    expect(section(card, 'Results')).toMatchInlineSnapshot(`
      "| metric | value of | | samples | compared by | step |
      | --- | --- | ---: | ---: | --- | ---: |
      | Modes | covered | 8 | not recorded | averaged weights | 200 |
      | Modes | share | NaN | not recorded | averaged weights | 200 |

      | loss at step 199 | |
      | --- | ---: |
      | \`generator-loss\` | -0.0008818 |
      | \`real-loss\` | 0.0008318 |"
    `);
    expect(card).toContain('Written 2026-11-27 by ganvas 0.1.0, tfjs 4.22.0.');
  });

  it('leaves open, and marks, what only a person can know', () => {
    expect(modelCard(facts).split(FILL_IN)).toHaveLength(4);
    expect(section(modelCard(facts), 'Intended use')).toContain(FILL_IN);
    expect(section(modelCard(facts), 'Limits and risks')).toContain(FILL_IN);
  });

  it('says what was not measured or recorded', () => {
    const record = { ...ringRecord, data: {}, ranOn: [], trainedMs: 0 };
    const bare = { ...facts, record, metrics: [], sheets: [] };
    const empty = { names: [], steps: new Float64Array(), values: [] };
    const card = modelCard({ ...bare, losses: empty });
    expect(section(card, 'Data')).toContain('| data | ring | generated | not recorded |');
    expect(section(card, 'Results')).toContain('No metrics were measured.');
    expect(card).not.toContain('## Samples');
    expect(card).not.toContain('undefined');
    expect(card).not.toContain('NaN');
  });

  it('stays a table whatever things are called', () => {
    const name = 'a | b\nc';
    const data = { data: { name, count: 1, hash: 'h' } };
    const card = modelCard({ ...facts, record: { ...ringRecord, name, data } });
    expect(card).toContain('# a | b c\n');
    expect(section(card, 'Data')).toContain('| data | a \\| b c | generated | 1 |');
  });
});

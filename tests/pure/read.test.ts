/** Reading documents: good ones come back, bad and hostile ones end in problems, quickly. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMAT, VERSION } from '../../graph-schemas/document.ts';
import { type Json, MIGRATORS, migrate } from '../../graph-schemas/migrations.ts';
import { compile } from '../../src/compiler/compile.ts';
import { readDocument } from '../../src/graph/read.ts';
import { writeDocument } from '../../src/graph/write.ts';
import { expectChinese } from './support/in-chinese.ts';
import { sample } from './support/sample.ts';

const text = (change: (raw: Record<string, unknown>) => void) => {
  const raw = structuredClone(sample()) as unknown as Record<string, unknown>;
  change(raw);
  return JSON.stringify(raw);
};
const first = (source: string) => {
  const { problems } = readDocument(source);
  expectChinese(problems);
  return problems[0];
};

describe('a good document', () => {
  it('comes back as it was written', () => {
    expect(readDocument(writeDocument(sample()))).toEqual({ document: sample(), problems: [] });
  });

  it('may begin with a byte order mark', () => {
    expect(readDocument(`\uFEFF${writeDocument(sample())}`).document).toEqual(sample());
  });

  it('of version 1 is still read and compiled as it was when it was frozen', () => {
    const frozen = new URL('../fixtures/documents/v1.json', import.meta.url);
    const { document, problems } = readDocument(readFileSync(frozen, 'utf8'));
    expect(problems).toEqual([]);
    if (!document) return;
    const { summary } = compile(document);
    expect(summary?.networks.G?.trainable).toBe(6_320);
    expect(summary?.networks.D?.trainable).toBe(2_464);
    expect(summary?.phases.map(({ node, trains }) => [node, trains])).toEqual([
      ['trainD', ['D']],
      ['trainG', ['G']],
    ]);
  });
});

describe('a bad document', () => {
  it.each([
    ['{"a": 1,\n  "b": }', 'found "}" at line 2, column 8'],
    ['[1, 2', 'found the end of the file too early'],
    ['', 'found an empty file; choose a document'],
    [' \n', 'found an empty file'],
    ['\u001f\uFFFD\u0008\u0000', 'found what is no text, perhaps an archive'],
    ['\uFFFD\uFFFD{\u0000}\u0000', 'found what is no text, perhaps an archive'],
    ['{"a": "line\nbreak"}', 'found "\\n" at line 1, column 12'],
    ['{"a": 01}', 'found "1" at line 1, column 8'],
    ['{"a": 1} x', 'found "x" at line 1, column 10'],
    ['{a: 1}', 'found "a" at line 1, column 2'],
    ['{"a": "\\x"}', 'found "\\\\" at line 1, column 8'],
    ['{"a": [1, {"b": true,}]}', 'found "}" at line 1, column 22'],
  ])('that is no JSON is told where: %j', (source, where) => {
    expect(first(source)).toMatchObject({
      code: 'document.not-json',
      message: expect.stringContaining(`expected JSON, ${where}`),
    });
  });

  it.each([['null'], ['[]'], ['3'], ['{}'], ['{"format": "something"}']])(
    'of another format is refused: %s',
    (source) => {
      expect(first(source)?.code).toBe('document.wrong-format');
    },
  );

  it('of a newer version is refused with both versions', () => {
    const problem = first(text((raw) => Object.assign(raw, { version: 7 })));
    expect(problem?.code).toBe('document.unknown-version');
    expect(problem?.message).toMatch(/version 7.*up to 1.*newer Ganvas/);
  });

  it('has each unknown field named with its path', () => {
    const { problems } = readDocument(
      text((raw) => {
        Object.assign(raw, { extra: 1 });
        Object.assign(raw.objective as Json, { color: 'red' });
        Object.assign((raw.objective as { nodes: { z: object } }).nodes.z, { size: 3, shade: 4 });
      }),
    );
    expect(problems.map(({ code, where }) => [code, where.field])).toEqual(
      ['objective.nodes.z.size', 'objective.nodes.z.shade', 'objective.color', 'extra'].map(
        (field) => ['document.unknown-field', field],
      ),
    );
  });

  it('has wrong values told with what was expected and found', () => {
    const { problems } = readDocument(
      text((raw) =>
        Object.assign(raw, { name: 5, training: { batchSize: true, steps: 1, seed: -1 } }),
      ),
    );
    const messages = problems.map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringMatching(/^name: expected a text, found 5$/));
    expect(messages).toContainEqual(
      expect.stringMatching(/^training.batchSize: expected a number or an expression, found true$/),
    );
    expect(messages).toContainEqual(
      expect.stringMatching(/^training.seed: expected at least 0, found -1$/),
    );
  });

  it('is told each fault once, in plain words', () => {
    const seeds = { 1e308: 'at most 4294967295', 1.5: 'a whole number' };
    for (const [seed, expected] of Object.entries(seeds)) {
      const training = { batchSize: 1, steps: 1, seed: Number(seed) };
      const { problems } = readDocument(text((raw) => Object.assign(raw, { training })));
      expect(problems.map(({ message }) => message)).toEqual([
        `training.seed: expected ${expected}, found ${Number(seed)}`,
      ]);
    }
    expect(first(text((raw) => Object.assign(raw, { objective: [] })))?.message).toBe(
      'objective: expected an object {…}, found []',
    );
  });

  it.each([
    ['{"a": 1, "b": {"a": 2}, "a" : 3}', '"a" twice, again at line 1, column 25'],
    [
      '[{"x": [{"y": 1}, {"y": 2}]},\n {"x": {}, "x": {}}]',
      '"x" twice, again at line 2, column 12',
    ],
  ])('that says a name twice is refused, as one of them would be lost: %s', (source, where) => {
    expect(first(source)).toMatchObject({ code: 'document.doubled-key' });
    expect(first(source)?.message).toContain(where);
  });

  it('may hold the same name in different objects, and quotes and colons in texts', () => {
    const source = '{"a": {"a": "a\\": ", "b": ["a", "a", "\\\\"]}, "c": "a"}';
    expect(first(source)).toMatchObject({ code: 'document.wrong-format' });
  });

  it('cannot say both steps and epochs', () => {
    const training = { batchSize: 1, steps: 1, epochs: 1, seed: 1 };
    expect(first(text((raw) => Object.assign(raw, { training })))?.message).toMatch(
      /exactly one of "steps" and "epochs"/,
    );
  });
});

describe('a hostile document', () => {
  const many = (count: number) =>
    `{${Array.from({ length: count }, (_, at) => `"n${at}":{"kind":"relu"}`).join(',')}}`;
  const withNodes = (nodes: string) =>
    JSON.stringify({ ...sample(), objective: { nodes: '@', edges: [] } }).replace('"@"', nodes);
  const cases: [string, string, string][] = [
    ['with a million nodes', withNodes(many(1_000_000)), 'document.too-large'],
    ['with forty thousand nodes', withNodes(many(40_000)), 'document.too-large'],
    ['of 200 MB', `"${'x'.repeat(200_000_000)}"`, 'document.too-large'],
    ['that nests deeply', '['.repeat(3_000_000) + ']'.repeat(3_000_000), 'document.too-large'],
    ['that nests deeply and never ends', '{"a":'.repeat(1_000_000), 'document.too-large'],
    ['with a __proto__ key', '{"format":{"__proto__":{"a":1}}}', 'document.forbidden-key'],
    [
      'with a constructor key',
      withNodes('{"constructor":{"kind":"relu"}}'),
      'document.forbidden-key',
    ],
    ['with a prototype key', '{"prototype":1}', 'document.forbidden-key'],
    [
      'with a number past all numbers',
      withNodes('{"a":{"kind":"relu","at":[1e999,0]}}'),
      'document.invalid',
    ],
    [
      'with a number of 1e308',
      withNodes('{"a":{"kind":"relu","at":[1e308,0]}}'),
      'document.invalid',
    ],
    [
      'with a million wrong fields',
      `{${many(9_000).slice(1, -1)},"format":"${FORMAT}","version":${VERSION}}`,
      'document.invalid',
    ],
  ];

  it.each(cases)('%s ends in a problem', (_, source, code) => {
    const { document, problems } = readDocument(source);
    expect(document).toBeNull();
    expect(problems[0]?.code).toBe(code);
    expect(problems.length).toBeLessThanOrEqual(100);
    for (const { message } of problems) expect(message.length).toBeLessThan(1_000);
  });

  it('with huge numbers where sizes stand ends in a problem of the compiler', () => {
    const document = sample();
    document.parameters.width = { value: 1e308 };
    expect(compile(document).problems.map(({ code }) => code)).toContain('param.out-of-bounds');
  });
});

describe('the chain of migrations', () => {
  const step = (from: number) => ({
    from,
    note: `version ${from + 1}`,
    migrate: (raw: Json) => ({ ...raw, trail: [...((raw.trail as number[]) ?? []), from] }),
  });

  it('runs every migrator from the version of the document on, oldest first', () => {
    const chain = [step(1), step(2), step(3)];
    const run = (version: number) => migrate({ format: FORMAT, version }, chain, 4);
    expect(run(1)).toMatchObject({ ok: true, document: { version: 4, trail: [1, 2, 3] } });
    expect(run(3)).toMatchObject({ ok: true, document: { version: 4, trail: [3] } });
    expect(run(4)).toMatchObject({ ok: true, from: 4 });
    expect(run(5)).toMatchObject({ ok: false, reason: 'version' });
  });

  it('changes no argument', () => {
    const raw = Object.freeze({ format: FORMAT, version: 1 });
    migrate(raw, [step(1)], 2);
    expect(raw).toEqual({ format: FORMAT, version: 1 });
  });

  it('leads without a gap from version 1 to the current one', () => {
    expect(MIGRATORS.map(({ from }) => from)).toEqual(
      Array.from({ length: VERSION - 1 }, (_, at) => at + 1),
    );
  });

  it.each([[0], [1.5], ['1'], [null], [undefined]])('refuses the version %s', (version) => {
    expect(migrate({ format: FORMAT, version })).toMatchObject({ ok: false, reason: 'version' });
  });
});

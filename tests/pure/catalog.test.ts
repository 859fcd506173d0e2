/** Every kind keeps the promises that palette, forms, compiler and runtime rely on. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalog, definitionOf } from '../../src/nodes/catalog.ts';
import type { Definition, Ports } from '../../src/nodes/define.ts';
import { type Field, fieldsOf } from '../../src/nodes/fields/describe.ts';

const FOLDER = new URL('../../src/nodes/', import.meta.url);
const EXPECTED = [
  ...['input', 'output', 'block', 'dense', 'conv2d', 'conv2d-transpose', 'batch-norm'],
  ...['relu', 'leaky-relu', 'tanh', 'sigmoid', 'dropout', 'reshape', 'flatten', 'concat', 'add'],
  ...['dataset', 'noise', 'random-label', 'apply', 'stop-gradient', 'adversarial', 'l1', 'mse'],
  ...['optimizer-step', 'preview', 'scatter', 'metric'],
  ...['depthwise-conv2d', 'embedding', 'learned-constant', 'modulated-conv2d', 'self-attention'],
  ...[
    'upsample',
    'avg-pool',
    'max-pool',
    'global-avg-pool',
    'blur',
    'pixel-shuffle',
    'pad',
    'crop',
  ],
  ...['gaussian-noise', 'noise-injection', 'minibatch-stddev', 'permute', 'multiply', 'lerp'],
  ...['slice', 'one-hot', 'constant', 'schedule', 'matmul', 'reduce'],
  ...['conditional-batch-norm', 'instance-norm', 'layer-norm', 'group-norm', 'pixel-norm', 'adain'],
  ...['prelu', 'elu', 'selu', 'gelu', 'swish', 'softplus', 'softmax', 'exp'],
  ...['huber', 'cross-entropy', 'binary-cross-entropy', 'kl', 'cosine', 'total-variation'],
  ...['feature-matching', 'gradient-penalty', 'r1', 'r2', 'path-length', 'style-mix', 'truncate'],
  ...['batch-concat', 'batch-split', 'interpolate', 'augment', 'mask', 'image-pool'],
];

const definitions = [...catalog.values()];
const byKind = definitions.map((definition) => [definition.kind, definition] as const);

/** Names that a document must give, since they refer to its own networks and blocks. */
const REQUIRED = { network: 'G', block: 'Residual' };

function defaultsOf(definition: Definition): unknown {
  const required = fieldsOf(definition.params)
    .filter(({ isRequired }) => isRequired)
    .map(({ name }) => [name, REQUIRED[name as keyof typeof REQUIRED]]);
  return definition.params.parse(Object.fromEntries(required));
}

function portsOf(definition: Definition): Ports | null {
  return 'ports' in definition ? definition.ports(defaultsOf(definition)) : null;
}

describe('the catalog', () => {
  it('holds exactly the kinds of this version', () => {
    expect([...catalog.keys()].sort()).toEqual([...EXPECTED].sort());
  });

  it('has every kind in a file of its name', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
    const kinds = files.filter((file) =>
      /export const definition\b/.test(readFileSync(new URL(file, FOLDER), 'utf8')),
    );
    expect(kinds.map((file) => file.replace(/\.ts$/, '')).sort()).toEqual(
      [...catalog.keys()].sort(),
    );
  });

  it('answers a kind that does not exist with nothing', () => {
    expect(definitionOf('conv2d')?.kind).toBe('conv2d');
    expect(definitionOf('constructor')).toBeUndefined();
  });

  it('has no two kinds of one title', () => {
    expect(new Set(definitions.map(({ title }) => title)).size).toBe(definitions.length);
  });
});

describe.each(byKind)('%s', (_, definition) => {
  it('accepts its own defaults and shows them in a badge', () => {
    const params = defaultsOf(definition);
    const badge = definition.badge?.(params);
    expect(badge ?? 'none').toMatch(/^[^\s·].*[^\s·]$|^[^\s·]$/);
    expect(badge ?? '').not.toMatch(/undefined|null|NaN|object/);
  });

  it('refuses parameters that it does not have', () => {
    const params = { ...(defaultsOf(definition) as object), surprise: 1 };
    expect(definition.params.safeParse(params).success).toBe(false);
  });

  it('labels every field and keeps the initial value within its bounds', () => {
    for (const field of fieldsOf(definition.params)) checkField(field);
  });

  it('has words to be found by and a summary that ends as a sentence', () => {
    expect(definition.aliases.length).toBeGreaterThan(0);
    expect(new Set(definition.aliases).size).toBe(definition.aliases.length);
    expect(definition.summary).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it('names ports as the conventions say, each once', () => {
    const ports = portsOf(definition);
    if (!ports) return;
    for (const side of [ports.inputs, ports.outputs]) {
      const names = side.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_-]*$/);
    }
    if (definition.family === 'layer') {
      expect(ports.outputs.map(({ name }) => name)).toEqual(['out']);
    }
    if (definition.family === 'loss')
      expect(ports.outputs).toEqual([{ name: 'loss', gives: 'loss' }]);
  });

  it('cites an arXiv paper by its address, or none', () => {
    const papers = [definition.paper, definition.about?.(defaultsOf(definition)).paper];
    for (const paper of papers.filter((paper) => paper !== undefined)) {
      expect(paper.url).toMatch(/^https:\/\/arxiv\.org\/abs\/\d{4}\.\d{4,5}$/);
      // arXiv numbers begin with the year.
      expect(2000 + Number(paper.url.slice(22, 24))).toBe(paper.year);
    }
  });

  it('says how PyTorch writes it, if it computes something', () => {
    const computes = ['layer', 'loss', 'operation', 'source', 'barrier'];
    expect(definition.torch !== undefined).toBe(computes.includes(definition.family));
  });

  it('can be written as a JSON Schema', () => {
    const schema = z.toJSONSchema(definition.params, { io: 'input' });
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

function checkField({ name, meta, initial, isRequired, variants, schema }: Field): void {
  expect(meta.label, name).toMatch(/^[A-Z]/);
  if (meta.help !== undefined) expect(meta.help, name).toMatch(/\.$/);
  if (isRequired) {
    expect(meta.type, name).toBe('reference');
    return;
  }
  expect(schema.safeParse(initial), name).toMatchObject({ success: true, data: initial });
  if (meta.type === 'numeric' || meta.type === 'numerics' || meta.type === 'schedules') {
    for (const value of [initial].flat()) {
      if (value === null && meta.type === 'numeric' && meta.isNullable) continue;
      expect(value, name).toBeTypeOf('number');
      expect(value, name).toBeGreaterThanOrEqual(meta.min ?? Number.NEGATIVE_INFINITY);
      expect(value, name).toBeLessThanOrEqual(meta.max ?? Number.POSITIVE_INFINITY);
      if (meta.integer) expect(Number.isInteger(value), name).toBe(true);
    }
  }
  if (meta.type === 'choice') {
    expect(meta.choices.map(({ value }) => value)).toContain(initial);
  }
  if (meta.type === 'variant' || meta.type === 'schedules') {
    expect([...variants.keys()].sort()).toEqual(meta.choices.map(({ value }) => value).sort());
    for (const [type, fields] of variants) {
      const value = meta.type === 'variant' ? { type } : [{ type }];
      expect(schema.safeParse(value).success, `${name}: ${type}`).toBe(true);
      for (const field of fields) checkField(field);
    }
  }
}

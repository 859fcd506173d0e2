/** Our wasm kernels, and the operations on them, against `cpu`. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compareBackends, type Difference } from './support/compare.ts';
import { kernelCases } from './support/kernel-cases.ts';

const differences = new Map<string, Difference>();

beforeAll(async () => {
  for (const difference of await compareBackends('wasm', kernelCases)) {
    differences.set(difference.name, difference);
  }
}, 120_000);

describe('wasm computes what cpu computes', () => {
  it.each(kernelCases.map(({ name }) => name))('%s', (name) => {
    expect(differences.get(name)?.complaints).toEqual([]);
  });
});

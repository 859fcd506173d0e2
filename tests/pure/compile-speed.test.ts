/** A large document is compiled while a person types. The figures themselves are `tests/bench/compile.bench.ts`. */
import { expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { largeDocument } from '../bench/large-document.ts';

it('a document of 1,000 nodes compiles in under 100 ms', () => {
  const document = largeDocument(1000);
  const { problems, program } = compile(document);
  expect(problems).toEqual([]);
  expect(program?.networks.length).toBeGreaterThan(20);
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    compile(structuredClone(document));
    return performance.now() - start;
  });
  // The fastest of a few: other work on the machine only ever adds.
  expect(Math.min(...times)).toBeLessThan(100);
});

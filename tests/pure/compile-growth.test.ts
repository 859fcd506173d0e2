/** Compilation keeps up with a person who types. How fast it is, `tests/bench/compile.bench.ts` measures. */
import { expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { largeDocument } from '../bench/large-document.ts';

/** How often anything of a document is read. */
function countReads<T extends object>(document: T): { readonly watched: T; reads(): number } {
  let reads = 0;
  const proxies = new WeakMap<object, object>();
  const watch = <V>(value: V): V => {
    if (typeof value !== 'object' || value === null) return value;
    const known = proxies.get(value);
    if (known) return known as V;
    const proxy = new Proxy(value, {
      get(target, key) {
        reads += 1;
        return watch(Reflect.get(target, key));
      },
    });
    proxies.set(value, proxy);
    return proxy;
  };
  return { watched: watch(document), reads: () => reads };
}

function readsOf(nodes: number): number {
  const { watched, reads } = countReads(largeDocument(nodes));
  const { problems, program } = compile(watched);
  expect(problems).toEqual([]);
  expect(program?.networks.length).toBe(Math.floor((nodes - 1) / 43));
  return reads();
}

it('the work of compiling grows with the document, not with its square', () => {
  const [small, large] = [readsOf(500), readsOf(2000)];
  expect(large / small).toBeLessThan(6);
});

/** Compiling a document of 1,000 nodes; the promise is under 100 ms. `npx vitest bench --run tests/bench/compile.bench.ts` */
import { bench, describe } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { largeDocument } from './large-document.ts';

describe('a document of 1,000 nodes', () => {
  const document = largeDocument(1000);
  let width = 0;

  bench('compiles', () => {
    compile(document);
  });

  bench('compiles after an edit', () => {
    width = (width % 50) + 1;
    const params = { units: width };
    compile(applyEdit(document, { type: 'set-params', graph: 'networks.N0', id: 'fc', params }));
  });
});

/** Files are looked at before they go to the worker, also in the page as it is built, where a reading for nothing might be dropped. */
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { measureFiles } from '../../src/store/measure-files.ts';

const PATH = fileURLToPath(new URL('../../src/store/measure-files.ts', import.meta.url));

/** Shaken and shortened as the page is. */
async function built(): Promise<typeof measureFiles> {
  const output = await build({
    ...{ configFile: false, publicDir: false },
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: PATH, preserveEntrySignatures: 'strict' },
    },
  });
  const [{ code }] = (output as Rolldown.RolldownOutput).output;
  const loaded = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return loaded.measureFiles;
}

it.each([
  ['as written', async () => measureFiles],
  ['as built', built],
])('every size is read once before all are said to be known, %s', async (_, load) => {
  const measure = await load();
  const read: number[] = [];
  const files = Array.from({ length: 5 }, (_, i) => {
    const file = new File(['x'], `${i}.png`);
    return {
      path: file.name,
      file: Object.defineProperty(file, 'size', { get: () => read.push(i) }),
    };
  });
  const known = await new Promise((resolve) => measure(files, () => resolve([...read])));
  expect(known).toEqual([0, 1, 2, 3, 4]);
});

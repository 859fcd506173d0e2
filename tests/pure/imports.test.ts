/** Imports point one way: the table of `docs/architecture.md`, read over all sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ALL = [
  'graph-schemas',
  'nodes',
  'graph',
  'compiler',
  'data',
  'runtime',
  'worker',
  'store',
  'ui',
];
/** Folders whose values a folder may import. Types cost nothing at run time, so more of them may cross. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'graph-schemas': [],
  nodes: ['graph-schemas'],
  graph: ['nodes', 'graph-schemas', 'presets'],
  compiler: ['graph', 'nodes', 'graph-schemas'],
  data: [],
  runtime: ['compiler', 'nodes', 'data', 'graph-schemas'],
  worker: ['runtime', 'compiler', 'nodes', 'data', 'graph', 'graph-schemas'],
  store: ['graph', 'compiler', 'nodes', 'worker', 'graph-schemas', 'data'],
  ui: ['store', 'compiler', 'graph', 'nodes', 'graph-schemas', 'worker', 'data'],
  cli: ALL.filter((folder) => folder !== 'ui' && folder !== 'store'),
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly isType: boolean;
}

const PATTERN =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g;

function importsOf(folder: string): readonly Import[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
    .flatMap((name) => {
      const file = join(folder, name);
      const source = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      return [...source.matchAll(PATTERN)].map(([, type, from, lazy, bare]) => {
        const target = from ?? lazy ?? bare ?? '';
        return { file, target, isType: type !== undefined };
      });
    });
}

/** `graph` of `src/graph/read.ts`, `graph-schemas` of its files, null outside of both. */
function folderOf({ file, target }: Import): string | null {
  if (!target.startsWith('.')) return null;
  const [top = '', second = ''] = relative('.', normalize(join(dirname(file), target))).split('/');
  return top === 'src' ? second : top;
}

const folders = Object.keys(MAY_IMPORT);
const pathOf = (folder: string) => (folder === 'graph-schemas' ? folder : `src/${folder}`);

describe('imports', () => {
  it.each(folders)('of %s point only where the table allows', (folder) => {
    const allowed = new Set([folder, ...(MAY_IMPORT[folder] ?? [])]);
    const wrong = importsOf(pathOf(folder)).filter((found) => {
      const target = folderOf(found);
      return !found.isType && target !== null && !allowed.has(target);
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it.each(['graph-schemas', 'nodes', 'graph', 'compiler'])(
    'of %s bring no tensors and no page with them',
    (folder) => {
      const packages = importsOf(pathOf(folder))
        .filter(({ isType, target }) => !isType && !target.startsWith('.'))
        .map(({ target }) => target);
      for (const name of packages) expect(['zod', 'jsep']).toContain(name);
    },
  );

  it('of the page never reach the runtime, not even for types of tensors', () => {
    const wrong = [...importsOf('src/ui'), ...importsOf('src/store')].filter(
      ({ target, isType }) => !isType && /runtime\/|@tensorflow/.test(target),
    );
    expect(wrong).toEqual([]);
  });

  it('say the extension of every file', () => {
    const wrong = folders
      .flatMap((folder) => importsOf(pathOf(folder)))
      .filter(({ target }) => target.startsWith('.') && !/\.[a-z]+(\?.*)?$/.test(target));
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});

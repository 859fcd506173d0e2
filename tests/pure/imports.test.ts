/** Imports point one way: the table of `docs/architecture.md`, read over all sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Folders that stand beside `src`. */
const TOP = ['presets', 'graph-schemas'];
const TABLE = readTable(readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8'));
const folders = [...TABLE.keys()];

/** Folders of the table, from the bottom up, and whose values each may import. */
function readTable(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const [, table = ''] = /\| may import +\|\n.*\n((?:\|.*\n)+)/.exec(text) ?? [];
  const rows = [...table.matchAll(/^\| `(?:src\/)?([a-z-]+)\/` +\|.*\| ([^|]*?) +\|$/gm)];
  return new Map(
    rows.map(([, folder = '', names = '']) => [folder, new Set(names.match(/[a-z-]+/g))]),
  );
}

/** What of the runtime the page may have: forms of checkpoints, and what one run can take over of another. */
const WITHOUT_TENSORS = ['checkpoint.ts', 'fork.ts', 'plan/parts.ts'].map(
  (file) => `src/runtime/${file}`,
);

interface Import {
  readonly file: string;
  readonly target: string;
  readonly isType: boolean;
}

const PATTERN =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]|import\.meta\.glob[^(]*\(\s*['"]([^'"]+)['"]/g;

function importsOf(folder: string): readonly Import[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
    .flatMap((name) => {
      const file = join(folder, name);
      const source = readFileSync(join(ROOT, file), 'utf8').replace(/^\s*\/\*[\s\S]*?\*\//gm, '');
      return [...source.matchAll(PATTERN)].map(([, type, ...targets]) => {
        const target = targets.find((found) => found !== undefined) ?? '';
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

const pathOf = (folder: string) => (TOP.includes(folder) ? folder : `src/${folder}`);
const across = (folder: string) =>
  importsOf(pathOf(folder)).flatMap((found) => {
    const to = folderOf(found);
    return to === null || to === folder ? [] : [{ ...found, to }];
  });
const told = ({ file, target }: Import) => `${file} imports ${target}`;

describe('imports', () => {
  it('are told of every folder', () => {
    const sources = readdirSync(join(ROOT, 'src'), { withFileTypes: true });
    const names = sources.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    expect([...folders].sort()).toEqual([...TOP, ...names].sort());
  });

  it.each(folders)(
    'of %s bring values from where the table says, and from nowhere else',
    (folder) => {
      const values = across(folder).filter(({ isType }) => !isType);
      const allowed = TABLE.get(folder) ?? new Set();
      expect(values.filter(({ to }) => !allowed.has(to)).map(told)).toEqual([]);
      expect([...new Set(values.map(({ to }) => to))].sort()).toEqual([...allowed].sort());
    },
  );

  it.each(folders)('of %s point up the table, types too', (folder) => {
    const isAbove = (to: string) => folders.indexOf(to) < folders.indexOf(folder);
    expect(
      across(folder)
        .filter(({ to }) => !isAbove(to))
        .map(told),
    ).toEqual([]);
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

  it('lead from the page to no tensors, by whatever way', () => {
    const all = folders.flatMap((folder) => importsOf(pathOf(folder)));
    const reached = new Set<string>();
    const queue = ['src/ui/main.tsx'];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (reached.has(file)) continue;
      reached.add(file);
      const values = all.filter((found) => found.file === file && !found.isType);
      for (const { target } of values) {
        expect(target, `${file} imports it`).not.toMatch(/^@tensorflow/);
        if (target.startsWith('.')) queue.push(normalize(join(dirname(file), target)));
      }
    }
    const files = [...reached].filter((file) => /\.tsx?$/.test(file));
    expect(files).toContain('src/worker/client.ts');
    expect(files.length).toBeGreaterThan(200);
    const ofRuntime = files.filter((file) => file.startsWith('src/runtime/'));
    expect(ofRuntime.filter((file) => !WITHOUT_TENSORS.includes(file))).toEqual([]);
  });

  it('say the extension of every file', () => {
    const wrong = folders
      .flatMap((folder) => importsOf(pathOf(folder)))
      .filter(({ target }) => target.startsWith('.') && !/\.[a-z]+(\?.*)?$/.test(target));
    expect(wrong.map(told)).toEqual([]);
  });
});

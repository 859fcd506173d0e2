/** What the page needs at its start, read over the sources: parts that it can do without are reached by `import()` alone. */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STATIC =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\s)[^;'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)import\s*['"]([^'"]+)['"]/g;

/** Files and packages that come with the entry, each with the file that asked for it. */
function reached(): ReadonlyMap<string, string> {
  const found = new Map([['src/ui/main.tsx', '']]);
  for (const file of found.keys()) {
    if (!/^src\/.*\.tsx?$|^graph-schemas\//.test(file)) continue;
    for (const [, from, alone] of readFileSync(join(ROOT, file), 'utf8').matchAll(STATIC)) {
      const target = from ?? alone ?? '';
      const id = target.startsWith('.') ? normalize(join(dirname(file), target)) : target;
      if (!found.has(id)) found.set(id, file);
    }
  }
  return found;
}

const LATER = [
  'uplot',
  'dexie',
  'fflate',
  'elkjs',
  'src/graph/presets.ts',
  'src/graph/repair.ts',
  'src/ui/tour/tour.tsx',
  'src/ui/list/list-view.tsx',
  'src/ui/gallery/gallery.tsx',
  'src/ui/commands/command-palette.tsx',
  'src/ui/commands/shortcut-sheet.tsx',
  'src/ui/files/share-dialog.tsx',
  'src/ui/files/import-report.tsx',
  'src/ui/files/recent-documents.tsx',
  'src/ui/blocks/structure-dialogs.tsx',
  'src/ui/equation/equation.tsx',
  'src/ui/inspector/node-inspector.tsx',
  'src/ui/health/health-section.tsx',
  'src/ui/health/health-mark.tsx',
  'src/ui/compare/compare-view.tsx',
  'src/ui/texts/en/compare.ts',
  'src/ui/run/losses-panel.tsx',
  'src/ui/run/data-panel.tsx',
  'src/ui/explore/explore-panel.tsx',
  'src/ui/run/plan-panel.tsx',
  'src/ui/runs/runs-panel.tsx',
  'src/ui/variants/sweep-dialog.tsx',
  'src/ui/variants/queue-panel.tsx',
  'src/store/queue.ts',
];

describe('the start of the page', () => {
  it('does without what nobody sees at first', () => {
    const start = reached();
    expect(start.size).toBeGreaterThan(300);
    const early = LATER.flatMap((id) => (start.has(id) ? [`${id}, by ${start.get(id)}`] : []));
    expect(early).toEqual([]);
  });

  it('names files that exist', () => {
    for (const id of LATER) if (id.startsWith('src/')) readFileSync(join(ROOT, id));
  });
});

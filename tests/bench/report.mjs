/** `docs/benchmarks.md` in sections, each written by the script that measures it; the others stay as they are. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/setup/root.mjs';

const FILE = join(ROOT, 'docs', 'benchmarks.md');
const TITLE = '# Benchmarks\n';

/** Puts the text between the section's marks, or at the end where it is new. */
export function writeSection(name, text) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const section = `${begin}\n\n${text.trim()}\n\n${end}`;
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : TITLE;
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  const isThere = from >= 0 && to > from;
  const after = isThere
    ? before.slice(0, from) + section + before.slice(to + end.length)
    : `${before.trimEnd()}\n\n${section}\n`;
  writeFileSync(FILE, after);
}

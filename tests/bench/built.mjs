/** Builds a script of TypeScript for Node, runs its `main` with the arguments of the command line, and ends. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from '../../src/cli/setup/install.mjs';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { fail, requireNode } from '../../src/cli/setup/say.mjs';

/** `name` of `tests/bench/NAME.ts`. */
export async function runBuilt(name) {
  requireNode();
  ensureInstalled();
  // Inside node_modules, so that packages are found from there.
  const out = join(ROOT, 'node_modules', '.cache', `ganvas-${name}-${process.pid}`);
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const entry = `tests/bench/${name}.ts`;
  const args = ['build', '--ssr', entry, '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) fail(`Building the script failed:\n${stdout}${stderr}`);
  try {
    const { main } = await import(pathToFileURL(join(out, `${name}.js`)).href);
    await main(process.argv.slice(2));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  process.exit(0);
}

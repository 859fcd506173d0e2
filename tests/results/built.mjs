/** Runs a TypeScript program of this folder: built by vite into a file of its own, which is gone afterwards. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from '../../src/cli/setup/install.mjs';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { fail, requireNode } from '../../src/cli/setup/say.mjs';

/** Ends the process with the status that its `main(root, argv)` answers. */
export async function runBuilt(name) {
  requireNode();
  ensureInstalled();
  // Inside node_modules, so that packages are found from there.
  const out = join(ROOT, 'node_modules', '.cache', `ganvas-results-${process.pid}`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/vite/bin/vite.js'),
      ...['build', '--ssr', `tests/results/${name}.ts`, '--outDir', out, '--emptyOutDir'],
      ...['--logLevel', 'warn'],
    ],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (status !== 0) fail(`Building the script failed:\n${stdout}${stderr}`);
  let code = 1;
  try {
    const { main } = await import(pathToFileURL(join(out, `${name}.js`)).href);
    code = await main(ROOT, process.argv.slice(2));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  process.exit(code);
}

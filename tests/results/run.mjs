/**
 * `npm run results [-- NAME…]`: trains presets long enough to see that they learn, and writes what came out (sheets,
 * curves, measured values beside their thresholds) to docs/results. Minutes to hours long, so no part of `npm test`.
 * `npm run results -- --help` says more.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from '../../src/cli/setup/install.mjs';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { fail, requireNode } from '../../src/cli/setup/say.mjs';

requireNode();
ensureInstalled();
/** Inside node_modules, so that packages are found from there. */
const out = join(ROOT, 'node_modules', '.cache', `ganvas-results-${process.pid}`);
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [
    join(ROOT, 'node_modules/vite/bin/vite.js'),
    'build',
    ...['--ssr', 'tests/results/main.ts', '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'],
  ],
  { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
);
if (status !== 0) fail(`Building the script failed:\n${stdout}${stderr}`);
const { rmSync } = await import('node:fs');
let code = 1;
try {
  const { main } = await import(pathToFileURL(join(out, 'main.js')).href);
  code = await main(ROOT, process.argv.slice(2));
} finally {
  rmSync(out, { recursive: true, force: true });
}
process.exit(code);

/** The page for benchmarks of it, built anew where its sources changed. Answers the folder. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/setup/root.mjs';

export function buildPage() {
  const build = join(ROOT, 'src/cli/setup/build.mjs');
  if (spawnSync(process.execPath, [build, 'page'], { cwd: ROOT, stdio: 'inherit' }).status !== 0)
    throw new Error('Building the page failed; the messages above say where.');
  return join(ROOT, 'dist');
}

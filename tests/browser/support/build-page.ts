/** Before the browser tests: builds the page if a source has changed. Files that start together find it built. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export default function buildPage(): void {
  execFileSync(process.execPath, ['src/cli/setup/build.mjs', 'page'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

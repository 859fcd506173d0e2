/** The built page on a free port of this machine, with the headers that `npm start` sends. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Served, serve } from '../../../src/cli/setup/serve.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Builds if a source changed since the last build. Close it when the tests are done. */
export async function servedBuild(): Promise<Served> {
  execFileSync(process.execPath, ['src/cli/setup/build.mjs', 'page'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return serve(fileURLToPath(new URL('../../../dist/', import.meta.url)), 0);
}

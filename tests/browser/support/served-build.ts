/** The built page on a free port of this machine, with the headers that `npm start` sends. */
import { fileURLToPath } from 'node:url';
import { type Served, serve } from '../../../src/cli/setup/serve.mjs';

/** As `build-page.ts` left it before the first test. Close it when the tests are done. */
export function servedBuild(): Promise<Served> {
  return serve(fileURLToPath(new URL('../../../dist/', import.meta.url)), 0);
}

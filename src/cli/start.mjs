/** `npm start`: installs, builds, serves the page and says where. Node's own modules only, as nothing may be installed yet. */
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { bold, dim, fail, requireNode, say } from './setup/say.mjs';
import { serve } from './setup/serve.mjs';

const PORT = 4173;

requireNode();
ensureInstalled();
const folder = ensureBuilt('page');
try {
  const { url, close } = await serve(folder, PORT);
  say(`\n  ${bold('Ganvas')} is at ${bold(url)}\n  ${dim('Ctrl-C ends it.')}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => close().then(() => process.exit(0)));
} catch (error) {
  if (error?.code !== 'EADDRINUSE') throw error;
  fail(
    `Port ${PORT} is taken by another program, perhaps by a Ganvas that already runs: look at http://localhost:${PORT}/. Otherwise end that program and start again.`,
  );
}

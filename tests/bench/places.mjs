/** Where contestants of tf.js live: workers of the benchmark page, or processes of Node. */
import { fork, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ROOT } from '../../src/cli/setup/root.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));

function build(args) {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', ...args, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (status !== 0) throw new Error(`Building the benchmark failed:\n${stdout}${stderr}`);
}

/** The folder to serve. */
export function buildBenchPage() {
  const out = join(ROOT, 'dist-bench');
  build(['--config', join(HERE, 'vite.config.ts'), '--outDir', out]);
  return out;
}

/** A page for each comparison. */
export function inPage({ browser, url }) {
  let page;
  const ask = async (who, request) => {
    if (!page) {
      page = await browser.newPage();
      await page.route(url, withoutThreads);
      await page.goto(url);
    }
    return page.evaluate(([w, r]) => globalThis.benchmark.ask(w, r), [who, request]);
  };
  const stop = async () => {
    await page?.close();
    page = undefined;
  };
  return { ask, stop };
}

/** A page that is not isolated has no memory that threads share: one thread, as PyTorch has. */
async function withoutThreads(route) {
  const response = await route.fetch();
  const headers = Object.entries(response.headers()).filter(
    ([name]) => !name.startsWith('cross-origin-'),
  );
  await route.fulfill({ response, headers: Object.fromEntries(headers) });
}

/** Starts processes when they are asked; `end` removes what was built. GANVAS_DAWN: where the package webgpu lies, if elsewhere. */
export function inNode() {
  // Inside node_modules, so that packages are found from there.
  const out = join(ROOT, 'node_modules', '.cache', `ganvas-bench-${process.pid}`);
  build(['--ssr', 'tests/bench/contestants/process.ts', '--outDir', out]);
  const start = join(out, 'start.mjs');
  mkdirSync(join(out, 'node_modules'), { recursive: true });
  const dawn = process.env.GANVAS_DAWN;
  if (dawn) symlinkSync(dawn, join(out, 'node_modules', 'webgpu'), 'dir');
  const built = pathToFileURL(join(out, 'process.js')).href;
  writeFileSync(start, `await (await import('${built}')).main(process.argv[2]);\n`);
  // One thread, as PyTorch has, unless more are asked for.
  const env = { GANVAS_WASM_THREADS: '1', ...process.env };
  let children = {};
  const next = (child) =>
    new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`A contestant ended with ${code}.`)));
    }).finally(() => child.removeAllListeners('exit'));
  const ask = async (who, request) => {
    if (!children[who]) {
      children[who] = fork(start, [who], { env });
      await next(children[who]);
    }
    children[who].send(request);
    const answer = await next(children[who]);
    if (answer.type === 'failed') throw new Error(`${who}: ${answer.message}`);
    return answer;
  };
  return {
    ask,
    stop: async () => {
      for (const child of Object.values(children)) child.kill();
      children = {};
    },
    end: () => rmSync(out, { recursive: true, force: true }),
  };
}

/** The Chromium that benchmarks measure in, and the built page in it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium } from '../../src/cli/setup/chromium.mjs';
import { ensureInstalled } from '../../src/cli/setup/install.mjs';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { serve } from '../../src/cli/setup/serve.mjs';

/**
 * Serves a folder, and closes all when `act` is done.
 * @param {(at: { browser: import('playwright-core').Browser, url: string }) => Promise<void>} act
 */
export async function inChromium(folder, args, act) {
  const { chromium } = await import('playwright-core');
  const executablePath = await findChromium();
  if (!executablePath)
    throw new Error('The benchmark needs a Chromium; name one in CHROMIUM_PATH.');
  const served = await serve(folder, 0);
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless=new', '--no-sandbox', '--disable-background-networking', ...args],
  });
  try {
    await act({ browser, url: served.url });
  } finally {
    await browser.close();
    await served.close();
  }
}

/** The page is that of the folder named on the command line, or built anew where its sources changed. */
export async function inBuiltPage(args, act) {
  ensureInstalled();
  await inChromium(process.argv[2] ?? buildPage(), args, act);
}

function buildPage() {
  const build = join(ROOT, 'src/cli/setup/build.mjs');
  if (spawnSync(process.execPath, [build, 'page'], { cwd: ROOT, stdio: 'inherit' }).status !== 0)
    throw new Error('Building the page failed; the messages above say where.');
  return join(ROOT, 'dist');
}

/** A page that nobody has visited, training on wasm. */
export async function openPage({ browser, url }, { viewport, settings = {}, scripts = [] }) {
  const context = await browser.newContext({ viewport });
  for (const script of scripts) await context.addInitScript(script);
  await context.addInitScript(
    (text) => localStorage.setItem('ganvas.settings', text),
    JSON.stringify({ backend: 'wasm', language: 'en', ...settings }),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.locator('.react-flow__node').first().waitFor();
  return page;
}

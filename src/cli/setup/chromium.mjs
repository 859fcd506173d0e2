/**
 * Finds a Chromium for the browser tests, in this order: the one named by CHROMIUM_PATH, one that Playwright has
 * fetched before, the system's, one that Playwright fetches now, one from the system's package manager.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './root.mjs';
import { say } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path, or undefined where none can be had. Playwright must be installed. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    say(`CHROMIUM_PATH names "${named}", where there is no file; looking elsewhere.`);
  }
  return (await playwrightChromium()) ?? systemChromium() ?? (await fetched()) ?? packaged();
}

async function playwrightChromium() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function systemChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
    .concat(PLACES)
    .find((path) => existsSync(path));
}

async function fetched() {
  say('Fetching a Chromium for the browser tests (once) …');
  const cli = join(ROOT, 'node_modules', 'playwright-core', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium', '--no-shell'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    timeout: 240_000,
  });
  return playwrightChromium();
}

function packaged() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 2, 2], timeout: 600_000 };
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  say('Installing the chromium package …');
  if (spawnSync('apt-get', install, options).status !== 0) {
    spawnSync('apt-get', ['update'], options);
    spawnSync('apt-get', install, options);
  }
  return systemChromium();
}

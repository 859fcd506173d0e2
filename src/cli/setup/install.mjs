/** Installs the dependencies when those in node_modules are not the ones that the lockfile names. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { fail, say } from './say.mjs';

/** npm records what it installed in a lockfile of its own; packages for other platforms are absent from it. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const present = readPackages(join('node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional || present[path]?.version === version,
  );
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

export function ensureInstalled() {
  if (isInstalled()) return;
  say('Installing dependencies (once, under a minute on most connections) …');
  // No package needs an install script, and npm 11 would not run them.
  const { status, error } = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  if (error || status !== 0)
    fail(
      `Installing dependencies failed${error ? ` (${error.message})` : ''}. Check the network connection and run "npm ci" to see why.`,
    );
}

/** Runs the npm that started us where there is one, so that its version and settings stay the same. */
function npm(args) {
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2] };
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js'))
    return spawnSync(process.execPath, [script, ...args], options);
  return process.platform === 'win32'
    ? spawnSync(`npm ${args.join(' ')}`, { ...options, shell: true })
    : spawnSync('npm', args, options);
}

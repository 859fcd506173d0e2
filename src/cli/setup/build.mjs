/**
 * Builds the page (`dist/`) and the terminal command (`dist-cli/`) when something they are made from has
 * changed. Run as a program, it builds what its arguments name: `node build.mjs page cli [--force]`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './root.mjs';
import { fail, say } from './say.mjs';

const TARGETS = {
  page: {
    directory: join(ROOT, 'dist'),
    what: 'the page',
    sources: ['src', 'graph-schemas', 'presets', 'public', 'index.html', 'vite.config.ts'],
    args: [],
  },
  cli: {
    directory: join(ROOT, 'dist-cli'),
    what: 'the terminal command',
    sources: ['src', 'graph-schemas', 'presets', 'vite.config.ts'],
    args: ['--ssr', 'src/cli/main.ts'],
  },
};

export const CLI_ENTRY = join(TARGETS.cli.directory, 'main.js');

/** Builds if needed and returns the folder. The finished build replaces the old one in one move. */
export function ensureBuilt(name, { isForced = false } = {}) {
  const target = TARGETS[name];
  const stamp = digest([...target.sources, 'package-lock.json']);
  if (!isForced && readStamp(target.directory) === stamp) return target.directory;
  say(`Building ${target.what} …`);
  const fresh = `${target.directory}.${process.pid}.tmp`;
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn', ...target.args],
    // A test runner's NODE_ENV would give a development build of React.
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    process.stderr.write(stdout + stderr);
    fail(`Building ${target.what} failed; the messages above say where. Mend it and try again.`);
  }
  writeFileSync(join(fresh, STAMP), stamp);
  replace(fresh, target.directory);
  return target.directory;
}

const STAMP = '.built-from';

function readStamp(directory) {
  try {
    return readFileSync(join(directory, STAMP), 'utf8');
  } catch {
    return undefined;
  }
}

/** Two builds may end at once: the later one wins. */
function replace(fresh, directory) {
  const old = `${directory}.${process.pid}.old`;
  for (let attempt = 1; ; attempt++) {
    if (existsSync(directory)) renameIfThere(directory, old);
    try {
      renameSync(fresh, directory);
      break;
    } catch (error) {
      if (attempt === 5) throw error;
    }
    rmSync(old, { recursive: true, force: true });
  }
  rmSync(old, { recursive: true, force: true });
}

function renameIfThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (error?.code !== 'ENOENT') throw error;
  }
}

/** Name, size and time of every source file: changes, additions and removals all count. */
function digest(sources) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const info = statSync(join(ROOT, path), { throwIfNoEntry: false });
    if (info?.isDirectory())
      for (const name of readdirSync(join(ROOT, path)).sort()) visit(join(path, name));
    else if (info) hash.update(`${path}\0${info.size}\0${info.mtimeMs}\n`);
  };
  for (const source of sources) visit(source);
  return hash.digest('hex');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const names = args.filter((name) => name in TARGETS);
  for (const name of names) ensureBuilt(name, { isForced: args.includes('--force') });
}

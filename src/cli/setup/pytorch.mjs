/**
 * A Python with PyTorch, NumPy and Pillow for the parity tests: the one named by GANVAS_PYTHON, one that is there, or, on
 * a continuous-integration machine that may install packages, the system's, with what checks the exported programs.
 * People's own machines are left as they are.
 */
import { spawnSync } from 'node:child_process';
import { say } from './say.mjs';

const TOOLS = ['black', 'mypy', 'pyflakes3'];
const PACKAGES = ['python3-torch', 'python3-numpy', 'python3-pil', ...TOOLS];

/** The command, or undefined: the tests that need it then say that they are skipped. */
export function findPython() {
  const found = installed();
  const mayInstall = process.env.CI && process.platform === 'linux' && process.getuid?.() === 0;
  if (!mayInstall || (found && TOOLS.every(isThere))) return found;
  say('Installing PyTorch and what checks exported programs (once) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 2, 2], timeout: 600_000 };
  const install = ['install', '-y', '--no-install-recommends', ...PACKAGES];
  if (spawnSync('apt-get', install, options).status !== 0) {
    spawnSync('apt-get', ['update'], options);
    spawnSync('apt-get', install, options);
  }
  return installed();
}

function installed() {
  const names = [process.env.GANVAS_PYTHON, 'python3', '/usr/bin/python3'];
  return names.find(
    (name) => name && spawnSync(name, ['-c', 'import torch, numpy, PIL']).status === 0,
  );
}

function isThere(tool) {
  return spawnSync(tool, ['--version']).status === 0;
}

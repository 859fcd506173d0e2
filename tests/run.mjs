/**
 * `npm test`: installs what is missing, then runs format and lint, types, and every suite; `npm test -- pure types` runs
 * only those named. The last line is the sum: "N passed, N failed, N skipped". Node's own modules only.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../src/cli/setup/chromium.mjs';
import { ensureInstalled } from '../src/cli/setup/install.mjs';
import { findPython } from '../src/cli/setup/pytorch.mjs';
import { ROOT } from '../src/cli/setup/root.mjs';
import { bold, fail, requireNode, say } from '../src/cli/setup/say.mjs';

const SUITES = ['lint', 'types', 'pure', 'runtime', 'parity', 'browser'];
/** Projects of `vitest.config.ts` in one run, where a suite has more than that of its name. */
const PROJECTS = { browser: ['browser', 'browser-quiet'] };

requireNode();
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !SUITES.includes(name));
if (unknown) fail(`There is no suite "${unknown}". Choose among ${SUITES.join(', ')}.`, 2);
const chosen = asked.length > 0 ? SUITES.filter((name) => asked.includes(name)) : SUITES;

ensureInstalled();
/** Before the suites: the pure one, too, looks for what is installed with it. */
const python = chosen.some((name) => ['pure', 'parity'].includes(name)) ? findPython() : undefined;
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const name of chosen) {
  say(`\n${bold(name)}`);
  const counts = await runSuite(name);
  for (const key of Object.keys(sum)) sum[key] += counts[key];
}
process.exitCode = sum.failed > 0 ? 1 : 0;
process.stdout.write(`\n${line(sum)}\n`);

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

async function runSuite(name) {
  if (name === 'lint') return single(run('@biomejs/biome/bin/biome', ['check', '.']));
  if (name === 'types') return single(run('typescript/bin/tsc', ['--noEmit', '--pretty', 'false']));
  if (name === 'parity') return runTests(name, python ? { GANVAS_PYTHON: python } : {});
  if (name !== 'browser') return runTests(name, {});
  const chromium = await findChromium();
  if (chromium) return runTests(name, { GANVAS_CHROMIUM: chromium });
  say(
    'The browser tests need a Chromium, and none could be found or fetched. Install one, or name it in CHROMIUM_PATH.',
  );
  return single(1);
}

function single(status) {
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

/** Runs a package's program and returns its exit status. */
function run(path, args, env = {}) {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', path), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}

function runTests(suite, env) {
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-tests-'));
  const report = join(folder, 'report.json');
  const status = run(
    'vitest/vitest.mjs',
    [
      'run',
      ...(PROJECTS[suite] ?? [suite]).map((project) => `--project=${project}`),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    // What tests leave in the folder for temporary files goes with it.
    { ...env, TMPDIR: folder },
  );
  const counts = readReport(report);
  rmSync(folder, { recursive: true, force: true });
  // A crash outside any test must not look like success.
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  say(`${suite}: ${line(counts)}`);
  return counts;
}

/** Which tests failed and why, in short and at the end of a long output, and which passed at their second try only. */
function nameTroubled({ testResults }) {
  const files = testResults.map(({ status, name, message }) => {
    return { status, fullName: name, failureMessages: message ? [message] : [] };
  });
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const { status, fullName, failureMessages } of [...files, ...tests]) {
    if (failureMessages.length === 0) continue;
    say(`${status === 'passed' ? 'Passed at the second try' : 'Failed'}: ${fullName}`);
    for (const message of failureMessages) say(`    ${message.split('\n', 1)[0].slice(0, 300)}`);
  }
}

function readReport(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    nameTroubled(report);
    const unloadable = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloadable.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

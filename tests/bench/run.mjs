/**
 * `npm run bench [-- PRESET … --wasm --webgpu --rounds N --gpu]`: training in Chromium, beside a plain tf.js loop and PyTorch,
 * and compiling a large document. Without `--gpu` WebGPU runs on the processor. Figures go to `docs/benchmarks.md`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from '../../src/cli/setup/install.mjs';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { inChromium } from './chromium.mjs';
import { CONTESTANTS, compareTraining, readArguments } from './compare-training.mjs';
import { buildBenchPage, inPage } from './places.mjs';
import { writeSection } from './report.mjs';

const SOFTWARE = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
const HARDWARE = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];

ensureInstalled();
const asked = readArguments(process.argv.slice(2));
await inChromium(buildBenchPage(), asked.isGpu ? HARDWARE : SOFTWARE, async (at) => {
  const section = {
    section: 'training',
    title: 'Training in a browser',
    about: `Written by \`npm run bench\`. ${CONTESTANTS}`,
    version: [`Chromium ${at.browser.version()}`],
  };
  await compareTraining(inPage(at), section, asked);
});
if (asked.isWhole) writeSection('compiling', compileTimes());

/** How long compiling a document of 1,000 nodes takes, from `compile.bench.ts`. */
function compileTimes() {
  const file = join(mkdtempSync(join(tmpdir(), 'ganvas-bench-')), 'compile.json');
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['bench', '--run', '--project', 'pure', 'tests/bench/compile.bench.ts'];
  const { status } = spawnSync(process.execPath, [vitest, ...args, '--outputJson', file], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  if (status !== 0)
    throw new Error('The benchmark of the compiler failed; `npx vitest bench` says why.');
  const [{ groups }] = JSON.parse(readFileSync(file, 'utf8')).files;
  rmSync(join(file, '..'), { recursive: true });
  const rows = groups[0].benchmarks.map(
    ({ name, mean, min, max }) =>
      `| ${name} | ${mean.toFixed(1)} (${min.toFixed(1)}–${max.toFixed(1)}) |`,
  );
  return `## A document of 1,000 nodes\n\n| | ms: mean (lowest–highest) |\n| --- | --- |\n${rows.join('\n')}\n`;
}

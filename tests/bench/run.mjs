/**
 * `npm run bench`: milliseconds per step of the compiled DCGAN beside a plain tf.js loop and PyTorch, in
 * alternating rounds of one run; medians and spread go to `docs/benchmarks.md`. Node's own modules and the driver only.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../../src/cli/setup/install.mjs';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { inChromium } from './chromium.mjs';
import { writeSection } from './report.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUT = join(ROOT, 'dist-bench');
const CASES = [
  {
    backend: 'wasm',
    rounds: 7,
    steps: 8,
    size: { imageSize: 32, channels: 1, zDim: 100, ngf: 16, ndf: 16, batchSize: 32 },
  },
  {
    backend: 'webgpu',
    rounds: 5,
    steps: 4,
    size: { imageSize: 16, channels: 1, zDim: 100, ngf: 8, ndf: 8, batchSize: 16 },
  },
];

/** For each step of the others. */
const TORCH_STEPS = 4;

/** The number with which PyTorch was fastest: for layers this small a second thread made it slower (24 and 64 ms on two cores). */
const TORCH_THREADS = 1;

ensureInstalled();
build();
const results = [];
let chromium = '';
await inChromium(
  OUT,
  ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  async (at) => {
    chromium = at.browser.version();
    for (const one of CASES) results.push(await measure(at, one));
  },
);
for (const [section, text] of [
  ['training', write(results)],
  ['compiling', compileTimes()],
]) {
  writeSection(section, text);
  process.stdout.write(`${text}\n`);
}

function build() {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [
    vite,
    'build',
    '--config',
    join(HERE, 'vite.config.ts'),
    '--outDir',
    OUT,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0)
    throw new Error('Building the benchmark page failed; the messages above say where.');
}

async function measure({ browser, url }, { backend, rounds, steps, size }) {
  const page = await browser.newPage();
  await page.goto(url);
  const ask = (who, request) =>
    page.evaluate(([w, r]) => globalThis.benchmark.ask(w, r), [who, request]);
  const torch = await startTorch(size);
  const device = (await ask('compiled', { type: 'start', backend, size })).backend;
  await ask('plain', { type: 'start', backend, size });
  const dispatches = {};
  const ran = async (who) => {
    const { msPerStep, dispatchesPerStep } = await ask(who, { type: 'run', steps });
    dispatches[who] = dispatchesPerStep;
    return msPerStep;
  };
  const contestants = {
    compiled: () => ran('compiled'),
    plain: () => ran('plain'),
    // A step of PyTorch is short, so that few of them would measure how the machine is shared at that moment.
    ...(torch && { torch: () => torch.run(steps * TORCH_STEPS) }),
  };
  const times = { compiled: [], plain: [], torch: [] };
  // The first round warms up: pipelines compile, heaps grow.
  for (let round = 0; round <= rounds; round++) {
    const order = Object.keys(contestants);
    if (round % 2) order.reverse();
    for (const who of order) {
      const ms = await contestants[who]();
      if (round > 0) times[who].push(ms);
    }
    process.stderr.write(`${backend} round ${round} of ${rounds}\n`);
  }
  torch?.stop();
  await page.evaluate(() => globalThis.benchmark.stop());
  await page.close();
  return { backend, device, size, rounds, steps, times, dispatches, torch: torch?.version };
}

/** PyTorch on the CPU, where a python3 has it. */
async function startTorch(size) {
  const python = ['python3', '/usr/bin/python3'].find(
    (p) => spawnSync(p, ['-c', 'import torch']).status === 0,
  );
  if (!python) return undefined;
  const args = [
    size.imageSize,
    size.channels,
    size.zDim,
    size.ngf,
    size.ndf,
    size.batchSize,
    TORCH_THREADS,
  ];
  const child = spawn(python, [join(HERE, 'torch_dcgan.py'), ...args.map(String)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const version = (await lines.next()).value;
  return {
    version,
    run: async (steps) => {
      child.stdin.write(`${steps}\n`);
      return Number((await lines.next()).value);
    },
    stop: () => child.stdin.end(),
  };
}

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

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Median and range of the ratio of neighbours in time. */
function ratio(above, below) {
  const ratios = above.map((ms, i) => ms / below[i]);
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
}

function write(all) {
  const { version } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/@tensorflow/tfjs-core/package.json'), 'utf8'),
  );
  const cell = (ms) =>
    ms.length
      ? `${median(ms).toFixed(1)} (${Math.min(...ms).toFixed(1)}–${Math.max(...ms).toFixed(1)})`
      : 'not installed';
  const rows = all.map(({ backend, size, times, rounds, steps }) => {
    const what = `${size.imageSize}² × ${size.channels}, ngf ${size.ngf}, batch ${size.batchSize}`;
    const torch = times.torch.length ? ratio(times.compiled, times.torch) : '–';
    return `| ${backend} | ${what} | ${cell(times.compiled)} | ${cell(times.plain)} | ${cell(times.torch)} | ${ratio(times.compiled, times.plain)} | ${torch} | ${rounds} × ${steps} |`;
  });
  const devices = all.map(({ backend, device }) => `- ${backend}: ${device}`).join('\n');
  const counts = all
    .filter(({ dispatches }) => dispatches.plain > 0)
    .map(
      ({ backend, dispatches: { compiled, plain } }) =>
        `\nDispatches per step on ${backend}, reading the losses included: compiled ${compiled.toFixed(0)}, plain tf.js ${plain.toFixed(0)}.\n`,
    )
    .join('');
  return `## Training

Written by \`npm run bench\`. One training iteration of \`dcgan\` (both sides), in milliseconds: median (lowest–highest) over rounds
that alternate between the contestants in one run. Ratios are taken round by round; under 1 the compiled plan is faster.

- *compiled*: the preset, compiled and run by Ganvas in a worker, data included.
- *plain tf.js*: the same networks from stock \`tf.layers\`, \`tf.train.adam\` and one \`minimize\` a side, in a worker of its own. On
  wasm it gets Ganvas' filter-gradient kernel, as stock wasm cannot train a convolution.
- *PyTorch*: the same on the CPU with ${TORCH_THREADS} thread, its fastest here${all[0]?.torch ? ` (${all[0].torch})` : ''}.

| backend | size | compiled | plain tf.js | PyTorch, CPU | compiled / plain | compiled / PyTorch | rounds × steps |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${counts}
Chromium ${chromium}, tf.js ${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${new Date().toISOString().slice(0, 10)}. Random numbers differ between contestants; sizes and work do not.

${devices}
`;
}

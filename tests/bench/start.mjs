/**
 * `npm run bench:start [-- FOLDER --wasm --webgpu --gpu --rounds N]`: how long it takes from the click on Train to the first step of the preset
 * that the page opens with, by part: in a page that nobody has visited, in one that was loaded before, and for the next
 * run of the same graph. Times are those at which the page hears of each part. Figures go to `docs/benchmarks.md`.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { inBuiltPage } from './chromium.mjs';
import { writeSection } from './report.mjs';

const SOFTWARE = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
const HARDWARE = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];
/** Between the page's first sight and the click: a person looks first. */
const LOOK_MS = Number(process.env.GANVAS_LOOK_MS ?? 4000);

const { values, positionals } = parseArgs({
  options: {
    wasm: { type: 'boolean', default: false },
    webgpu: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
  },
  allowPositionals: true,
});
// The page may be one that was built before, to compare.
process.argv.splice(2, Number.POSITIVE_INFINITY, ...positionals);
const rounds = Number(values.rounds);
const isGpu = values.gpu;
const isWhole = values.wasm === values.webgpu;
const backends = ['webgpu', 'wasm'].filter((name) => isWhole || values[name]);

/** Each ends where the page hears of it. */
const PARTS = [
  ['page', 'compile the graph, ask the worker', ({ type }) => type === 'sent open'],
  ['worker', 'load the worker', ({ type, stage }) => type === 'progress' && stage === 'backend'],
  ['backend', 'start the backend', ({ stage, done }) => stage === 'backend' && done === 1],
  ['data', 'make the data', ({ stage, done, total }) => stage === 'data' && done === total],
  [
    'weights',
    'make the weights',
    ({ stage, done, total }) => stage === 'weights' && done === total && total > 1,
  ],
  ['pipelines', 'find the pipelines (a dry step)', ({ stage }) => stage === 'pipelines'],
  [
    'compiled',
    'compile the pipelines',
    ({ stage, done, total }) => stage === 'pipelines' && done === total,
  ],
  ['opened', 'state, describe the run', ({ type }) => type === 'opened'],
  [
    'sheets',
    'the first sheets',
    ({ type, stage }) => type === 'samples' || stage === 'metrics' || type === 'phase',
  ],
  [
    'metrics',
    'metrics before the first step',
    ({ type, phase }) => type === 'phase' && phase === 'training',
  ],
  ['step', 'the first step, read', ({ type }) => type === 'losses'],
];

await inBuiltPage(isGpu ? HARDWARE : SOFTWARE, async (at) => {
  let text = '';
  for (const backend of backends) {
    const tries = [];
    for (let round = 0; round < rounds; round += 1) tries.push(await measure(at, backend));
    text += table(backend, tries);
  }
  text = `## From the click to the first step\n\nWritten by \`npm run bench:start\`: DCGAN at its laptop profile, ${LOOK_MS / 1000} s after the page was there, medians of ${rounds} visits.\n\n${text}\n${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Chromium ${at.browser.version()}, ${isGpu ? '' : 'WebGPU on the processor (SwiftShader), '}${new Date().toISOString().slice(0, 10)}\n`;
  process.stdout.write(text);
  if (isWhole && positionals.length === 0) writeSection('start', text);
});

async function measure({ browser, url }, backend) {
  const context = await browser.newContext();
  await context.addInitScript(listen);
  await context.addInitScript(
    (text) => localStorage.setItem('ganvas.settings', text),
    JSON.stringify({ backend, language: 'en' }),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const found = {};
  await page.goto(url);
  found.cold = await train(page, false);
  await page.reload();
  found.warm = await train(page, false);
  found.again = await train(page, true);
  await context.close();
  return found;
}

async function train(page, isAgain) {
  if (!isAgain) {
    await page.locator('.react-flow__node').first().waitFor();
    await page.waitForTimeout(LOOK_MS);
  }
  await page.evaluate(() => globalThis.heard.splice(0));
  const anew = page.getByRole('button', { name: 'Train anew', exact: true });
  if (await anew.isVisible()) await anew.click();
  else await page.getByTestId('train').click();
  await page.waitForFunction(() => globalThis.heard.some(({ type }) => type === 'losses'));
  const heard = await page.evaluate(() => globalThis.heard);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.waitForFunction(() => globalThis.heard.some(({ phase }) => phase === 'closed'));
  await anew.waitFor();
  return heard;
}

/** Runs in the page: notes when the training worker is asked, and when it answers. */
function listen() {
  const heard = [];
  globalThis.heard = heard;
  const note = (message) => {
    const { type, stage, phase, done, total } = message;
    heard.push({ type, stage, phase, done, total, at: performance.now() });
  };
  addEventListener(
    'click',
    (event) => {
      const button = event.target?.closest?.('button');
      if (/^Train/.test(button?.textContent ?? '')) note({ type: 'click' });
    },
    { capture: true },
  );
  const Native = globalThis.Worker;
  globalThis.Worker = class extends Native {
    constructor(address, options) {
      super(address, options);
      if (options?.name !== 'ganvas-training') return;
      this.addEventListener('message', ({ data }) => note(data));
      const post = this.postMessage.bind(this);
      this.postMessage = (message, ...rest) => {
        note({ ...message, type: `sent ${message.type}` });
        post(message, ...rest);
      };
    }
  };
}

/** Milliseconds of each part, in order; a part that is not heard of takes none. */
function partsOf(heard) {
  let last = heard.find(({ type }) => type === 'click')?.at ?? heard[0].at;
  const from = last;
  const ms = {};
  for (const [name, , ends] of PARTS) {
    const end = heard.find((each) => each.at >= last && ends(each))?.at ?? last;
    ms[name] = end - last;
    last = end;
  }
  const pipelines = Math.max(
    0,
    ...heard.map(({ stage, total }) => (stage === 'pipelines' ? total : 0)),
  );
  return { ...ms, whole: last - from, pipelines };
}

function table(backend, tries) {
  const columns = ['cold', 'warm', 'again'].map((kind) =>
    tries.map((found) => partsOf(found[kind])),
  );
  const cell = (tried, name) => {
    const values = tried.map((each) => each[name]).sort((a, b) => a - b);
    return Math.round(values[values.length >> 1]);
  };
  const rows = [
    ...PARTS,
    ['whole', 'from the click to the first step'],
    ['pipelines', '(pipelines compiled)'],
  ].map(
    ([name, words]) => `| ${words} | ${columns.map((tried) => cell(tried, name)).join(' | ')} |`,
  );
  return `| ${backend}, ms | first visit | loaded before | the next run |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n\n`;
}

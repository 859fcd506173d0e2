/**
 * `npm run bench:long`: the smallest `ring` trained for 20,000 steps in the built page, with 200 sheets and 20 metrics on
 * schedule. What the page and its workers hold after collecting garbage, the whole process, and what storage grows by, over the run.
 * Figures go to `docs/benchmarks.md`; a page whose memory grows with the run fails.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { inBuiltPage, openPage } from './chromium.mjs';
import { PageMemory } from './page-memory.mjs';
import { writeSection } from './report.mjs';

const STEPS = Number(process.env.GANVAS_LONG_STEPS ?? 20_000);
const SHEETS = 200;
const METRICS = 20;
const LOOKS = 10;
/** Losses in typed arrays double now and then: 20,000 rows of five numbers are 0.8 MB. */
const MOST_GROWTH_MB = 8;
const KINDS = [
  'sliced-wasserstein',
  'kernel-distance',
  'frechet-distance',
  'precision-recall',
  'pairwise-distance',
];

await inBuiltPage([], async (at) => {
  const looks = await measure(at);
  const text = write(looks);
  if (STEPS === 20_000) writeSection('long-run', text);
  process.stdout.write(text);
  if (growthOf(looks) > MOST_GROWTH_MB)
    throw new Error(`The page's memory grew by more than ${MOST_GROWTH_MB} MB over the run.`);
});

/** The smallest `ring`, with a sheet every 100 steps, and 20 metrics every 1,000. */
function longDocument() {
  const document = JSON.parse(readFileSync(join(ROOT, 'presets/ring.json'), 'utf8'));
  const { objective, parameters, training, profiles } = document;
  for (const [name, value] of Object.entries(profiles.smoke.values))
    parameters[name] = { ...parameters[name], value };
  parameters.steps = { value: STEPS };
  Object.assign(training, { sampleEvery: STEPS / SHEETS, measureEvery: STEPS / METRICS });
  for (let i = 1; i < METRICS; i += 1) {
    const id = `measure${i}`;
    const params = { metric: KINDS[i % KINDS.length], samples: 128 + 16 * i };
    objective.nodes[id] = { kind: 'metric', params, at: [860, 90 * i] };
    for (const [from, port] of [
      ['data.points', 'real'],
      ['generator.out', 'generated'],
    ])
      objective.edges.push({ from, to: `${id}.${port}` });
  }
  return JSON.stringify({ ...document, name: 'Long ring' });
}

async function measure(at) {
  const page = await openPage(at, { viewport: { width: 1440, height: 900 } });
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'long.json', { type: 'application/json' }));
    const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
    (document.querySelector('main') ?? document.body).dispatchEvent(drop);
  }, longDocument());
  await page.locator('.react-flow__node[data-id="measure19"]').waitFor({ state: 'attached' });
  await page.getByRole('tab', { name: /^Samples/ }).click();
  const memory = await PageMemory.of(page);
  const startedAt = Date.now();
  await page.getByTestId('train').click();
  const looks = [];
  for (let look = 1; look <= LOOKS; look += 1) {
    const least = (look * STEPS) / LOOKS;
    await page.waitForFunction(
      (step) =>
        Number(document.querySelector('[data-testid=progress]')?.getAttribute('data-step')) >= step,
      least,
      { timeout: 3_600_000, polling: 500 },
    );
    looks.push({ step: least, seconds: (Date.now() - startedAt) / 1000, ...(await memory.look()) });
    process.stderr.write(`${JSON.stringify(looks.at(-1))}\n`);
  }
  await page.context().close();
  return looks;
}

/** Of page and workers after the first fifth, when everything has been seen once. */
function growthOf(looks) {
  const [first, last] = [looks[1], looks.at(-1)];
  return last.pageMb + last.workersMb - first.pageMb - first.workersMb;
}

function write(looks) {
  const rows = looks.map(({ step, seconds, pageMb, workersMb, processMb, storedMb }) =>
    [step.toLocaleString('en'), seconds, pageMb, workersMb, processMb, storedMb]
      .map((value) => (typeof value === 'number' ? value.toFixed(value < 100 ? 1 : 0) : value))
      .join(' | '),
  );
  const growth = growthOf(looks);
  return `## A long run

Written by \`npm run bench:long\`: the smallest \`ring\` for ${STEPS.toLocaleString('en')} steps on wasm in the built page, the Samples panel in front, with ${SHEETS} sheets,
${METRICS} metrics measured ${METRICS} times, and a checkpoint every 250 steps. Memory is what is left after collecting garbage, with what
arrays hold outside of the heap; the process holds the heap of WebAssembly, too. Storage is what the browser counts for the
page: every loss, sheet and measurement stays, and a dozen checkpoints.

| step | seconds | page, MB | workers, MB | process, MB | stored, MB |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}

Page and workers from the second look to the last: ${growth < 0 ? '−' : '+'}${Math.abs(growth).toFixed(1)} MB.

${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${new Date().toISOString().slice(0, 10)}
`;
}

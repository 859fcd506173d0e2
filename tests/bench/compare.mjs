/**
 * `npm run bench:compare`: eight runs of 20,000 steps with 200 sheets and 20 metrics, written straight into the
 * storage of the built page: how long Compare takes to open, and how many frames a second it shows while it is scrubbed.
 * Figures go to `docs/benchmarks.md`.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { seedRuns } from '../browser/support/seed-runs.mjs';
import { inBuiltPage, openPage } from './chromium.mjs';
import { writeSection } from './report.mjs';
import { percentile } from './trace.mjs';

const RUNS = 8;
const STEPS = 20_000;
const SHEETS = 200;
const METRICS = 20;
const ROUNDS = 5;

await inBuiltPage(['--enable-precise-memory-info'], async (at) => {
  const text = write(await measure(at));
  writeSection('compare', text);
  process.stdout.write(text);
});

async function measure(at) {
  const page = await openPage(at, { viewport: { width: 1600, height: 1000 } });
  const document = JSON.parse(readFileSync(join(ROOT, 'presets/dcgan.json'), 'utf8'));
  await seedRuns(
    page,
    Array.from({ length: RUNS }, (_, i) => ({
      id: `bench-${i}`,
      name: `run ${i + 1}`,
      document: withWidth(document, 16 + 4 * i),
      steps: STEPS,
      losses: ['realLoss', 'fakeLoss', 'foolLoss'],
      sheets: SHEETS,
      metrics: {
        distance: Array.from({ length: METRICS }, (_, k) => `slicedWasserstein${4 * k + 4}`),
      },
      lead: i / 10,
      record: { documentId: 'bench' },
    })),
  );
  const opened = [];
  for (let round = 0; round < ROUNDS; round += 1) opened.push(await open(page));
  const dialog = page.getByRole('dialog', { name: 'Compare runs' });
  await dialog.getByRole('tab', { name: 'Samples', exact: true }).click();
  await dialog
    .locator('canvas[data-drawn]')
    .nth(RUNS - 1)
    .waitFor();
  const before = await heap(page);
  const scrubbed = await scrub(page, dialog);
  return { opened, scrubbed, growth: (await heap(page)) - before };
}

function withWidth(document, ngf) {
  const { parameters } = document;
  return { ...document, parameters: { ...parameters, ngf: { ...parameters.ngf, value: ngf } } };
}

function heap(page) {
  return page.evaluate(() => performance.memory.usedJSHeapSize / 1e6);
}

/**
 * From the press of the button in the Runs panel to charts on the screen with a value for each of the eight lines. The page
 * is loaded anew each time, and has had time to fetch its parts.
 */
async function open(page) {
  await page.reload();
  await page.locator('.react-flow__node').first().waitFor();
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await page.getByRole('checkbox', { name: /^Choose all/ }).check();
  const button = page.getByRole('button', { name: `Compare ${RUNS}` });
  await button.waitFor();
  await page.waitForTimeout(3000);
  await page.evaluate((count) => {
    window.opening = 0;
    addEventListener(
      'click',
      () => {
        const start = performance.now();
        const look = () => {
          const isDrawn = document.querySelectorAll('[data-series] canvas').length > 2;
          const values = document.querySelectorAll('[data-series]:first-child [data-value]');
          const read = [...values].filter(({ textContent }) => textContent !== '').length;
          const isOpen = isDrawn && read === count;
          requestAnimationFrame(isOpen ? () => (window.opening = performance.now() - start) : look);
        };
        look();
      },
      { capture: true, once: true },
    );
  }, RUNS);
  await button.click();
  await page.waitForFunction(() => window.opening > 0);
  return page.evaluate(() => window.opening);
}

/** The thumb is dragged from one end to the other and back, 60 moves a second. */
async function scrub(page, dialog) {
  const slider = await dialog.getByRole('slider').boundingBox();
  const track = await dialog.locator('.mantine-Slider-track').boundingBox();
  const y = slider.y + slider.height / 2;
  await page.evaluate(() => {
    window.frames_ = { stamps: [], drawn: new Set() };
    const note = (at) => {
      window.frames_.stamps.push(at);
      const [first] = document.querySelectorAll('canvas[data-drawn]');
      window.frames_.drawn.add(first?.dataset.drawn);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await page.mouse.move(slider.x + slider.width / 2, y);
  await page.mouse.down();
  for (const [from, to] of [
    [1, 0],
    [0, 1],
  ])
    for (let i = 0; i <= 120; i += 1) {
      await page.mouse.move(track.x + track.width * (from + ((to - from) * i) / 120), y);
      await page.waitForTimeout(16);
    }
  await page.mouse.up();
  return page.evaluate(() => {
    const { stamps, drawn } = window.frames_;
    return { gaps: stamps.slice(1).map((at, i) => at - stamps[i]), drawn: drawn.size };
  });
}

function write({ opened, scrubbed, growth }) {
  const { gaps, drawn } = scrubbed;
  const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
  const round = (value) => Math.round(value);
  return `## Comparing eight runs

Written by \`npm run bench:compare\`: ${RUNS} runs of ${STEPS.toLocaleString('en')} steps with three losses, ${SHEETS} sheets of 256² and ${METRICS} measured values each,
in the built page in headless Chromium, 1600 × 1000, painted by the CPU. Opening is from the button in the Runs panel to
charts with all lines on the screen.

| | |
| --- | --- |
| opens, ms: median (lowest–highest) of ${opened.length} | ${round(percentile(opened, 0.5))} (${round(Math.min(...opened))}–${round(Math.max(...opened))}) |
| scrubbing: frames a second, mean | ${round(gaps.length / seconds)} |
| scrubbing: milliseconds between frames, median / 95th percentile | ${round(percentile(gaps, 0.5))} / ${round(percentile(gaps, 0.95))} |
| moments drawn, of ${SHEETS} passed twice | ${drawn} |
| JavaScript heap after scrubbing, MB more | ${growth.toFixed(1)} |

${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${new Date().toISOString().slice(0, 10)}
`;
}

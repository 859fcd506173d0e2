/**
 * `npm run bench:canvas`: what a canvas of 500 nodes and 800 wires costs the page's main thread, from traces of the built
 * page: dragging, panning, zooming, editing, opening; at rest and while a preset trains. Figures go to `docs/benchmarks.md`.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../src/cli/setup/root.mjs';
import { inBuiltPage, openPage } from './chromium.mjs';
import { countRenders } from './renders.mjs';
import { writeSection } from './report.mjs';
import { percentile, traced } from './trace.mjs';
import { crowdedDocument, WIDE } from './wide-network.mjs';

const ROUNDS = 5;
const MOVES = 90;
/** As many in as out. */
const WHEELS = 80;
const LARGEST_PRESET = { title: 'CycleGAN, Monet', node: 'recoveredB' };

await inBuiltPage([], async (at) => {
  const atRest = await measure(at, { isTraining: false });
  const inTraining = await measure(at, { isTraining: true });
  const text = write(atRest, inTraining, at.browser.version());
  writeSection('canvas', text);
  process.stdout.write(text);
});

async function measure(at, { isTraining }) {
  const page = await openPage(at, {
    viewport: { width: 1600, height: 1000 },
    settings: { theme: 'dark' },
    scripts: [countRenders],
  });
  const session = await page.context().newCDPSession(page);
  const opened = [];
  for (let round = 0; round < ROUNDS; round++) opened.push(await openPreset(page));
  await drop(page, JSON.stringify(crowdedDocument()));
  await page.waitForFunction(
    () =>
      document.body.innerText.includes('Crowded') ||
      [...document.querySelectorAll('input')].some(({ value }) => value === 'Crowded'),
  );
  const entered = await enterWide(page);
  if (isTraining) await train(page);
  await page.keyboard.press('Shift+1');
  await page.waitForFunction(
    () => document.querySelectorAll('.react-flow__node-card').length === 500,
  );
  await page.waitForTimeout(1000);
  const whole = await gestures(page, session);
  await page.mouse.move(800, 400);
  for (let i = 0; i < 30; i++) {
    if (await page.locator('.react-flow[data-distance="near"]').count()) break;
    await page.mouse.wheel(0, -240);
    await page.waitForTimeout(100);
  }
  // Well within, so that the gestures do not lead out of it.
  await page.mouse.wheel(0, -480);
  await page.waitForTimeout(1000);
  const near = await gestures(page, session);
  const edits = await edit(page);
  await page.context().close();
  return { opened, entered, whole, near, edits };
}

/** Milliseconds from the next event of that type until the first frame for which `isDone` holds is painted by the main thread. */
async function timed(page, event, isDone, argument, act) {
  await page.evaluate(
    ([type, source, value]) => {
      // biome-ignore lint/security/noGlobalEval: a predicate of this file, handed to the page.
      const holds = globalThis.eval(`(${source})`);
      globalThis.timed = undefined;
      const begin = (happened) => {
        const afterFrame = new MessageChannel();
        afterFrame.port1.onmessage = () => {
          globalThis.timed = performance.now() - happened.timeStamp;
        };
        // What is posted from within a frame comes once the frame is laid out, painted and handed over.
        const look = () => {
          if (holds(value)) afterFrame.port2.postMessage(null);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      };
      addEventListener(type, begin, { once: true, capture: true });
    },
    [event, String(isDone), argument],
  );
  await act();
  await page.waitForFunction(() => globalThis.timed !== undefined);
  return page.evaluate(() => globalThis.timed);
}

async function openPreset(page) {
  // Another document first, so that each time there is something to replace.
  await drop(page, readFileSync(join(ROOT, 'presets/ring.json'), 'utf8'));
  await page.locator('.react-flow__node[data-id="ring"], .react-flow__node').first().waitFor();
  await page.waitForTimeout(300);
  await page.getByRole('button', { name: 'Presets', exact: true }).click();
  const card = page.getByRole('dialog').getByText(LARGEST_PRESET.title).first();
  await card.waitFor();
  return timed(
    page,
    'click',
    (node) =>
      document.querySelector(`.react-flow__node[data-id="${node}"]`) !== null &&
      document.querySelector('.react-flow')?.dataset.placed === 'true',
    LARGEST_PRESET.node,
    () => card.click(),
  );
}

async function drop(page, text) {
  await page.evaluate((json) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([json], 'graph.json', { type: 'application/json' }));
    const init = { bubbles: true, cancelable: true, dataTransfer };
    const target = document.querySelector('main') ?? document.body;
    target.dispatchEvent(new DragEvent('dragover', init));
    target.dispatchEvent(new DragEvent('drop', init));
  }, text);
}

async function enterWide(page) {
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const ms = await timed(
    page,
    'click',
    () =>
      document.querySelector('.react-flow__node[data-id="x"]') !== null &&
      document.querySelector('.react-flow')?.dataset.placed === 'true',
    null,
    () => inspector.getByText(WIDE, { exact: true }).first().click(),
  );
  await page.waitForTimeout(1500);
  return ms;
}

async function train(page) {
  await page.getByTestId('train').click();
  await page.waitForFunction(
    () => Number(document.querySelector('[data-testid=progress]')?.dataset.step) > 2,
  );
}

/** Drags a card, then the canvas, then zooms; each by real mouse events. */
async function gestures(page, session) {
  const id = await page.evaluate(() => {
    const centre = { x: innerWidth / 2, y: innerHeight * 0.35 };
    const away = (node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return Math.hypot(x + width / 2 - centre.x, y + height / 2 - centre.y);
    };
    const cards = [...document.querySelectorAll('.react-flow__node-card')];
    return cards.sort((a, b) => away(a) - away(b))[0]?.dataset.id;
  });
  const box = await page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(8, box.height / 3)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 8, y + 8);
  await page.waitForTimeout(200);
  await page.evaluate(() => globalThis.renderCounts.reset());
  const drag = await traced(session, () => wander(page, x, y));
  const renders = await page.evaluate(() => globalThis.renderCounts.read());
  await page.mouse.up();
  await page.waitForTimeout(300);
  const untouched = Object.entries(renders).filter(
    ([name]) => name !== id && !name.includes(`${id}.`),
  );
  await page.keyboard.press('Control+z');
  const gap = await emptyPoint(page);
  const before = await placeOf(page);
  await page.mouse.move(gap.x, gap.y);
  await page.mouse.down();
  await page.mouse.move(gap.x + 8, gap.y + 8);
  const pan = await traced(session, () => wander(page, gap.x, gap.y));
  if ((await placeOf(page)) === before) throw new Error('The drag did not move the canvas.');
  await page.mouse.up();
  await page.waitForTimeout(500);
  const zoom = await traced(session, async () => {
    for (let i = 0; i < WHEELS; i++) {
      // Whole notches: less is a trackpad's, and pans.
      await page.mouse.wheel(0, i % 8 < 4 ? 120 : -120);
      await page.waitForTimeout(8);
    }
  });
  return { drag, pan, zoom, untouched };
}

function placeOf(page) {
  return page.evaluate(() => document.querySelector('.react-flow__viewport')?.style.transform);
}

/** Where nothing lies but the canvas itself, which a drag then moves. */
function emptyPoint(page) {
  return page.evaluate(() => {
    const { left, top, width, height } = document
      .querySelector('.react-flow')
      .getBoundingClientRect();
    const [middleX, middleY] = [left + width / 2, top + height / 2];
    const points = [];
    for (let x = left + 140; x < left + width - 140; x += 6) {
      for (let y = top + 90; y < top + height - 90; y += 6) points.push({ x, y });
    }
    const away = ({ x, y }) => Math.hypot(x - middleX, y - middleY);
    points.sort((a, b) => away(a) - away(b));
    const isEmpty = ({ x, y }) => document.elementFromPoint(x, y)?.matches('.react-flow__pane');
    const point = points.find(isEmpty);
    if (!point) throw new Error('No part of the canvas is empty.');
    return point;
  });
}

async function wander(page, x, y) {
  for (let i = 0; i < MOVES; i++) {
    await page.mouse.move(x + 120 * Math.sin(i / 10), y + 60 * Math.sin(i / 7));
    await page.waitForTimeout(8);
  }
}

/** From the key that moves a slider, of which the shapes of every wire depend, to the frame that shows the new ones. */
async function edit(page) {
  await page.getByRole('button', { name: 'Parameters' }).click();
  const slider = page.getByRole('slider', { name: 'channelsWide' });
  await slider.focus();
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(
      await timed(
        page,
        'keydown',
        (text) =>
          document.querySelector('.react-flow__edgelabel-renderer')?.textContent.includes(text),
        `16×16×${9 + round}`,
        () => slider.press('ArrowRight'),
      ),
    );
    await page.waitForTimeout(200);
  }
  return times;
}

function write(atRest, inTraining, chromium) {
  const { version } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/@xyflow/react/package.json'), 'utf8'),
  );
  const rows = [
    ['at rest', atRest],
    ['while `dcgan` trains (wasm)', inTraining],
  ].flatMap(([when, of]) =>
    [
      ['whole graph in view', of.whole],
      ['a part in view', of.near],
    ].flatMap(([seen, gesture]) =>
      ['drag', 'pan', 'zoom'].map((what) => {
        const { workPerFrame, longestTask, framesPerSecond } = gesture[what];
        const at = (share) => percentile(workPerFrame, share).toFixed(1);
        const renders = what === 'drag' ? gesture.untouched.length : '–';
        return `| ${what} | ${when}, ${seen} | ${at(0.5)} | ${at(0.95)} | ${longestTask.toFixed(1)} | ${framesPerSecond.toFixed(0)} | ${renders} |`;
      }),
    ),
  );
  const median = (values) => percentile(values, 0.5).toFixed(0);
  const spread = (values) =>
    `${median(values)} (${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`;
  return `## A canvas of 500 nodes and 800 wires

Written by \`npm run bench:canvas\`, from traces of the built page in headless Chromium, 1600 × 1000, painted by the CPU. Milliseconds of
the main thread's own time; a frame is from one start of a frame of the main thread to the next. *Rendered*: cards and wires that React
rendered during the drag although neither they nor their ends moved. Wall times end when the main thread has painted the first frame
that shows what was asked for.

| gesture | when | work a frame, median | 95th percentile | longest task | frames a second | rendered |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

| wall time, milliseconds: median (lowest–highest) | at rest | while training |
| --- | --- | --- |
| a parameter that all shapes depend on → new shapes on the wires | ${spread(atRest.edits)} | ${spread(inTraining.edits)} |
| click on the largest preset (${LARGEST_PRESET.title}) → its canvas | ${spread(atRest.opened)} | ${spread(inTraining.opened)} |
| entering the network of 500 nodes | ${atRest.entered.toFixed(0)} | ${inTraining.entered.toFixed(0)} |

Chromium ${chromium}, React Flow ${version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${new Date().toISOString().slice(0, 10)}.
`;
}

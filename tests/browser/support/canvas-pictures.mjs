/**
 * Pictures of the canvas of every preset: its objective and each of its networks, in both themes. Says on the way which
 * wires run through nodes and which texts are cut, so that nobody has to find them by eye.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT } from '../../../src/cli/setup/root.mjs';

/** Of the canvas; the window around it has bars, too. */
const SIZE = { width: 1280, height: 720 };
const MOST_BYTES = 150_000;

export const CANVASES = readdirSync(join(ROOT, 'presets'))
  .map((file) => file.replace('.json', ''))
  .map((id) => {
    const text = readFileSync(join(ROOT, `presets/${id}.json`), 'utf8');
    const document = JSON.parse(text);
    return { id, text, name: document.name, levels: levelsOf(document) };
  });

/** Each network is entered by the first node that applies it. */
function levelsOf({ objective, networks }) {
  const users = Object.entries(objective.nodes);
  const inner = Object.keys(networks ?? {}).flatMap((name) => {
    const user = users.find(([, { params }]) => params?.network === name);
    return user ? [{ name, through: user[0] }] : [];
  });
  return [{ name: 'objective', through: null }, ...inner];
}

export const canvasFile = (id, level, theme) => `canvas/${id}-${level}-${theme}.png`;

/** `open(page, document)` drops a document on the page. */
export async function takeCanvases({ browser, url, out, themes, isWanted, open }) {
  mkdirSync(join(out, 'canvas'), { recursive: true });
  for (const theme of themes) {
    const context = await browser.newContext({
      viewport: SIZE,
      reducedMotion: 'reduce',
    });
    await context.addInitScript(
      (settings) => localStorage.setItem('ganvas.settings', settings),
      JSON.stringify({
        theme,
        language: 'en',
        backend: 'wasm',
        closedPanels: ['palette', 'inspector', 'results', 'welcome'],
      }),
    );
    for (const { id, text, levels } of CANVASES.filter(isWanted)) {
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(url);
      await page.getByTestId('train').waitFor();
      const { height } = await page.locator('main').boundingBox();
      await page.setViewportSize({ ...SIZE, height: 2 * SIZE.height - height });
      await open(page, JSON.parse(text));
      for (const { name, through } of levels) {
        if (through !== null) await enter(page, through);
        await settle(page);
        const file = canvasFile(id, name, theme);
        const bytes = await pictureOf(page);
        writeFileSync(join(out, file), bytes);
        console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`);
        if (bytes.length > MOST_BYTES) throw new Error(`${file} has ${bytes.length} bytes.`);
        for (const fault of await page.evaluate(faultsOf)) console.log(`  ${fault}`);
        if (through !== null) await page.locator('nav[aria-label=Level] button').first().click();
      }
      await page.close();
    }
    await context.close();
  }
}

async function enter(page, node) {
  const card = page.locator(`.react-flow__node[data-id="${node}"]`);
  await card.waitFor();
  await settle(page);
  await card.dblclick();
  await page.waitForFunction(
    () =>
      document.querySelectorAll('nav[aria-label=Level] [aria-current]').length === 1 &&
      document.querySelectorAll('nav[aria-label=Level] li').length > 2,
  );
}

/** The first view of a level is placed, and nothing of it changes any more. */
async function settle(page) {
  await page.locator('.react-flow[data-placed=true]').waitFor();
  await page.mouse.move(SIZE.width / 2, 4);
  await page.waitForTimeout(450);
}

async function pictureOf(page) {
  const { x, y } = await page.locator('main').boundingBox();
  const png = await page.screenshot({ clip: { x, y, ...SIZE }, animations: 'disabled' });
  return smallPng(png);
}

/** With a palette: text, lines and small samples need no more colours. */
export const smallPng = (png) =>
  sharp(png).png({ palette: true, colours: 256, dither: 0, effort: 10 }).toBuffer();

/** Runs in the page: sentences about wires over cards that they do not end at, cards over each other, and texts that are cut. */
function faultsOf() {
  const INSET = 3;
  const faults = [];
  const nodes = [...document.querySelectorAll('.react-flow__node')].map((element) => ({
    id: element.dataset.id,
    isFrame: element.querySelector('[class*=frame]') !== null,
    box: element.getBoundingClientRect(),
  }));
  const cards = nodes.filter(({ isFrame }) => !isFrame);
  const isIn = ({ left, right, top, bottom }, x, y) =>
    x > left + INSET && x < right - INSET && y > top + INSET && y < bottom - INSET;
  for (const edge of document.querySelectorAll('.react-flow__edge')) {
    const path = edge.querySelector('path.react-flow__edge-path') ?? edge.querySelector('path');
    const matrix = path?.getScreenCTM();
    if (!matrix) continue;
    const [from, to] = edge.dataset.id.split('->').map((end) => end.split('.')[0]);
    const length = path.getTotalLength();
    const crossed = new Set();
    for (let at = 0; at <= length; at += 6) {
      const { x, y } = path.getPointAtLength(at).matrixTransform(matrix);
      for (const { id, box } of cards) {
        if (id !== from && id !== to && isIn(box, x, y)) crossed.add(id);
      }
    }
    for (const id of crossed) faults.push(`the wire ${edge.dataset.id} runs through ${id}`);
  }
  for (const [index, one] of cards.entries()) {
    for (const { id, box } of cards.slice(index + 1)) {
      const { left, right, top, bottom } = one.box;
      const isApart =
        box.left >= right - 1 ||
        box.right <= left + 1 ||
        box.top >= bottom - 1 ||
        box.bottom <= top + 1;
      if (!isApart) faults.push(`${one.id} and ${id} lie over each other`);
    }
  }
  for (const element of document.querySelectorAll(
    '.react-flow__node span, .react-flow__node [class*=body]',
  )) {
    if (getComputedStyle(element).visibility === 'hidden') continue;
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    const isCut =
      clientWidth > 0 && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 3);
    if (isCut) faults.push(`cut: ${element.textContent.slice(0, 60)}`);
  }
  return faults;
}

/** The inspector as a person uses it, by mouse and by keyboard: numbers, expressions, facts, several nodes, parameters. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { graph, node, sample } from '../pure/support/sample.ts';
import {
  browser,
  card,
  inspector,
  openEditor,
  page,
  undoButton,
  url,
  useBrowser,
} from './support/editor-page.ts';
import { boxAtRest, type Point } from './support/hand.ts';
import { openDocument, presetDocument } from './support/training-page.ts';

useBrowser();
beforeAll(async () => {
  await openEditor();
});
afterEach(async () => {
  await page.keyboard.press('Escape');
});

const number = (name: string) => inspector().getByRole('combobox', { name, exact: true });
const choose = (id: string, modifiers: ('Shift' | 'Control')[] = []) =>
  card(id).click({ position: { x: 30, y: 8 }, modifiers });

/** The sample with a discriminator that is made of convolutions. */
function convolutional(): Document {
  const document = sample();
  document.parameters = { ...document.parameters, ndf: { value: 16, label: 'Base width' } };
  document.networks.D = graph(
    {
      x: node('input', { shape: [16, 16, 1] }),
      first: node('conv2d', { filters: 64, stride: 2 }),
      second: node('conv2d', { filters: 128, stride: 1, dilation: 2, kernel: 3 }),
      norm: node('batch-norm'),
      third: node('conv2d', { filters: 64, kernel: 3, stride: 1 }),
      flat: node('flatten'),
      score: node('dense', { units: 1 }),
      y: node('output'),
    },
    'x > first > second > norm > third > flat > score > y',
  );
  document.networks.G = graph(
    {
      z: node('input', { shape: [3] }),
      fc: node('dense', { units: 256 }),
      grow: node('reshape', { shape: [16, 16, 1] }),
      x: node('output'),
    },
    'z > fc > grow > x',
  );
  document.objective.nodes.real = node('noise', { shape: [16, 16, 1] });
  let at = 0;
  for (const canvas of [document.networks.D, document.networks.G, document.objective]) {
    for (const [id, one] of Object.entries(canvas.nodes)) {
      canvas.nodes[id] = { ...one, at: [(at % 4) * 260, Math.floor(at / 4) * 170] };
      at += 1;
    }
    at = 0;
  }
  return document;
}

async function openDiscriminator(): Promise<void> {
  await openDocument(page, convolutional());
  await card('Dreal').dblclick({ position: { x: 30, y: 8 } });
  await card('first').waitFor();
}

async function beginning(locator: Locator): Promise<Point> {
  const box = await boxAtRest(locator);
  return { x: box.x + Math.min(40, box.width / 2), y: box.y + box.height / 2 };
}

async function drag(locator: Locator, pixels: number, release = true): Promise<void> {
  const { x, y } = await beginning(locator);
  await page.mouse.move(x, y);
  await page.mouse.down();
  // The first pixels only say that it is a drag.
  await page.mouse.move(x + 3 * Math.sign(pixels), y);
  await page.mouse.move(x + 3 * Math.sign(pixels) + pixels, y, { steps: 6 });
  if (release) await page.mouse.up();
}

/** Undoes one step and says whether there was nothing before it. */
async function undo(): Promise<boolean> {
  await undoButton().click();
  return undoButton().isDisabled();
}

describe('a number', () => {
  it('is dragged by its label and its field as one step, finer with Shift, in doublings with Ctrl', async () => {
    await openDiscriminator();
    await choose('first');
    const kernel = number('Kernel');
    const filters = number('Filters');
    await drag(inspector().getByText('Kernel', { exact: true }), 12);
    expect(await kernel.inputValue()).toBe('7');
    await undo();
    expect(await kernel.inputValue()).toBe('4');
    await drag(kernel, -4);
    expect(await kernel.inputValue()).toBe('3');
    await undo();
    await page.keyboard.down('Control');
    await drag(filters, 80);
    await page.keyboard.up('Control');
    expect(await filters.inputValue()).toBe('256');
    await undo();
    await page.keyboard.down('Shift');
    await drag(filters, 24);
    await page.keyboard.up('Shift');
    expect(await filters.inputValue()).toBe('66');
    await undo();
    expect(await filters.inputValue()).toBe('64');
  });

  it('is what it was when Escape ends the drag, stays within its bounds, and does not heed the wheel', async () => {
    await openDiscriminator();
    await choose('first');
    const kernel = number('Kernel');
    const canUndo = await undoButton().isEnabled();
    await drag(kernel, 40, false);
    expect(await kernel.inputValue()).toBe('14');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await kernel.inputValue()).toBe('4');
    expect(await undoButton().isEnabled()).toBe(canUndo);
    expect(await card('first').getAttribute('class')).toContain('selected');
    await drag(kernel, -200);
    expect(await kernel.inputValue()).toBe('1');
    await undo();
    await kernel.click();
    await page.mouse.wheel(0, 200);
    expect(await kernel.inputValue()).toBe('4');
    await kernel.fill('70');
    await inspector().getByText('Expects 1 to 64, got 70.').waitFor();
    await page.keyboard.press('Escape');
    expect(await kernel.inputValue()).toBe('4');
  });

  it('is stepped by keys, and a key held down is one step of undo', async () => {
    await openDiscriminator();
    await choose('second');
    const filters = number('Filters');
    await filters.focus();
    await page.keyboard.down('ArrowUp');
    await page.keyboard.down('ArrowUp');
    await page.keyboard.down('ArrowUp');
    await page.keyboard.up('ArrowUp');
    expect(await filters.inputValue()).toBe('131');
    await page.keyboard.press('PageUp');
    expect(await filters.inputValue()).toBe('256');
    await filters.blur();
    await undo();
    await undo();
    expect(await filters.inputValue()).toBe('128');
  });
});

describe('an expression', () => {
  it('is completed by the keyboard, with values, and shows what it comes to', async () => {
    await openDiscriminator();
    await choose('first');
    const filters = number('Filters');
    await filters.click();
    await page.keyboard.type('2 * nd');
    const list = page.getByRole('listbox', { name: 'Suggestions for Filters' });
    const option = list.getByRole('option', { name: /ndf\s*Base width\s*16/ });
    expect(await option.getAttribute('aria-selected')).toBe('true');
    expect(await filters.getAttribute('aria-expanded')).toBe('true');
    expect(await filters.getAttribute('aria-activedescendant')).toBe(
      await option.getAttribute('id'),
    );
    await page.keyboard.press('Enter');
    expect(await filters.inputValue()).toBe('2 * ndf');
    await expect.poll(() => inspector().getByLabel('Value of Filters').innerText()).toBe('= 32');
    await page.keyboard.type(' + ma');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1, 3');
    expect(await filters.inputValue()).toBe('2 * ndf + max(1, 3)');
    await page.keyboard.press('Enter');
    await expect.poll(() => inspector().getByLabel('Value of Filters').innerText()).toBe('= 35');
    await filters.focus();
    await page.keyboard.press('Control+Space');
    await expect.poll(() => list.getByRole('option').count()).toBeGreaterThan(8);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await filters.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('says what is wrong, where, and mends it', async () => {
    await openDiscriminator();
    await choose('first');
    const filters = number('Filters');
    await filters.fill('4 + nfd * 2');
    await page.keyboard.press('Escape');
    await filters.fill('4 + nfd * 2');
    await inspector().getByText('There is no parameter “nfd” at character 5.').waitFor();
    await inspector().getByRole('button', { name: 'Write ndf' }).click();
    expect(await filters.inputValue()).toBe('4 + ndf * 2');
    await filters.fill('ndf * ');
    await inspector().getByText('Expected a number or name after * at character 7.').waitFor();
    await filters.fill('width3');
    await inspector().getByRole('button', { name: 'Make a parameter width3' }).click();
    await expect.poll(() => inspector().getByLabel('Value of Filters').innerText()).toBe('= 1');
  });

  it('is made of a number, takes equal numbers along, and leads to the parameter', async () => {
    await openDiscriminator();
    await choose('first');
    const filters = number('Filters');
    await filters.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Make this number a parameter…' }).click();
    await page.getByRole('checkbox', { name: /Replace one more 64/ }).check();
    await page.getByRole('textbox', { name: 'Name of the parameter' }).fill('base');
    await page.keyboard.press('Enter');
    await expect.poll(() => filters.inputValue()).toBe('base');
    await choose('third');
    expect(await filters.inputValue()).toBe('base');
    await filters.focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Go to parameter base' }).click();
    const control = page
      .locator('[data-parameter="base"]')
      .getByRole('combobox', { name: 'Filters' });
    await expect
      .poll(() => control.evaluate((field) => field === document.activeElement))
      .toBe(true);
    await page.locator('[data-parameter="base"]').getByText('used in 2 fields').click();
    await page
      .getByRole('button', { name: /D › Convolution › Filters/ })
      .first()
      .click();
    await expect.poll(() => card('first').getAttribute('class')).toContain('selected');
    await undo();
    expect(await filters.inputValue()).toBe('64');
  });
});

describe('the form of a node', () => {
  it('offers a reset where a value differs, one by one and all at once', async () => {
    await openDiscriminator();
    await choose('second');
    const reset = inspector().getByRole('button', { name: 'Reset Dilation to its default' });
    await number('Dilation').waitFor();
    await reset.hover();
    await page.getByRole('tooltip', { name: 'Back to the default: 1' }).waitFor();
    await reset.click();
    expect(await number('Dilation').inputValue()).toBe('1');
    expect(await reset.count()).toBe(0);
    await inspector().getByRole('button', { name: 'Reset all settings to their defaults' }).click();
    expect(await number('Filters').inputValue()).toBe('64');
    await undo();
    expect(await number('Filters').inputValue()).toBe('128');
  });

  it('tells of weights, work, memory and what a layer sees', async () => {
    await openDiscriminator();
    await choose('second');
    const facts = inspector().locator('section', {
      has: page.getByRole('heading', { name: 'Facts' }),
    });
    const text = await facts.innerText();
    expect(text).toMatch(/kernel\s+3×3×64×128\s+73,728/);
    expect(text).toMatch(/\d+ %/);
    expect(text).toMatch(/Multiply-adds/);
    expect(text).toMatch(/Activations\s+131 kB for a batch of 4/);
    // Four of the first layer, and four more steps of two pixels.
    expect(text).toMatch(/Receptive field\s+12×12 of 16×16 · every 2 pixels/);
    await choose('score');
    expect(await facts.innerText()).toMatch(/Receptive field\s+everything/);
    await choose('norm');
    expect(await facts.innerText()).toMatch(/256 \+ 256 not trained/);
    const about = inspector().locator('section', {
      has: page.getByRole('heading', { name: 'About' }),
    });
    expect(await about.locator('math').count()).toBe(1);
    expect(await about.getByRole('link').innerText()).toMatch(/\(2015\)/);
  });

  it('renames with everything that refers to it, and says where a name is taken', async () => {
    await openDiscriminator();
    await choose('third');
    const id = inspector().getByRole('textbox', { name: 'Id' });
    await id.fill('first');
    await id.press('Enter');
    await inspector().getByText('There is a node “first” already.').waitFor();
    await id.fill('last');
    await id.press('Enter');
    await card('last').waitFor();
    await page
      .locator('.react-flow__edge[data-id="norm.out->last.in"]')
      .waitFor({ state: 'attached' });
  });
});

describe('what training does', () => {
  it('is told at steps, losses, sources, views and uses of networks', async () => {
    await openDocument(page, presetDocument('wgan', {}));
    const steps = page.locator('.react-flow__node', { hasText: /critic/i });
    await steps.first().waitFor();
    const ids = await page
      .locator('.react-flow__node')
      .evaluateAll((nodes) => nodes.map((one) => one.getAttribute('data-id') ?? ''));
    const role = async (id: string) => {
      await choose(id);
      return inspector()
        .locator('section', { has: page.getByRole('heading', { name: 'What it does' }) })
        .innerText();
    };
    const told = new Map<string, string>();
    for (const id of ids.filter((one) => !one.includes(':'))) told.set(id, await role(id));
    const all = [...told.values()].join('\n');
    expect(all).toMatch(/Updates\s+\w+ [\d,]+ weights\s+Leaves as they are\s+\w+ run here/);
    expect(all).toMatch(/times an iteration.*, then .+\./);
    expect(all).toMatch(/Trains\s+the discriminator/);
    expect(all).toMatch(/Trains\s+the generator\s+Used by\s+.+ weight 1\s+Gradient reaches\s+\w+/);
    expect(all).toMatch(/Drawn\s+anew for each repeat of a step/);
    expect(all).toMatch(/Shows\s+.+ with \d+ samples each/);
    expect(all).toMatch(/Used\s+\d times, one set of weights/);
  });
});

describe('several nodes', () => {
  it('are changed together: what differs is mixed, a drag keeps their ratio, each change is one step', async () => {
    await openDiscriminator();
    await choose('first');
    await choose('second', ['Shift']);
    await inspector().getByText('2 nodes selected').waitFor();
    const filters = number('Filters');
    expect(await filters.getAttribute('placeholder')).toBe('mixed');
    await drag(filters, 80);
    const filtersOf = async (id: string) => {
      // A click on one of several selected nodes leaves all of them selected.
      await choose('norm');
      await choose(id);
      return number('Filters').inputValue();
    };
    expect([await filtersOf('first'), await filtersOf('second')]).toEqual(['128', '256']);
    await undo();
    await choose('first');
    await choose('second', ['Shift']);
    await filters.fill('/ 2');
    await filters.press('Enter');
    const kernel = number('Kernel');
    await kernel.fill('5');
    await kernel.press('Enter');
    expect(await kernel.inputValue()).toBe('5');
    expect([await filtersOf('first'), await filtersOf('second')]).toEqual(['32', '64']);
    expect(await kernel.inputValue()).toBe('5');
    await undo();
    await undo();
    expect([await filtersOf('first'), await filtersOf('second')]).toEqual(['64', '128']);
    await choose('first');
    await choose('second', ['Shift']);
    await choose('third', ['Shift']);
    await inspector().getByRole('button', { name: 'Arrange' }).click();
    await page.getByRole('menuitem', { name: /Align top edges/ }).click();
    await undo();
    await inspector().getByRole('button', { name: 'Reset all of them' }).click();
    expect(await filters.inputValue()).toBe('64');
  });
});

describe('the parameters', () => {
  it('are renamed with their expressions, bounded, and explain a name that will not do', async () => {
    await openDiscriminator();
    await choose('first');
    await number('Filters').fill('ndf * 2');
    await number('Filters').press('Enter');
    await page.getByRole('button', { name: 'Parameters' }).click();
    const row = page.locator('[data-parameter="ndf"]');
    await row.getByRole('button', { name: 'Name, label and bounds of ndf' }).click();
    const name = row.getByRole('textbox', { name: 'Name' });
    await name.fill('width');
    await name.press('Enter');
    await row.getByText('There is a parameter “width” already.').waitFor();
    await row.getByRole('textbox', { name: 'Largest' }).fill('64');
    await row.getByRole('textbox', { name: 'Largest' }).press('Enter');
    await row.getByRole('textbox', { name: 'Smallest' }).fill('1');
    await row.getByRole('textbox', { name: 'Smallest' }).press('Enter');
    await row.getByRole('slider', { name: 'Base width' }).waitFor();
    await name.fill('base');
    await name.press('Enter');
    await page.locator('[data-parameter="base"]').waitFor();
    await page.getByRole('button', { name: 'Parameters' }).click();
    await expect.poll(() => number('Filters').inputValue()).toBe('base * 2');
  });
});

describe('the inspector as a whole', () => {
  it('fits into 240 pixels, speaks Chinese, and axe finds nothing in either theme', async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    for (const theme of ['light', 'dark'] as const) {
      const settings = {
        theme,
        language: theme === 'dark' ? 'zh' : 'en',
        backend: 'wasm',
        panelSizes: { inspector: 240 },
      };
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      await context.addInitScript(
        (text) => localStorage.setItem('ganvas.settings', text),
        JSON.stringify(settings),
      );
      const other = await context.newPage();
      await other.goto(url);
      const aside = other.getByRole('complementary', {
        name: theme === 'dark' ? '属性面板' : 'Inspector',
      });
      for (const id of ['trainD', 'realLoss', 'generator']) {
        await other
          .locator(`.react-flow__node[data-id="${id}"]`)
          .click({ position: { x: 30, y: 8 } });
        await other.evaluate(axe);
        const found = await aside.evaluate(async (element) => {
          // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window.
          const { violations } = await (globalThis as any).axe.run(element);
          return violations.map(
            ({ id: rule, nodes }: { id: string; nodes: { html: string }[] }) =>
              `${rule}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
          );
        });
        expect(found).toEqual([]);
        const overflow = await aside.evaluate(
          (element) =>
            [...element.querySelectorAll('*')].filter(
              (one) =>
                one.getBoundingClientRect().right > element.getBoundingClientRect().right + 1 &&
                !one.closest('math') &&
                getComputedStyle(one).position !== 'absolute',
            ).length,
        );
        expect(overflow).toBe(0);
      }
      if (theme === 'dark') {
        expect(await aside.innerText()).toMatch(/详情/);
        expect(await aside.innerText()).not.toMatch(/\b(Facts|About|Network|Title)\b/);
      }
      await context.close();
    }
  });
});

describe('the settings of training', () => {
  it('choose mixed precision, which can be undone', async () => {
    await openDocument(page, sample());
    const mixed = inspector().getByRole('radio', { name: 'Mixed' });
    const whole = inspector().getByRole('radio', { name: 'Float32' });
    await expect.poll(() => whole.isChecked()).toBe(true);
    await inspector().getByText('Mixed', { exact: true }).click();
    await expect.poll(() => mixed.isChecked()).toBe(true);
    await undoButton().click();
    await expect.poll(() => whole.isChecked()).toBe(true);
  });
});

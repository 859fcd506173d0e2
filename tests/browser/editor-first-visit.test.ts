/** A first visit: what is offered, the gallery with its pictures, and the tour from an empty canvas to a GAN that trains. */
import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { card, openEditor, page, useBrowser } from './support/editor-page.ts';
import { drag, middle } from './support/hand.ts';

useBrowser();
beforeEach(() => openEditor({ size: { width: 1280, height: 720 } }));

const button = (name: string | RegExp) => page.getByRole('button', { name });
const cards = () => page.locator('.react-flow__node');
const preset = (id: string) => page.locator(`button[data-preset="${id}"]`);
const gallery = () => page.getByRole('dialog', { name: 'Presets' });

describe('a first visit', () => {
  it('has a preset ready to train, and offers four ways to begin until one is taken', async () => {
    const welcome = page.getByRole('region', { name: 'Welcome to Ganvas' });
    await welcome.waitFor();
    expect(await page.getByTestId('train').isEnabled()).toBe(true);
    expect(await welcome.getByRole('button').allTextContents()).toEqual([
      '',
      'Take the tour · three minutes',
      'Load a preset',
      'Empty canvas',
      'Open a file',
    ]);
    await welcome.getByRole('button', { name: 'Empty canvas' }).click();
    await page.getByText('An empty experiment').waitFor();
    // At once: what the page has not written yet is not lost with it.
    await page.reload();
    await page.getByText('An empty experiment').waitFor();
    expect(await welcome.count()).toBe(0);
  });

  it('empty panels say what to do next', async () => {
    await button('Empty canvas').click();
    const says: Readonly<Record<string, string>> = {
      Problems: 'the objective needs an optimizer step',
      Losses: 'Add a loss and an optimizer step',
      Samples: 'add one from the palette',
      Data: 'Add one from the palette',
      Plan: 'The Problems panel says what is missing',
    };
    for (const [name, text] of Object.entries(says)) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel').getByText(text).waitFor();
    }
  });
});

describe('the gallery', () => {
  it('shows what presets made, lazily, each said in words, and what they cost', async () => {
    await button('Load a preset').click();
    const picture = preset('dcgan').getByRole('img', {
      name: /What DCGAN made after 4,000 steps on Fashion-MNIST/,
    });
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(200);
    expect(await picture.getAttribute('loading')).toBe('lazy');
    expect(await preset('dcgan').textContent()).toMatch(/2015.*536 k parameters.*≈ 2 min/);
    // Nobody has trained it to its end: its graph stands for it.
    expect(await preset('stylegan-growing').locator('img').count()).toBe(0);
    expect(await preset('stylegan-growing').locator('svg rect').count()).toBeGreaterThan(5);
  });

  it('is filtered by family and by words, and walked by arrow keys', async () => {
    await button('Presets').first().click();
    await gallery().getByRole('button', { name: 'Wasserstein' }).click();
    expect(await gallery().locator('[data-preset]').count()).toBe(2);
    await gallery().getByRole('button', { name: 'All', exact: true }).click();
    const search = gallery().getByRole('textbox', { name: 'Search presets' });
    await search.fill('karras 2018');
    expect(await gallery().locator('[data-preset]').count()).toBe(2);
    await search.fill('nothing like it');
    await gallery().getByText('No preset is called').waitFor();
    await search.fill('');
    await search.press('ArrowDown');
    expect(await focused()).toBe('ring');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('gan-mlp');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('wgan-gp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name of the document' }).waitFor();
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Name of the document' }).inputValue())
      .toBe('Ring of Gaussians');
  });

  it('lets a card be dragged onto the canvas', async () => {
    await button('Presets').first().click();
    await preset('wgan').waitFor();
    const carried = await preset('wgan').evaluate((element) => {
      const dataTransfer = new DataTransfer();
      element.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }));
      return dataTransfer.getData('application/x-ganvas-preset');
    });
    expect(carried).toBe('wgan');
    await gallery().waitFor({ state: 'detached' });
    await page.locator('#canvas').evaluate((element) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('application/x-ganvas-preset', 'wgan');
      for (const type of ['dragenter', 'dragover', 'drop'])
        element.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        );
    });
    await card('trainCritic').waitFor();
  });
});

const focused = () =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.preset);

const tour = () => page.getByRole('region', { name: 'Guided tour' });
const heading = (text: string) => tour().getByRole('heading', { name: text, exact: true });
const inspector = () => page.locator('[data-panel="inspector"]');

async function add(entry: string): Promise<void> {
  await page.locator(`[data-entry="${entry}"] button`).first().click();
}

/** Draws a wire by hand, once more where the hand missed the port: the view may still have moved. */
async function draw(from: string, to: string): Promise<void> {
  const wire = page.locator(`.react-flow__edge[data-id="${from}->${to}"]`);
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await page.locator('#canvas').focus();
    await page.keyboard.press('Shift+1');
    await settled(port(from));
    await putAside();
    await drag(await middle(port(from)), await middle(port(to)));
    const isThere = await wire.waitFor({ state: 'attached', timeout: 4_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  throw new Error(`the wire from ${from} to ${to} could not be drawn`);
}

function port(end: string): Locator {
  const [node = '', name = ''] = end.split('.');
  return card(node).locator(`[data-handleid="${name}"]`);
}

/** Whole views are shown a frame or two after they are asked for. */
async function settled(locator: Locator): Promise<void> {
  let before = '';
  await expect
    .poll(async () => {
      const now = JSON.stringify(await locator.boundingBox());
      const isSame = now === before;
      before = now;
      return isSame;
    })
    .toBe(true);
}

async function type(label: string, value: string): Promise<void> {
  const field = inspector().getByLabel(label, { exact: true }).first();
  await field.fill(value);
  await field.press('Enter');
}

async function choose(label: string, option: string): Promise<void> {
  await inspector().getByLabel(label, { exact: true }).first().click();
  await page.getByRole('option', { name: option }).first().click();
}

/** The card lies where it hides as little as it can, but it can be in the way of a hand. */
async function putAside(): Promise<void> {
  const box = await tour().boundingBox();
  if (!box) return;
  await page.mouse.move(box.x + 60, box.y + 24);
  await page.mouse.down();
  await page.mouse.move(660, 690, { steps: 2 });
  await page.mouse.up();
}

describe('the tour', () => {
  it('is done by hand, step by step, and ends with losses on screen', async () => {
    await button(/Take the tour/).click();
    await heading('Data to learn from').waitFor();
    expect(await cards().count()).toBe(0);
    await add('dataset');
    await heading('Eight clouds of points').waitFor();
    await choose('Built-in data', 'Ring');
    await choose('Data', 'Points');
    await heading('Noise to start from').waitFor();
    await add('noise');
    await type('Shape 1', '32');
    await heading('A generator').waitFor();
    await add('apply+');
    await heading('Go inside').waitFor();
    await page.locator('#canvas').focus();
    await page.keyboard.press('Shift+1');
    await card('Net').dblclick();
    await heading('What comes in').waitFor();
    await card('in').click();
    await type('Shape 1', '32');
    await heading('A dense layer').waitFor();
    await add('dense');
    await draw('in.out', 'dense.in');
    await heading('An activation').waitFor();
    await add('tanh');
    await draw('dense.out', 'tanh.in');
    await heading('Two more of them').waitFor();
    for (const [before, dense, tanh] of [
      ['tanh', 'dense-2', 'tanh-2'],
      ['tanh-2', 'dense-3', 'tanh-3'],
    ]) {
      await add('dense');
      await draw(`${before}.out`, `${dense}.in`);
      await add('tanh');
      await draw(`${dense}.out`, `${tanh}.in`);
    }
    await heading('Two coordinates').waitFor();
    await add('dense');
    await type('Units', '2');
    await draw('tanh-3.out', 'dense-4.in');
    await draw('dense-4.out', 'out.in');
    await heading('Feed it with noise').waitFor();
    await page.locator('#canvas nav button').first().click();
    await draw('noise.out', 'Net.in');
    await heading('A discriminator').waitFor();
    await add('apply+');
    await heading('Its layers').waitFor();
    await tour().getByRole('button', { name: 'Do it for me' }).click();
    await heading('It looks twice').waitFor();
    await page.locator('#canvas nav button').first().click();
    await add('apply:Net2');
    await draw('dataset.points', 'Net2.in');
    await draw('Net.out', 'Net2-2.in');
    await heading('Who wants what').waitFor();
    for (const side of ['Discriminator, real', 'Discriminator, fake', 'Generator']) {
      await add('adversarial');
      if (side !== 'Discriminator, real') await choose('Side', side);
    }
    await draw('Net2.out', 'adversarial.logits');
    await draw('Net2-2.out', 'adversarial-2.logits');
    await draw('Net2-2.out', 'adversarial-3.logits');
    await heading('Two optimizer steps').waitFor();
    await tour().getByRole('button', { name: 'Do it for me' }).click();
    await heading('How fast they learn').waitFor();
    await tour().getByRole('button', { name: 'Do it for me' }).click();
    await heading('Something to look at').waitFor();
    await add('scatter');
    await draw('dataset.points', 'scatter.real');
    await draw('Net.out', 'scatter.generated');
    await heading('How long').waitFor();
    await tour().getByRole('button', { name: 'Do it for me' }).click();
    await heading('Train').waitFor();
    expect(await page.getByTestId('train').getAttribute('aria-disabled')).toBeNull();
    await page.keyboard.press('Control+Enter');
    await heading('Watch it learn').waitFor();
    await showsLosses();
  });

  it('is done for the person by keyboard alone, resumes after a reload, and is left by Escape', async () => {
    await button(/Take the tour/).focus();
    await page.keyboard.press('Enter');
    await heading('Data to learn from').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[data-tour]') !== null))
      .toBe(true);
    for (let step = 1; step < 20; step += 1) {
      await expect.poll(() => tour().textContent()).toContain(`Step ${step} of`);
      if (step === 7) {
        await page.reload();
        await heading('A dense layer').waitFor();
      }
      await tour().getByRole('button', { name: 'Do it for me' }).focus();
      await page.keyboard.press('Enter');
    }
    await expect.poll(() => tour().textContent()).toContain('Step 20 of');
    await page.getByRole('tab', { name: 'Problems' }).click();
    await page.getByText('No problems', { exact: true }).waitFor();
    await tour().getByRole('button', { name: 'Do it for me' }).focus();
    await page.keyboard.press('Enter');
    await heading('Watch it learn').waitFor();
    await showsLosses();
    await tour().getByRole('button', { name: 'Finish' }).focus();
    await page.keyboard.press('Escape');
    await tour().waitFor({ state: 'detached' });
    expect(await cards().count()).toBeGreaterThan(8);
  });

  it('says where its graph went when another document is in front', async () => {
    await button(/Take the tour/).click();
    await heading('Data to learn from').waitFor();
    await page.getByLabel('Open documents').getByText('DCGAN', { exact: true }).click();
    await tour().getByText('in another tab').waitFor();
    await tour().getByRole('button', { name: 'Show it' }).click();
    await heading('Data to learn from').waitFor();
  });
});

async function showsLosses(): Promise<void> {
  await page.getByRole('tab', { name: 'Losses' }).click();
  // Preparing the first step takes a busy machine long.
  const loss = page.locator('[data-loss]', { hasText: /\d/ }).first();
  await loss.waitFor({ timeout: 150_000 });
  await page.getByRole('img', { name: /Chart of 3 losses/ }).waitFor();
}

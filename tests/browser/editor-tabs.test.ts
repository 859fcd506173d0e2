/** Several documents: their tabs by mouse and by keys, what each keeps to itself, and undo within them. */
import { describe, expect, it } from 'vitest';
import {
  fileMenu,
  kept,
  names,
  openPreset,
  rename,
  said,
  shown,
  stored,
  strip,
  tab,
  useVisits,
  visit,
} from './support/documents.ts';
import { card, page, undoButton, useBrowser } from './support/editor-page.ts';

useBrowser();
useVisits();

describe('tabs', () => {
  it('open, rename, reorder and close by mouse, and a closed document comes back with its undo', async () => {
    await visit();
    await openPreset('ring');
    await expect.poll(() => names()).toEqual(['Ring of Gaussians']);
    await tab('Ring').locator('button').first().dblclick();
    await page.keyboard.type('Mine');
    await page.keyboard.press('Enter');
    await expect.poll(() => names()).toEqual(['Mine*']);
    await openPreset('dcgan');
    await expect.poll(() => names()).toEqual(['Mine*', 'DCGAN']);
    await strip().getByRole('button', { name: 'New document' }).click();
    await expect.poll(() => shown()).toBe('Untitled');
    await tab('Untitled').dragTo(tab('Mine'), { targetPosition: { x: 4, y: 10 } });
    await expect.poll(() => names()).toEqual(['Untitled', 'Mine*', 'DCGAN']);
    await tab('Mine').click({ button: 'middle' });
    await expect.poll(() => names()).toEqual(['Untitled', 'DCGAN']);
    await said('“Mine” is closed');
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => names()).toEqual(['Untitled', 'Mine*', 'DCGAN']);
    await undoButton().click();
    await expect.poll(() => shown()).toBe('Ring of Gaussians');
  });

  it('do all that by keys, too', async () => {
    await visit();
    await openPreset('ring');
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+1');
    await expect.poll(() => shown()).toBe('Ring of Gaussians');
    await page.keyboard.press('Alt+PageDown');
    await expect.poll(() => shown()).toBe('Untitled');
    await page.keyboard.press('Alt+Shift+PageUp');
    await expect.poll(() => names()).toEqual(['Untitled', 'Ring of Gaussians']);
    await page.keyboard.press('Alt+9');
    await page.keyboard.press('Alt+w');
    await expect.poll(() => names()).toEqual(['Untitled']);
    await page.keyboard.press('Alt+Shift+W');
    await expect.poll(() => names()).toEqual(['Untitled', 'Ring of Gaussians']);
    await tab('Ring').getByRole('button').first().focus();
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    await expect.poll(() => names()).toEqual(['Ring of Gaussians', 'Untitled']);
    await page.keyboard.press('F2');
    await page.keyboard.type('Circle');
    await page.keyboard.press('Enter');
    await expect.poll(() => names()).toEqual(['Circle*', 'Untitled']);
    await tab('Untitled').getByRole('button').first().focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => names()).toEqual(['Circle*']);
  });

  it('keep level, viewport, selection and undo of each document apart', async () => {
    await visit();
    await card('generator').dblclick();
    await card('project').click();
    await rename('First');
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.locator('[data-preset="stylegan-growing"]').click();
    await tab('StyleGAN').waitFor();
    await card('data').waitFor();
    expect(await undoButton().isDisabled()).toBe(true);
    await page.keyboard.press('Alt+1');
    await card('project').waitFor();
    expect(await card('project').getAttribute('class')).toContain('selected');
    await undoButton().click();
    await expect.poll(() => names()).toEqual(['DCGAN', 'StyleGAN, growing']);
    const times: number[] = [];
    for (const key of ['Alt+2', 'Alt+1', 'Alt+2', 'Alt+1', 'Alt+2']) {
      await page.waitForTimeout(300);
      const [first, second] = [key === 'Alt+2' ? 1 : 0, 0];
      times.push(
        await page.evaluate(
          (at) =>
            new Promise<number>((resolve) => {
              const began = performance.now();
              document.querySelectorAll<HTMLElement>('[data-tab] > button')[at * 2]?.click();
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
            }),
          first + second,
        ),
      );
    }
    console.log(`showing a tab, click to painted: ${times.map(Math.round).join(', ')} ms`);
    expect(Math.min(...times)).toBeLessThan(400);
  });

  it('make a variant of a document, with a history of its own', async () => {
    await visit();
    await rename('Mine');
    await fileMenu('Duplicate as variant');
    await expect.poll(() => shown()).toBe('Mine (variant 2)*');
    expect(await undoButton().isDisabled()).toBe(true);
    await fileMenu('Duplicate as variant');
    await expect.poll(() => names()).toEqual(['Mine*', 'Mine (variant 2)*', 'Mine (variant 3)*']);
    await kept();
    const records = await stored('documents');
    const [mine] = records.filter(({ name }) => name === 'Mine');
    expect(records.find(({ name }) => name === 'Mine (variant 2)')?.origin).toEqual({
      type: 'variant',
      of: mine?.id,
      name: 'Mine',
    });
  });
});

describe('undo', () => {
  it('shows the level where the change was, and makes no step of looking around', async () => {
    await visit();
    await card('generator').dblclick();
    await card('project').click();
    const filters = page.getByLabel('Filters', { exact: true });
    await filters.fill('ngf * 3');
    await filters.press('Enter');
    await page.getByRole('navigation', { name: 'Level' }).getByText('Objective').click();
    await card('noise').click();
    await page.mouse.wheel(0, -200);
    const id = page.getByRole('textbox', { name: 'Id' });
    await id.focus();
    await id.blur();
    await page.locator('main').focus();
    await page.keyboard.press('Control+z');
    await card('project').waitFor();
    expect(await undoButton().isDisabled()).toBe(true);
    await page.getByRole('navigation', { name: 'Level' }).getByText('Objective').click();
    await page.keyboard.press('Control+Shift+z');
    await card('project').waitFor();
  });

  it('takes a held key on a slider, a paste, an arrangement and a profile back as one step each', async () => {
    await visit();
    await openPreset('ring');
    const isOneStep = async () => {
      await expect.poll(() => undoButton().isDisabled()).toBe(false);
      await undoButton().click();
      await expect.poll(() => undoButton().isDisabled()).toBe(true);
    };
    const parameters = page.getByRole('button', { name: 'Parameters', exact: true });
    await parameters.click();
    const slider = page.getByRole('slider', { name: 'Latent size' });
    const size = () => slider.getAttribute('aria-valuenow');
    await slider.focus();
    for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down('ArrowRight');
    await page.keyboard.up('ArrowRight');
    await expect.poll(size).toBe('35');
    // A press beside the track begins nothing that would not end.
    const box = await slider.boundingBox();
    if (!box) throw new Error('the slider is there');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' });
    await slider.press('ArrowLeft');
    await expect.poll(size).toBe('34');
    await undoButton().click({ force: true });
    // The press was beside them: they are closed.
    await slider.waitFor({ state: 'detached' });
    await parameters.click();
    await expect.poll(size).toBe('35');
    await page.keyboard.press('Escape');
    await isOneStep();

    await page.locator('main').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await isOneStep();

    await page.keyboard.press('Shift+L');
    await isOneStep();

    await page.getByRole('combobox', { name: 'Profile' }).click();
    await page.getByRole('option').last().click();
    await isOneStep();
  });
});

describe('what is typed', () => {
  it('stays with the document that it was typed in, when another comes to the front', async () => {
    await visit();
    await page.keyboard.press('Alt+n');
    await page.getByRole('textbox', { name: 'Name of the document' }).fill('Typed here');
    await page.keyboard.press('Alt+PageUp');
    await expect.poll(() => names()).toEqual(['DCGAN', 'Typed here*']);
    await page.locator('main').focus();
    expect(await names()).toEqual(['DCGAN', 'Typed here*']);
  });
});

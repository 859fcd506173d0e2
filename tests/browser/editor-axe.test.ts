/** axe finds nothing on any state of the page, in either theme; the focus can be seen wherever the Tab key leads. */
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { card, inspector, openEditor, page, useBrowser } from './support/editor-page.ts';
import { showPanel } from './support/training-page.ts';

useBrowser();
const faults = (state: string) => axeFaults(page, state);

async function shut(): Promise<void> {
  await page.keyboard.press('Escape');
  await page.waitForTimeout(250);
}

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (theme) => {
  beforeAll(async () => {
    await openEditor({ theme });
  });

  it('on the canvas, in the inspector of several kinds, and inside a network', async () => {
    const all = [...(await faults('objective'))];
    for (const id of ['data', 'noise', 'realLoss', 'trainD', 'samples', 'generator']) {
      await card(id).click({ position: { x: 40, y: 6 } });
      const more = inspector().getByRole('button', { name: /more settings/ });
      if ((await more.count()) > 0) await more.first().click();
      all.push(...(await faults(`inspector of ${id}`)));
    }
    await card('generator').dblclick();
    await card('project').waitFor();
    all.push(...(await faults('network')));
    await card('project').click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    all.push(...(await faults('context menu')));
    await shut();
    await page.getByRole('navigation', { name: 'Level' }).getByText('Objective').click();
    await card('generator').waitFor();
    expect(all).toEqual([]);
  });

  it('in every panel and menu', async () => {
    const all: string[] = [];
    for (const panel of ['Problems', 'Losses', 'Samples', 'Data', 'Plan']) {
      await showPanel(page, panel);
      all.push(...(await faults(panel)));
    }
    for (const button of await page.locator('header button[aria-haspopup]').all()) {
      const name = await button.getAttribute('aria-label');
      await button.click();
      all.push(...(await faults(`menu ${name}`)));
      await shut();
    }
    await page.getByRole('tab', { name: 'Outline' }).click();
    all.push(...(await faults('outline')));
    await page.getByRole('tab', { name: 'Palette' }).click();
    await page.getByRole('textbox', { name: 'Search nodes' }).fill('conv');
    await page.keyboard.press('ArrowDown');
    all.push(...(await faults('palette search')));
    await page.getByRole('textbox', { name: 'Search nodes' }).fill('');
    expect(all).toEqual([]);
  });

  it('in every dialog, and in the list', async () => {
    const all: string[] = [];
    await card('noise').click({ position: { x: 40, y: 6 } });
    await page.keyboard.press('c');
    await page.getByRole('dialog').waitFor();
    all.push(...(await faults('connect')));
    await shut();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    all.push(...(await faults('shortcuts')));
    await shut();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('conv');
    all.push(...(await faults('command palette')));
    await shut();
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('dialog').waitFor();
    all.push(...(await faults('gallery')));
    await shut();
    await page.keyboard.press('Shift+V');
    await page.getByRole('button', { name: 'Open all ports' }).click();
    all.push(...(await faults('list')));
    await page.keyboard.press('Shift+V');
    expect(all).toEqual([]);
  });
});

describe('the focus', () => {
  it('can be seen wherever the Tab key leads, and never leaves the page for nothing', async () => {
    await openEditor();
    const unseen: string[] = [];
    let stops = 0;
    for (; stops < 160; stops += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const marks = [
          element,
          ...[...element.querySelectorAll('*')].slice(0, 12),
          ...[...(element.parentElement?.querySelectorAll('*') ?? [])].slice(0, 12),
        ];
        const parents = [element.parentElement, element.parentElement?.parentElement];
        const isMarked = [...marks, ...parents].some((each) => {
          if (!each) return false;
          const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(each);
          const hasOutline = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
          const accent = getComputedStyle(document.documentElement).getPropertyValue('--gv-accent');
          return hasOutline || boxShadow !== 'none' || borderColor.includes(accent);
        });
        const input = element.matches('input, textarea') ? getComputedStyle(element) : null;
        const isInput = input !== null && input.borderTopStyle !== 'none';
        // The box of a radio button is drawn by its label.
        const drawn = element.matches('[type="radio"], [type="checkbox"]')
          ? element.parentElement
          : element;
        const { width = 0, height = 0 } = drawn?.getBoundingClientRect() ?? {};
        return {
          name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30)}`,
          isMarked: (isMarked || isInput) && width > 0 && height > 0,
        };
      });
      if (!stop) break;
      if (!stop.isMarked) unseen.push(stop.name);
    }
    expect(unseen).toEqual([]);
    // Thirteen nodes and their wires are one stop; a page of panels has some dozens.
    expect(stops).toBeGreaterThan(20);
    expect(stops).toBeLessThan(160);
  });

  it('is led past the top bar by a link, and stands in landmarks with headings', async () => {
    await page.reload();
    await card('generator').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Skip to the canvas',
    );
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null))
      .toBe(true);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    for (const role of ['banner', 'main'] as const) {
      expect(await page.getByRole(role).count()).toBe(1);
    }
  });

  it('moves nothing for people who want no motion', async () => {
    await openEditor();
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    const slow = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .map((element) => getComputedStyle(element))
        .filter(({ animationDuration, transitionDuration }) =>
          [animationDuration, transitionDuration].some((text) =>
            text.split(',').some((part) => Number.parseFloat(part) > 0.02),
          ),
        )
        .map(({ animationName, transitionProperty }) => `${animationName} ${transitionProperty}`),
    );
    expect(slow).toEqual([]);
    await card('noise').focus();
    expect(
      await card('noise').evaluate((element) => getComputedStyle(element).outlineStyle),
    ).not.toBe('none');
  });
});

/**
 * Every dialog, menu and list in Chinese, in both themes: axe finds nothing, and no English is left. What is drawn is the
 * same in English; `editor-axe.test.ts` asks that page.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chinese } from '../../src/ui/texts/chinese.ts';
import { tour as tourTexts } from '../../src/ui/texts/zh/tour.ts';
import { axeFaults } from './support/axe.ts';
import {
  browser,
  card,
  enter,
  openEditor,
  page,
  select,
  useBrowser,
} from './support/editor-page.ts';
import { englishOn } from './support/english-left.ts';
import { dropFiles, presetDocument } from './support/training-page.ts';

useBrowser();

/** A field that is none, a number for a name, a place that is no place, a wire from nowhere. */
function broken(): string {
  const document = presetDocument('dcgan', {});
  const { objective } = document;
  const edges = [...objective.edges, { from: 'nobody.x', to: 'generator.z' }];
  return JSON.stringify({ ...document, name: 5, extra: 3, objective: { ...objective, edges } });
}

describe.each(['light', 'dark'] as const)('in the %s theme, in Chinese', (theme) => {
  const all: string[] = [];

  beforeAll(async () => {
    await openEditor({ theme, language: 'zh', size: { width: 1280, height: 720 } });
  });
  afterAll(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  async function look(state: string): Promise<void> {
    all.push(...(await axeFaults(page, state)));
    all.push(...(await englishOn(page)).map((text) => `${state}, English: ${text}`));
  }
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = () => page.getByRole('dialog').filter({ visible: true });
  async function shut(): Promise<void> {
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('[role="dialog"]:visible').count()).toBe(0);
  }
  /** By the name that the command palette has for it. */
  async function command(id: keyof typeof chinese.commands.labels): Promise<void> {
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(chinese.commands.labels[id]);
    const found = page.locator('.mantine-Spotlight-action[data-selected]');
    await found.filter({ hasText: chinese.commands.labels[id] }).waitFor();
    await page.keyboard.press('Enter');
  }
  const nothing = () => {
    expect(all.splice(0)).toEqual([]);
  };

  it('nothing is wrong with what finds things: command palette, find, list, gallery', async () => {
    await page.keyboard.press('Control+k');
    await dialog().waitFor();
    await look('command palette');
    await page.keyboard.type('g');
    await look('command palette, typed');
    await shut();
    await page.locator('#canvas').focus();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('conv');
    await page.locator('search li').first().waitFor();
    await look('find');
    await page.keyboard.press('Escape');
    await page.locator('#canvas').focus();
    await page.keyboard.press('Shift+V');
    await button(chinese.list.expandAll).click();
    await look('list');
    await page.keyboard.press('Shift+V');
    await card('generator').waitFor();
    await command('presets');
    await page.locator('[data-preset="dcgan"]').waitFor();
    await look('gallery');
    await shut();
    nothing();
  });

  it('nothing is wrong with what is written and read: share, recent, import with repair', async () => {
    await command('share');
    await dialog().locator('textarea').waitFor();
    await look('share');
    await shut();
    await command('recent');
    await dialog().locator('[data-recent]').first().waitFor();
    await look('recent');
    await shut();
    await dropFiles(page, [{ name: 'broken.json', text: broken() }]);
    await dialog().waitFor();
    await look('import');
    await shut();
    nothing();
  });

  it('nothing is wrong with what changes the graph: group, parameters, overlay, shortcuts', async () => {
    await enter('generator', 'project');
    await select('project', 'norm');
    await page.keyboard.press('Control+g');
    await dialog().waitFor();
    await look('group');
    await shut();
    await select('norm');
    await page.keyboard.press('Shift+S');
    await page.getByRole('option').first().waitFor();
    await look('swap');
    await page.keyboard.press('Escape');
    await command('overlay-parameters');
    await button(chinese.overlays.close).waitFor();
    await look('overlay');
    await button(chinese.overlays.close).click();
    await page.keyboard.press('?');
    await dialog().waitFor();
    await look('shortcuts');
    await shut();
    nothing();
  });

  it('nothing is wrong with the tour, on an empty canvas and after its first steps', async () => {
    await command('tour');
    const tour = page.getByRole('region', { name: tourTexts.title });
    await tour.waitFor();
    await look('tour');
    for (const step of [1, 2, 3]) {
      const doIt = tour.getByRole('button', { name: tourTexts.doIt });
      await doIt.click();
      await tour.getByText(tourTexts.progress(step + 1, 21)).waitFor();
    }
    await look('tour, fourth step');
    nothing();
  });
});

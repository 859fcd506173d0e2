/** The whole page in Simplified Chinese: no English sentence is left on any panel, menu or dialog. */
import { beforeEach, describe, expect, it } from 'vitest';
import { browser, openEditor, page, url, useBrowser } from './support/editor-page.ts';
import { englishOn } from './support/english-left.ts';
import { stillCanvas } from './support/training-page.ts';

useBrowser();
beforeEach(() => openEditor({ size: { width: 1280, height: 720 } }));

const button = (name: string | RegExp) => page.getByRole('button', { name });

async function switchToChinese(): Promise<void> {
  await page.locator('[data-language-switch]').click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await button('预设').first().waitFor();
}

const leftOver = (within?: string) => englishOn(page, within);

describe('in Chinese', () => {
  it('says every panel, menu and dialog, with no English sentence left', async () => {
    await switchToChinese();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    // Opened now, the preset is Chinese, too.
    await button('预设').first().click();
    await page.locator('[data-preset="dcgan"]').waitFor();
    expect.soft(await leftOver(), 'gallery').toEqual([]);
    await page.locator('[data-preset="acgan"]').click();
    await page.getByText('训练 G').first().waitFor();
    for (const tab of ['问题', '损失', '样本', '数据', '计划']) {
      await page.getByRole('tab', { name: tab }).click();
      expect.soft(await leftOver(), tab).toEqual([]);
    }
    for (const tab of ['大纲', '节点']) {
      const found = page.getByRole('tab', { name: tab });
      if ((await found.count()) === 0) continue;
      await found.first().click();
      expect.soft(await leftOver(), tab).toEqual([]);
    }
    // A small canvas begins with a part of the graph.
    await page.locator('#canvas').focus();
    await page.keyboard.press('Shift+1');
    await stillCanvas(page);
    for (const node of ['trainD', 'data', 'noise', 'realLoss', 'samples', 'made']) {
      await page.locator(`.react-flow__node[data-id="${node}"]`).click();
      expect.soft(await leftOver('[data-panel="inspector"]'), node).toEqual([]);
    }
    await page.locator('.react-flow__node[data-id="made"]').dblclick();
    await page.getByText('转置卷积').first().waitFor();
    expect.soft(await leftOver(), 'network').toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    expect.soft(await leftOver(), 'command palette').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('#canvas').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect.soft(await leftOver(), 'shortcuts').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('backend').click();
    expect.soft(await leftOver(), 'backend').toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('says a run, its progress and its metrics', async () => {
    await switchToChinese();
    await button('预设').first().click();
    await page.locator('[data-preset="ring"]').click();
    await page.getByText('训练 G').first().waitFor();
    await page.getByTestId('train').click();
    await expect
      .poll(() => page.getByTestId('progress').textContent(), { timeout: 60_000 })
      .toMatch(/第 [1-9]\d* \/ 2,000 步.*样本\/秒/);
    await page.getByRole('tab', { name: '样本' }).click();
    await page.getByText('数据的模式').waitFor();
    expect(await leftOver()).toEqual([]);
    await button('暂停').click();
    await page.getByTestId('progress').getByText('已暂停').waitFor();
  });

  it('says what is wrong and how to mend it', async () => {
    await switchToChinese();
    await button('空白画布').click();
    await page.locator('[data-entry="noise"] button').first().click();
    await page.getByRole('tab', { name: '问题' }).click();
    await page.getByText('目标图需要一个训练网络的优化器步骤，现在没有').waitFor();
    await page.getByText('noise 不通向任何步骤的损失或视图，因此被略去').first().waitFor();
    expect(await leftOver()).toEqual([]);
    await page.getByRole('tabpanel').getByRole('button', { name: '移除该节点' }).click();
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(0);
  });

  it('is there from the first words after a reload, and in a browser that speaks it', async () => {
    await switchToChinese();
    expect(
      await page.evaluate(() => document.activeElement?.hasAttribute('data-language-switch')),
    ).toBe(true);
    const context = await browser.newContext({ locale: 'zh-CN' });
    const other = await context.newPage();
    const seen: string[] = [];
    await other.exposeFunction('tell', (text: string) => seen.push(text));
    await other.addInitScript(() => {
      const look = () => {
        const text = document.querySelector('[data-testid="train"]')?.textContent;
        // biome-ignore lint/suspicious/noExplicitAny: the function that the test exposes.
        if (text) (globalThis as any).tell(text);
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
    });
    await other.goto(url);
    await other.getByTestId('train').waitFor();
    expect(await other.locator('html').getAttribute('lang')).toBe('zh-Hans');
    await expect.poll(() => new Set(seen)).toEqual(new Set(['训练']));
    await page.reload();
    await button('预设').first().waitFor();
  });
});

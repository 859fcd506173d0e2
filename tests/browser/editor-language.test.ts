/** The whole page in Simplified Chinese: no English sentence is left on any panel, menu or dialog. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from './support/browser.ts';
import { servedBuild } from './support/served-build.ts';
import { openPage } from './support/training-page.ts';

let browser: Browser;
let served: Awaited<ReturnType<typeof servedBuild>>;
let page: Page;

beforeAll(async () => {
  served = await servedBuild();
  browser = await launch({ withWebGpu: false });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close();
  page = await openPage(browser, {
    url: served.url,
    backend: 'wasm',
    size: { width: 1280, height: 720 },
  });
  await page.locator('.react-flow__node').first().waitFor();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });

async function switchToChinese(): Promise<void> {
  await page.locator('[data-language-switch]').click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await button('预设').first().waitFor();
}

/** Two words in a row that are no names: `Alt Shift` and `realLoss` are names, `at its peak` is English. */
const ENGLISH = /[A-Za-z][a-z']+(?:, | )[a-z']{2,}/;
/** A label of one word. */
const WORD = /^[A-Z][a-z]+(?: \([^)]*\))?[:…]?$/;
/** Blocks of presets are identifiers, too. */
const NAMES = new Set([
  'Up',
  'Down',
  'Smooth',
  'Sharp',
  'Ganvas',
  'English',
  'Laptop',
  'Paper',
  'Tanh',
  'Sigmoid',
  'Swish',
  'Softmax',
  'Softplus',
  'Adam',
  'Wasserstein',
  'Nesterov',
  'Auto',
]);
/** English by right: titles of papers, expressions, code, key names, the plan as terminals print it, other languages' names. */
const APART =
  'a[href^="http"], code, pre, kbd, input, textarea, [lang="en"], .react-flow__attribution, [data-english]';

/** What can be seen or is read aloud, but for what is English by right. */
async function leftOver(within = 'body'): Promise<readonly string[]> {
  const texts = await page.locator(within).evaluate((root, apart) => {
    const found: string[] = [];
    const isShown = (element: Element) =>
      element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
    for (const element of [root, ...root.querySelectorAll('*')]) {
      if (!isShown(element)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        const text = element.getAttribute(name);
        if (text && !element.closest('a[href^="http"], [data-english]')) found.push(text);
      }
      if (element.closest(apart)) continue;
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
          found.push(node.textContent.trim());
    }
    return found;
  }, APART);
  return [...new Set(texts)].filter((text) => {
    const words = withoutNames(text);
    return ENGLISH.test(words) || (WORD.test(words) && !NAMES.has(words));
  });
}

/** Without what documents call things, and titles of papers with their authors and year. */
const withoutNames = (text: string) =>
  text.replace(/“[^”]*”|.*\([^()]*\d{4}\)$|^(\w+)(?:, | \()\1\)?$|Switch to English/gi, '');

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
    await other.goto(served.url);
    await other.getByTestId('train').waitFor();
    expect(await other.locator('html').getAttribute('lang')).toBe('zh-Hans');
    await expect.poll(() => new Set(seen)).toEqual(new Set(['训练']));
    await page.reload();
    await button('预设').first().waitFor();
  });
});

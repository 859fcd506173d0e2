/** The form of an optimizer step: a loss weight becomes a schedule, is bent, and becomes a number again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from './support/browser.ts';
import { servedBuild } from './support/served-build.ts';
import { openPage } from './support/training-page.ts';

let browser: Browser;
let served: Awaited<ReturnType<typeof servedBuild>>;
let page: Page;

beforeAll(async () => {
  served = await servedBuild();
  browser = await launch({ withWebGpu: false });
  page = await openPage(browser, { url: served.url, backend: 'wasm' });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

it('a loss weight turns into a schedule and back', async () => {
  await page.locator('.react-flow__node[data-id="trainD"]').click();
  const weights = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('group', { name: 'Loss weights' });
  await weights
    .getByRole('button', { name: 'Loss weights 2: let it change with the iteration' })
    .click();
  expect(await weights.getByRole('combobox', { name: 'Loss weights 2' }).inputValue()).toBe(
    'Linear',
  );
  const to = weights.getByRole('combobox', { name: 'To' });
  await to.fill('0.25');
  await to.press('Enter');
  expect(await to.inputValue()).toBe('0.25');
  await weights.getByRole('button', { name: 'Loss weights 2: make it one number' }).click();
  expect(await weights.getByRole('combobox', { name: 'Loss weights 2' }).inputValue()).toBe('1');
});

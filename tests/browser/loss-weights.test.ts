/** The form of an optimizer step: a loss weight becomes a schedule, is bent, and becomes a number again. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import { openPage } from './support/training-page.ts';

useBuiltPage({ withWebGpu: false });

let page: Page;

beforeAll(async () => {
  page = await openPage(browser, { url, backend: 'wasm' });
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

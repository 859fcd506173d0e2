/** What the page says of memory: before a run what a step will take, in a run what it takes, and what would make a document fit. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { browser, url, useBuiltPage } from './support/built-page.ts';
import {
  endlessDocument,
  openDocument,
  openPage,
  presetDocument,
  showPanel,
  trainButton,
  waitForButton,
  waitForStep,
} from './support/training-page.ts';

useBuiltPage();

let page: Page | undefined;

afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

async function open(backend: 'auto' | 'webgpu' | 'wasm'): Promise<Page> {
  page = await openPage(browser, { url, backend });
  return page;
}

const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/** Every amount that a text names, in bytes. */
function bytesIn(text: string): readonly number[] {
  return [...text.matchAll(/([\d.]+) (B|kB|MB|GB)\b/g)].map(
    ([, number, unit = '']) => Number(number) * (UNITS[unit] ?? Number.NaN),
  );
}

/** What the inspector says of the experiment. */
async function estimateShown(of: Page): Promise<string> {
  const fact = of.getByTestId('memory-about');
  await fact.waitFor();
  return fact.innerText();
}

describe.each([['webgpu'], ['wasm']] as const)('on %s', (backend) => {
  it('a step of dcgan takes what was estimated before, within a tenth', async () => {
    const page = await open(backend);
    await openDocument(page, endlessDocument('dcgan', 5));
    const shown = await estimateShown(page);
    await showPanel(page, 'Plan');
    expect(await page.getByText(/^Memory at its peak/).innerText()).toContain(
      shown.replace(/ at its peak.*/, ''),
    );
    const [estimate = Number.NaN, ...others] = bytesIn(shown);
    expect(others).toEqual([]);
    await trainButton(page).click();
    // Sheets and metrics come between, and some steps of every kind are replayed.
    await waitForStep(page, 12);
    await page.getByTestId('backend').click();
    const measures = page.getByTestId('run-measures');
    await measures.getByText(/^Memory of a step: .*, estimated/).waitFor();
    await measures.getByText(/^With sheets and metrics: /).waitFor();
    const [step = Number.NaN, beside, inAll] = bytesIn(await measures.innerText());
    expect(beside).toBe(estimate);
    expect(estimate / step).toBeGreaterThan(0.9);
    expect(estimate / step).toBeLessThan(1.1);
    expect(inAll).toBeGreaterThan(step);
  });
});

it('tells what a step takes on each backend until it is known which', async () => {
  const page = await open('auto');
  await openDocument(page, endlessDocument('ring', 5));
  expect(await estimateShown(page)).toMatch(/ on WebGPU, .* on WebAssembly/);
  await trainButton(page).click();
  await waitForStep(page, 2);
  await expect.poll(() => estimateShown(page)).not.toMatch(/WebAssembly/);
  expect(await estimateShown(page)).toMatch(/^[\d.]+ kB on WebGPU/);
});

describe('a document that cannot fit', () => {
  const large = { imageSize: 64, ngf: 32, ndf: 32 };

  it('is told when it is to be trained, with the batch that would fit', async () => {
    const page = await open('wasm');
    await openDocument(page, presetDocument('dcgan', { ...large, batchSize: 16_000 }));
    await trainButton(page).click();
    const notice = page.locator('[data-notice]');
    await notice.waitFor();
    const sentence = await notice.innerText();
    expect(sentence).toMatch(/This cannot be trained here: training needs about [\d.]+ GiB/);
    expect(sentence).toMatch(/there is room for 4\.0 GiB/);
    const [, fitting] = /A batch of (\d+) fits/.exec(sentence) ?? [];
    expect(Number(fitting)).toBeGreaterThan(1000);
    await openDocument(page, presetDocument('ring', { steps: 2 }));
    await trainButton(page).click();
    await waitForButton(page, 'Train again');
  });

  it('is told on WebGPU by the layer that is too large for one tensor', async () => {
    const page = await open('webgpu');
    await openDocument(page, presetDocument('dcgan', { ...large, batchSize: 30_000 }));
    await showPanel(page, 'Problems');
    await page
      .getByText(/training needs about .* GiB at its peak/)
      .first()
      .waitFor();
    await trainButton(page).click();
    const notice = page.locator('[data-notice]');
    await notice.waitFor();
    const sentence = await notice.innerText();
    expect(sentence).toMatch(/what the layer ".*" gives for a batch of 30000 takes [\d.]+ GiB/);
    expect(sentence).toMatch(/A batch of \d+ fits/);
  });

  it('is a problem before that where no device has so much memory', async () => {
    const page = await open('wasm');
    await openDocument(page, presetDocument('dcgan', { ...large, batchSize: 60_000 }));
    await page.waitForFunction(
      () => document.querySelector('[data-testid=train]')?.getAttribute('aria-disabled') === 'true',
    );
    await showPanel(page, 'Problems');
    const problem = page.getByText(/training needs about .* GiB at its peak/).first();
    await problem.waitFor();
    expect(await problem.innerText()).toMatch(
      /no device has more than 64 GiB\. A batch of \d+ fits/,
    );
  });
});

/** What a large canvas must not do, whatever the machine: render cards that nobody touched, or hold what nobody sees. */
import { beforeAll, describe, expect, it } from 'vitest';
import { countRenders } from '../bench/renders.mjs';
import { crowdedDocument, WIDE } from '../bench/wide-network.mjs';
import { card, inspector, level, openEditor, page, useBrowser } from './support/editor-page.ts';
import { boxOf, placed } from './support/hand.ts';
import { openDocument } from './support/training-page.ts';

useBrowser();
beforeAll(async () => {
  await openEditor();
  await page.addInitScript(countRenders);
  await page.reload();
  await openDocument(page, crowdedDocument());
  await inspector().getByText(WIDE, { exact: true }).first().click();
  // A large canvas opens where it can be read: the tests begin with all of it in view.
  await level().getByText(WIDE).waitFor();
  await placed();
  await page.locator('main').focus();
  await page.keyboard.press('Shift+1');
  await placed();
  await card('n240').waitFor();
});

/** Five hundred cards take a slow machine a moment. */
const soon = { timeout: 15_000 };

interface Counter {
  readonly renderCounts: { reset(): void; read(): Record<string, number> };
}
const resetCounts = () => page.evaluate(() => (window as unknown as Counter).renderCounts.reset());
const readCounts = () => page.evaluate(() => (window as unknown as Counter).renderCounts.read());

describe('a canvas of 500 nodes and 800 wires', () => {
  it('renders nothing while a card is carried, and moves the card as one step', async () => {
    const before = await boxOf(card('n240'));
    const [x, y] = [before.x + before.width / 2, before.y + 5];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 2, y + 2);
    await page.mouse.move(x + 10, y + 10);
    await resetCounts();
    for (let i = 0; i < 12; i++) await page.mouse.move(x + 10 + i * 5, y + 10 + i * 3);
    expect(await readCounts()).toEqual({});
    await page.mouse.up();
    await expect
      .poll(async () => (await boxOf(card('n240'))).x, soon)
      .toBeGreaterThan(before.x + 40);
    // The card itself, its wires, and where their labels stand: no other card.
    const cards = Object.keys(await readCounts()).filter((name) => !name.includes('->'));
    expect(cards).toEqual(['n240']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await boxOf(card('n240'))).x, soon).toBeCloseTo(before.x, 0);
  });

  it('shows the card and its wires on the way', async () => {
    const before = await boxOf(card('n240'));
    const [x, y] = [before.x + before.width / 2, before.y + 5];
    await page.mouse.move(x, y);
    const still = await page.locator('main').screenshot();
    await page.mouse.down();
    await page.mouse.move(x + 2, y + 2);
    for (let i = 1; i <= 8; i++) await page.mouse.move(x + i * 6, y + i * 9);
    await page.waitForTimeout(100);
    const onTheWay = await page.locator('main').screenshot();
    await page.mouse.move(x + 2, y + 2);
    await page.mouse.up();
    expect(Buffer.compare(still, onTheWay)).not.toBe(0);
    expect(await page.locator('[data-in-hand]').count()).toBe(0);
  });

  it('holds only cards that are seen once it is looked at from near', async () => {
    const box = await boxOf(card('n240'));
    await page.mouse.move(box.x, box.y);
    for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -300);
    await expect.poll(() => page.locator('.react-flow__node').count()).toBeLessThan(120);
    await card('n240').waitFor();
    await page.locator('.react-flow__edgelabel-renderer').getByText('16×16×8').first().waitFor();
  });
});

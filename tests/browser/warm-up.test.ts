/** The training worker is ready before anyone asks for it, where nobody minds. */
import { describe, expect, it } from 'vitest';
import type { ToWorker } from '../../src/worker/protocol.ts';
import { openEditor, page, url, useBrowser } from './support/editor-page.ts';

useBrowser();

declare global {
  interface Window {
    sent: readonly ToWorker['type'][];
  }
}

/** Notes what the training worker is sent. */
async function listen(saveData: boolean): Promise<void> {
  await openEditor();
  await visit(saveData);
}

async function visit(saveData: boolean): Promise<void> {
  await page.addInitScript((isSparing) => {
    const sent: string[] = [];
    const { Worker } = globalThis;
    Object.assign(globalThis, {
      sent,
      Worker: class extends Worker {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          if (given[1]?.name !== 'ganvas-training') return;
          const post = this.postMessage.bind(this);
          this.postMessage = (message: ToWorker, ...rest: []) => {
            sent.push(message.type);
            post(message, ...rest);
          };
        }
      },
    });
    Object.defineProperty(navigator, 'connection', { value: { saveData: isSparing } });
  }, saveData);
  await page.goto(url);
  await page.locator('.react-flow__node').first().waitFor();
}

const sent = () => page.evaluate(() => window.sent);
const losses = () => page.getByTestId('progress').getAttribute('data-step');

describe('the training worker', () => {
  it('is readied when the page is idle, once for each graph, and trains when it is asked to', async () => {
    await listen(false);
    await expect.poll(sent, { timeout: 60_000 }).toEqual(['warm']);
    await page.getByTestId('train').hover();
    await page.getByTestId('train').focus();
    expect(await sent()).toEqual(['warm']);
    await page.getByTestId('train').click();
    await expect.poll(losses, { timeout: 120_000 }).not.toBe('0');
    await page.mouse.move(5, 5);
    await page.getByTestId('train').hover();
    expect((await sent()).filter((type) => type === 'warm')).toHaveLength(1);
  });

  it('trains a run that is asked for while it is being readied', async () => {
    await openEditor();
    let isAskedFor = () => {};
    const begun = new Promise<void>((resolve) => {
      isAskedFor = resolve;
    });
    await page.route('**/*.wasm', async (route) => {
      isAskedFor();
      await page.waitForTimeout(3000);
      await route.continue();
    });
    await visit(false);
    await begun;
    await page.getByTestId('train').click();
    await expect.poll(losses, { timeout: 120_000 }).not.toBe('0');
  });

  it('waits for the first run where data is to be saved', async () => {
    await listen(true);
    await page.getByTestId('train').hover();
    await page.waitForTimeout(8_000);
    expect(await sent()).toEqual([]);
    await page.getByTestId('train').click();
    await expect.poll(sent).toContain('open');
  });
});

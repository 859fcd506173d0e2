/** A person's own image in the Explore panel: chosen, dropped, pasted, from the camera, through every network that takes one. */
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  choose,
  chooseFile,
  hand,
  image,
  mode,
  openExplore,
  panel,
  pixels,
  useExplorer,
} from './support/explore-page.ts';
import { type TrainedRun, trainedRun } from './support/trained-runs.ts';

useExplorer(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);

let runs: readonly TrainedRun[];
let page: Page;

beforeAll(async () => {
  const smallest = { imageSize: 32 };
  runs = [
    await trainedRun('cyclegan', [1], { ...smallest, blocks: 0 }),
    await trainedRun('pix2pix', [1], smallest),
    await trainedRun('srgan', [1], { ...smallest, blocks: 1 }),
    await trainedRun('bigan', [4]),
  ];
});

afterEach(() => page?.context().close());

const named = (id: string) => runs.filter((run) => run.id === id);
const png = (buffer: Buffer) => ({ name: 'mine.png', mimeType: 'image/png', buffer });
const alert = () => panel(page).getByRole('alert');

describe('an image of the person’s', () => {
  it('goes through both generators of CycleGAN, chosen, dropped, pasted or from the camera', async () => {
    page = await openExplore(named('cyclegan'));
    await mode(page, 'Your image');
    await chooseFile(page, png(await image(page, 'red')));
    await panel(page)
      .getByRole('img', { name: /^fakeB/ })
      .waitFor();
    const made = () => pixels(page, /^fakeB/);
    const seen = [await pixels(page, 'Yours'), await made()];
    expect(seen[0]).not.toBe(seen[1]);
    for (const how of ['drop', 'paste'] as const) {
      const colour = how === 'drop' ? 'lime' : 'blue';
      await hand(page, how, png(await image(page, colour, 'white')));
      await expect.poll(() => pixels(page, 'Yours')).not.toBe(seen.at(-2));
      const [yours, theirs] = [await pixels(page, 'Yours'), await made()];
      expect(seen).not.toContain(yours);
      expect(seen).not.toContain(theirs);
      seen.push(yours, theirs);
    }
    await page.getByRole('button', { name: 'Camera' }).click();
    await page.getByRole('button', { name: 'Take the picture' }).click();
    await expect.poll(() => pixels(page, 'Yours')).not.toBe(seen.at(-2));
    expect(seen).not.toContain(await made());
    // What is made of it is seen without scrolling.
    const [looked, yours] = await Promise.all(
      [panel(page).locator('video'), panel(page).getByRole('img', { name: 'Yours' })].map((one) =>
        one.boundingBox(),
      ),
    );
    expect(yours?.y).toBeLessThan((looked?.y ?? 0) + 40);
    expect(yours?.x).toBeGreaterThan((looked?.x ?? 0) + (looked?.width ?? 0));
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await page.getByRole('button', { name: 'Camera' }).waitFor();

    // It stays for the other direction, whose discriminator is another.
    const before = await pixels(page, 'Yours');
    await choose(page, 'Picture', /fakeA$/);
    await panel(page)
      .getByRole('img', { name: /^fakeA\. The discriminator says/ })
      .waitFor();
    expect(await pixels(page, 'Yours')).toBe(before);
    // And for the layers.
    await mode(page, 'Layers');
    await panel(page).getByText('For your image.').waitFor();
  });

  it('is judged patch by patch in pix2pix', async () => {
    page = await openExplore(named('pix2pix'));
    await mode(page, 'Your image');
    await hand(page, 'drop', png(await image(page, 'black', 'white')));
    const judged = panel(page).getByRole('img', { name: /The discriminator says -?\d/ });
    await judged.waitFor();
    expect(await judged.locator('canvas').count()).toBe(1);
    await panel(page)
      .getByRole('switch', { name: /each patch/ })
      .click();
    await expect.poll(() => judged.locator('canvas').count()).toBe(2);
    const patches = judged.locator('canvas').nth(1);
    const grays = await patches.evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: [],
      };
      return new Set([...data].filter((_, i) => i % 4 === 0)).size;
    });
    expect(grays).toBeGreaterThan(1);
    // Samples of the data are judged so, too, and remember that patches are wanted.
    await mode(page, 'Samples');
    const first = panel(page)
      .getByRole('img', { name: /^Sample \d+\. The discriminator/ })
      .first();
    await expect.poll(() => first.locator('canvas').count()).toBe(2);
  });

  it('is made four times as large by SRGAN', async () => {
    page = await openExplore(named('srgan'));
    await mode(page, 'Your image');
    await hand(page, 'paste', png(await image(page, 'black', 'orange')));
    const pictures = panel(page).getByTestId('explore-drop').getByRole('img');
    await pictures.nth(1).waitFor();
    const large = pictures.nth(1).locator('canvas').first();
    expect(await large.evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(32);
    const names = await pictures.evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label')),
    );
    expect(names[0]).toBe('Yours');
    expect(await pixels(page, 'Yours')).not.toBe(await pixels(page, names[1] ?? ''));
  });

  it('is encoded by BiGAN, rebuilt, and walked from', async () => {
    page = await openExplore(named('bigan'));
    await mode(page, 'Your image');
    await hand(page, 'drop', png(await image(page, 'black')));
    const rebuilt = panel(page).getByRole('button', { name: 'Rebuilt from its code' });
    await rebuilt.click();
    const dark = await pixels(page, 'Rebuilt from its code');
    await hand(page, 'drop', png(await image(page, 'white', 'black')));
    await expect.poll(() => pixels(page, 'Rebuilt from its code')).not.toBe(dark);
    await rebuilt.click();
    const striped = await pixels(page, 'Rebuilt from its code');
    await mode(page, 'Walk');
    await page.getByRole('img', { name: 'Frame 1 of 25' }).waitFor();
    expect(await pixels(page, 'Frame 1 of 25')).toBe(dark);
    await page.getByRole('slider', { name: 'Place on the walk' }).press('End');
    expect(await pixels(page, 'Frame 25 of 25')).toBe(striped);
  });
});

describe('what is no image, or too much of one', () => {
  it('is refused with a sentence, and the image before it stays', async () => {
    page = await openExplore(named('bigan'));
    await mode(page, 'Your image');
    const good = await image(page, 'black');
    await hand(page, 'drop', png(good));
    await panel(page).getByRole('button', { name: 'Rebuilt from its code' }).waitFor();
    const refused = async (sentence: RegExp) => {
      await expect.poll(() => alert().innerText()).toMatch(sentence);
      expect(await panel(page).getByRole('img', { name: 'Yours' }).count()).toBe(1);
    };
    await chooseFile(page, png(Buffer.from('no image')));
    await refused(/"mine\.png" starts with .*not a PNG, JPEG or WebP/);
    await hand(page, 'drop', {
      name: 'notes.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    await refused(/"notes\.pdf" .*not a PNG, JPEG or WebP/);
    await hand(page, 'drop', png(good.subarray(0, good.length - 12)));
    await refused(/"mine\.png" is cut short/);
    // 32,768 × 32,768 pixels are four gigabytes: the header alone says so.
    const huge = Buffer.from(good);
    huge.writeUInt32BE(32_768, 16);
    huge.writeUInt32BE(32_768, 20);
    await hand(page, 'drop', png(huge));
    await refused(/32,768 × 32,768 pixels, more than .*Make it smaller/);
    await hand(page, 'drop', png(Buffer.concat([good, Buffer.alloc(2 ** 20)])), 101);
    await refused(/"mine\.png" has 101 MB, more than the 100 MB/);
    await hand(page, 'paste', png(good));
    await expect.poll(() => alert().count()).toBe(0);
  });

  it('is a camera that may not be used, is not there, or is taken away', async () => {
    page = await openExplore(named('bigan'));
    await mode(page, 'Your image');
    for (const [name, sentence] of [
      ['NotAllowedError', 'Allow it in the address bar'],
      ['NotFoundError', 'No camera was found'],
      ['NotReadableError', 'another program may be using it'],
    ] as const) {
      await page.evaluate((fault) => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', fault));
      }, name);
      await page.getByRole('button', { name: 'Camera' }).click();
      await expect.poll(() => alert().innerText()).toContain(sentence);
    }
    await page.evaluate(() => {
      Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
    });
    await page.getByRole('button', { name: 'Camera' }).click();
    await page.getByRole('button', { name: 'Take the picture' }).waitFor();
    await page.evaluate(() => {
      const stream = document.querySelector('video')?.srcObject as MediaStream;
      for (const track of stream.getTracks()) track.dispatchEvent(new Event('ended'));
    });
    await expect.poll(() => alert().innerText()).toContain('switched off or taken away');
  });
});

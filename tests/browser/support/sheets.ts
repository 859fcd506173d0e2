/** What the pictures of a run hold, read from the page as a person sees it. */
import type { Page } from 'playwright-core';

/** Different colours of the newest sheet of a preview, as its node on the canvas shows it. */
export async function coloursOf(page: Page, node: string): Promise<number> {
  const image = page.locator(`.react-flow__node[data-id="${node}"] img`);
  await image.waitFor();
  return image.evaluate(async (element) => {
    const picture = element as HTMLImageElement;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
    const context = canvas.getContext('2d');
    if (!context) return 0;
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const opaque = new Uint32Array(data.buffer).filter((_, i) => data[i * 4 + 3] === 255);
    return new Set(opaque).size;
  });
}

/** Generated points that the scatter plot in the Samples panel says it shows. */
export async function plottedPoints(page: Page): Promise<number> {
  const label = await page.getByTestId('samples').getByRole('img').getAttribute('aria-label');
  return Number(label?.match(/^\d+/)?.[0] ?? 0);
}

/** Film strips as another decoder sees them: which pictures, in which order, for how long, in which colours. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { FILM_LIMITS, filmStrip, type Picture } from '../../src/exchange/film-strip.ts';

/** One gray for each step, with a red corner. */
function picture(step: number, side: number): Picture {
  const rgb = new Uint8Array(side * side * 3).fill((step * 2) % 200);
  rgb.set([220, 10, 10]);
  return { width: side, height: side, rgb };
}

async function decoded(gif: Uint8Array) {
  const image = sharp(gif, { animated: true });
  const { pages = 0, pageHeight = 0, width, delay, loop } = await image.metadata();
  const raw = await image.raw().toBuffer({ resolveWithObject: true });
  const { channels } = raw.info;
  const pixel = (frame: number, x: number, y: number): readonly number[] => {
    const at = ((frame * pageHeight + y) * width + x) * channels;
    return [...raw.data.subarray(at, at + 3)];
  };
  return { pages, pageHeight, width, delay, loop, pixel };
}

describe('a film strip', () => {
  it('shows each sheet in turn, for ever, the last one longer', async () => {
    const steps = [0, 10, 50, 90];
    const strip = await filmStrip(steps, async (step) => picture(step, 300));
    if (!strip) throw new Error('no strip');
    expect(strip).toMatchObject({ steps, width: 300, shrunk: 1 });
    const gif = await decoded(strip.bytes);
    expect(gif).toMatchObject({ pages: 4, width: 300, pageHeight: strip.height, loop: 0 });
    expect(gif.delay).toEqual([160, 160, 160, 2000]);
    for (const [frame, step] of steps.entries())
      for (const value of gif.pixel(frame, 150, 150))
        expect(Math.abs(value - step * 2), `of step ${step}`).toBeLessThanOrEqual(8);
    const [red = 0, green = 255] = gif.pixel(0, 0, 0);
    expect(red).toBeGreaterThan(180);
    expect(green).toBeLessThan(60);
  });

  it('writes the step under the picture', async () => {
    const strip = await filmStrip([7, 1234], async (step) => picture(step, 300));
    const gif = await decoded(strip?.bytes ?? new Uint8Array());
    const inked = (frame: number): number => {
      let right = 0;
      for (let y = 300; y < gif.pageHeight; y++)
        for (let x = 0; x < gif.width; x++)
          if ((gif.pixel(frame, x, y)[0] ?? 255) < 60) right = Math.max(right, x);
      return right;
    };
    // Letters are 12 wide from 4 on: "step 7" has 6 of them, "step 1234" 9.
    expect(inked(0)).toBeGreaterThan(4 + 5 * 12);
    expect(inked(0)).toBeLessThan(4 + 6 * 12);
    expect(inked(1)).toBeGreaterThan(4 + 8 * 12);
    expect(inked(1)).toBeLessThan(4 + 9 * 12);
  });

  it('makes small sheets large enough to see, large ones small enough to send', async () => {
    const small = await filmStrip([0], async (step) => picture(step, 32));
    expect(small).toMatchObject({ width: 256, shrunk: 1 / 8 });
    const large = await filmStrip([0], async (step) => picture(step, 1_600));
    expect(large).toMatchObject({ width: 533, shrunk: 3 });
  });

  it('keeps to its limits: evenly thinned, with the first and the last', async () => {
    const steps = Array.from({ length: 1_001 }, (_, k) => k);
    const strip = await filmStrip(steps, async (step) => picture(step, 64));
    expect(strip?.steps).toHaveLength(FILM_LIMITS.frames);
    expect(strip?.steps.at(0)).toBe(0);
    expect(strip?.steps.at(-1)).toBe(1_000);
    const gaps = strip?.steps.slice(1).map((step, k) => step - (strip.steps[k] ?? 0)) ?? [];
    expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.min(...gaps) + 1);
  });

  it('is nothing where there are no sheets, and passes over one that is gone', async () => {
    expect(await filmStrip([], async () => null)).toBeNull();
    const strip = await filmStrip([0, 1, 2], async (step) =>
      step === 1 ? null : picture(step, 64),
    );
    expect(strip?.steps).toEqual([0, 2]);
  });
});

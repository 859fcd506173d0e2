/** Batches: a pure function of the draw number, shaped and scaled as the feed asks. */
import { describe, expect, test } from 'vitest';
import { type Batcher, type BatchFeed, createBatcher } from '../../src/data/batcher.ts';
import { DataError, type ImageDataset } from '../../src/data/dataset.ts';
import { generate } from '../../src/data/generate.ts';
import { highestLabel } from '../../src/data/highest-label.ts';
import type { Select } from '../../src/data/select.ts';
import type { ImageTransform } from '../../src/data/transform.ts';

/** Image `i` is filled with the value `i`. */
function flat(count: number, height: number, width: number, channels: 1 | 3 = 1): ImageDataset {
  const size = height * width * channels;
  const pixels = Uint8Array.from({ length: count * size }, (_, p) => Math.floor(p / size));
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  return { type: 'images', name: 'flat', count, height, width, channels, pixels, labels };
}

function feed(change: Partial<ImageTransform>, withLabels = false): BatchFeed {
  const transform: ImageTransform = {
    type: 'image',
    height: 2,
    width: 2,
    channels: 1,
    range: 'unit',
    fit: 'stretch',
    isFlipped: false,
    ...change,
  };
  return { transform, select: 'all', factor: 4, withLabels, classes: 10 };
}

const items = (images: Float32Array): number[] =>
  Array.from({ length: images.length / 4 }, (_, i) => Math.round(255 * (images[4 * i] ?? 0)));

describe('batches', () => {
  const data = flat(10, 2, 2);

  test('show every item once per epoch, in another order each epoch', () => {
    const batcher = createBatcher(data, feed({}), 5, 1);
    expect(batcher).toMatchObject({ length: 10, batchesPerEpoch: 2 });
    const epoch = (e: number): number[] =>
      [2 * e, 2 * e + 1].flatMap((draw) => items(batcher.at(draw).images));
    for (const e of [0, 1, 2])
      expect(epoch(e).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(epoch(0)).not.toEqual(epoch(1));
  });

  test('depend on nothing but seed and draw, so a resumed run reads the same', () => {
    const first = createBatcher(data, feed({ isFlipped: true }), 4, 9);
    const draws = Array.from({ length: 12 }, (_, draw) => first.at(draw));
    const resumed = createBatcher(data, feed({ isFlipped: true }), 4, 9);
    for (const draw of [7, 3, 11, 0]) expect(resumed.at(draw)).toEqual(draws[draw]);
    expect(createBatcher(data, feed({}), 4, 10).at(0)).not.toEqual(draws[0]);
  });

  test('may straddle epochs or be larger than the data', () => {
    const all = createBatcher(data, feed({}), 25, 1).at(0).images;
    const counts = new Array(10).fill(0);
    for (const item of items(all)) counts[item]++;
    expect(Math.min(...counts)).toBe(2);
    expect(Math.max(...counts)).toBe(3);
  });

  test('carry the labels of their own images', () => {
    const { images, labels } = createBatcher(data, feed({}, true), 10, 4).at(3);
    expect([...(labels ?? [])]).toEqual(items(images));
  });

  test('of points carry x and y', () => {
    const rings = generate('rings', 1);
    const points: BatchFeed = {
      transform: { type: 'points', dimensions: 2 },
      select: 'all',
      factor: 4,
      withLabels: false,
      classes: 10,
    };
    const { images } = createBatcher(rings, points, 64, 1).at(0);
    expect(images).toHaveLength(128);
    for (let i = 0; i < 64; i++)
      expect(Math.hypot(images[2 * i] ?? 0, images[2 * i + 1] ?? 0)).toBeCloseTo(2, 0);
  });
});

describe('transforms', () => {
  const one = (pixels: number[], height: number, width: number, channels: 1 | 3 = 1) => ({
    ...flat(1, height, width, channels),
    pixels: Uint8Array.from(pixels),
  });
  const drawn = (data: ImageDataset, change: Partial<ImageTransform>): number[] =>
    [...createBatcher(data, feed(change), 1, 1).at(0).images].map((value) =>
      Math.round(255 * value),
    );

  test('scale to [0, 1] or [−1, 1]', () => {
    const data = one([0, 255, 51, 204], 2, 2);
    const unit = createBatcher(data, feed({ range: 'unit' }), 1, 1).at(0).images;
    expect([...unit].map((v) => v.toFixed(3))).toEqual(['0.000', '1.000', '0.200', '0.800']);
    const symmetric = createBatcher(data, feed({ range: 'symmetric' }), 1, 1).at(0).images;
    expect([...symmetric].map((v) => v.toFixed(3))).toEqual(['-1.000', '1.000', '-0.600', '0.600']);
  });

  test('shrink by averaging, so that no pixel is skipped', () => {
    for (let bright = 0; bright < 8; bright++) {
      const column = one(
        Array.from({ length: 64 }, (_, i) => (i % 8 === bright ? 200 : 0)),
        8,
        8,
      );
      const shrunk = drawn(column, {});
      expect(Math.max(...shrunk)).toBeGreaterThan(5);
      expect(Math.max(...shrunk)).toBeLessThan(80);
    }
  });

  test('enlarge between the pixels, keeping the picture centred', () => {
    expect(drawn(one([0, 100], 1, 2), { height: 1, width: 4 })).toEqual([0, 25, 75, 100]);
  });

  test('crop the middle, pad with black, or stretch', () => {
    const wide = one([10, 20, 30, 40, 10, 20, 30, 40], 2, 4);
    expect(drawn(wide, { fit: 'crop' })).toEqual([20, 30, 20, 30]);
    const padded = drawn(wide, { fit: 'pad', height: 4, width: 4 });
    expect(padded).toEqual([0, 0, 0, 0, 10, 20, 30, 40, 10, 20, 30, 40, 0, 0, 0, 0]);
    expect(drawn(wide, { fit: 'stretch' })[0]).toBeLessThan(20);
  });

  test('turn gray into RGB and back', () => {
    expect(drawn(one([7, 8, 9, 10], 2, 2), { channels: 3 })).toEqual(
      [7, 8, 9, 10].flatMap((v) => [v, v, v]),
    );
    const colours = one([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255], 2, 2, 3);
    expect(drawn(colours, { channels: 1 })).toEqual([76, 150, 29, 255]);
  });

  test('mirror about half of the images, whole pixels at a time', () => {
    const rgb = one([1, 2, 3, 4, 5, 6], 1, 2, 3);
    const batcher = createBatcher(
      rgb,
      feed({ height: 1, width: 2, channels: 3, isFlipped: true }),
      200,
      1,
    );
    const { images } = batcher.at(0);
    let mirrored = 0;
    for (let i = 0; i < 200; i++) {
      const image = [...images.subarray(6 * i, 6 * i + 6)].map((v) => Math.round(255 * v));
      if (image[0] === 4) mirrored++;
      expect(image).toEqual(image[0] === 4 ? [4, 5, 6, 1, 2, 3] : [1, 2, 3, 4, 5, 6]);
    }
    expect(mirrored).toBeGreaterThan(70);
    expect(mirrored).toBeLessThan(130);
  });
});

describe('what a node takes', () => {
  const { labels: _, ...plain } = flat(10, 2, 2);
  const domains: ImageDataset = {
    ...plain,
    arrangement: { type: 'domains', a: { start: 0, end: 6 }, b: { start: 6, end: 10 } },
  };
  const pairs: ImageDataset = {
    ...plain,
    arrangement: { type: 'pairs', second: plain.pixels.map((value) => 100 + value) },
  };
  const taking = (select: Select, change: Partial<ImageTransform> = {}): BatchFeed => ({
    ...feed(change),
    select,
  });
  const sorted = (values: number[]): number[] => values.sort((a, b) => a - b);

  test('is one domain, each item of it once an epoch', () => {
    const a = createBatcher(domains, taking('a'), 6, 1);
    const b = createBatcher(domains, taking('b'), 4, 1);
    expect([a.length, b.length]).toEqual([6, 4]);
    expect(sorted(items(a.at(0).images))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(sorted(items(b.at(0).images))).toEqual([6, 7, 8, 9]);
    expect(createBatcher(domains, taking('all'), 1, 1).length).toBe(10);
  });

  test('is in an order of its own for each domain, whatever the seeds', () => {
    const even: ImageDataset = {
      ...plain,
      arrangement: { type: 'domains', a: { start: 0, end: 5 }, b: { start: 5, end: 10 } },
    };
    const order = (select: Select): number[] =>
      [0, 1, 2].flatMap((draw) => items(createBatcher(even, taking(select), 5, 1).at(draw).images));
    expect(order('a')).not.toEqual(order('b').map((item) => item - 5));
  });

  test('is pairs that stay together, mirrored and cropped alike', () => {
    const ramp = Uint8Array.from({ length: 10 * 36 }, (_, p) => p % 150);
    const data: ImageDataset = {
      ...plain,
      height: 6,
      width: 6,
      pixels: ramp,
      arrangement: { type: 'pairs', second: ramp.map((value) => 100 + value) },
    };
    const wanted = taking('pairs', { height: 4, width: 4, resize: [6, 6], isFlipped: true });
    const { images, second } = createBatcher(data, wanted, 50, 3).at(0);
    expect(second).toHaveLength(images.length);
    for (const [i, value] of images.entries())
      expect(Math.round(255 * ((second?.[i] ?? 0) - value))).toBe(100);
  });

  test('is one side of pairs, each in an order of its own', () => {
    const b = createBatcher(pairs, taking('b'), 10, 1).at(0).images;
    expect(sorted(items(b))).toEqual(Array.from({ length: 10 }, (_, i) => 100 + i));
  });

  test('is two resolutions: low is the mean of factor × factor pixels of high', () => {
    const pixels = Uint8Array.from({ length: 48 }, (_, p) => (p * 37) % 256);
    const data: ImageDataset = { ...plain, count: 1, height: 4, width: 4, channels: 3, pixels };
    const wanted = { ...taking('resolutions', { height: 4, width: 4, channels: 3 }), factor: 2 };
    const { images: low, second: high } = createBatcher(data, wanted, 1, 1).at(0);
    expect([low.length, high?.length]).toEqual([12, 48]);
    const at = (y: number, x: number): number => high?.[(y * 4 + x) * 3 + 1] ?? 0;
    expect(low[3 + 1]).toBeCloseTo((at(0, 2) + at(0, 3) + at(1, 2) + at(1, 3)) / 4, 6);
    expect(low[6 + 1]).toBeCloseTo((at(2, 0) + at(2, 1) + at(3, 0) + at(3, 1)) / 4, 6);
  });

  test('is refused in a sentence where the data does not have it', () => {
    const make = (data: ImageDataset, select: Select) => () =>
      createBatcher(data, taking(select), 2, 1);
    expect(make(plain, 'b')).toThrow(/takes domain B, but "flat" holds one set of images.*trainA/);
    expect(make(plain, 'pairs')).toThrow(/takes pairs, but "flat" holds one set of images/);
    expect(make(domains, 'pairs')).toThrow(/holds two domains that are not paired/);
    expect(make(pairs, 'all')).toThrow(/takes single images, but "flat" holds pairs/);
    const bare: ImageDataset = {
      ...plain,
      arrangement: { type: 'domains', a: { start: 0, end: 10 }, b: { start: 10, end: 10 } },
    };
    expect(make(bare, 'b')).toThrow(DataError);
  });
});

describe('crops', () => {
  const one: ImageDataset = {
    ...flat(1, 8, 8),
    pixels: Uint8Array.from({ length: 64 }, (_, p) => p),
  };
  const wanted = feed({ height: 6, width: 6, resize: [8, 8] });
  const corner = (batcher: Batcher, draw: number): number =>
    Math.round(255 * (batcher.at(draw).images[0] ?? 0));

  test('lie anywhere in training, the same for the same draw', () => {
    const corners = Array.from({ length: 60 }, (_, draw) =>
      corner(createBatcher(one, wanted, 1, 1), draw),
    );
    expect(new Set(corners)).toEqual(new Set([0, 1, 2, 8, 9, 10, 16, 17, 18]));
    expect(corner(createBatcher(one, wanted, 1, 1), 7)).toBe(corners[7]);
  });

  test('are the middle in views', () => {
    const view = createBatcher(one, wanted, 1, 1, true);
    for (const draw of [0, 1, 2]) expect(corner(view, draw)).toBe(9);
  });
});

describe('a feed that does not fit its data', () => {
  const sentence = (data: ImageDataset, wanted: BatchFeed, batchSize = 2): (() => unknown) => {
    return () => createBatcher(data, wanted, batchSize, 1);
  };

  test('is told when labels are missing or beyond the classes', () => {
    const { labels: _, ...bare } = flat(4, 2, 2);
    expect(sentence(bare, feed({}, true))).toThrow(DataError);
    expect(sentence(bare, feed({}, true))).toThrow(/has none/);
    const few = { ...feed({}, true), classes: 3 };
    expect(sentence(flat(6, 2, 2), few)).toThrow(
      /expects 3 classes.*item 5.*labelled 5. Raise .* to 6/,
    );
  });

  test('is told when images meet points, or the batch is no whole number', () => {
    const points: BatchFeed = {
      transform: { type: 'points', dimensions: 2 },
      select: 'all',
      factor: 4,
      withLabels: false,
      classes: 1,
    };
    expect(sentence(flat(4, 2, 2), points)).toThrow(/expects points in the plane/);
    expect(sentence(flat(4, 2, 2), feed({}), 1.5)).toThrow(/found 1.5/);
  });
});

test('the highest label is found wherever it stands, also beyond 255', () => {
  expect(highestLabel(Uint8Array.of(3, 9, 1))).toBe(9);
  expect(highestLabel(Uint16Array.of(488, 0, 70))).toBe(488);
  expect(highestLabel(new Uint8Array())).toBe(0);
});

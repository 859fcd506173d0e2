/** Generated data: same seed, same bytes; and the shape of what comes out. */
import { describe, expect, test } from 'vitest';
import { builtinClasses } from '../../src/data/builtin/class-names.ts';
import {
  DataError,
  type Dataset,
  type ImageDataset,
  type PointDataset,
} from '../../src/data/dataset.ts';
import { BUILTIN_NAMES, generate } from '../../src/data/generate.ts';
import { selectImages } from '../../src/data/select.ts';
import { BUILTIN_DATA } from '../../src/nodes/shared/builtin-data.ts';

const images = (seed: number): ImageDataset => generate('digits', seed) as ImageDataset;
const points = (name: string, seed: number): PointDataset => generate(name, seed) as PointDataset;

describe('digits', () => {
  const digits = images(7);

  test('are ten classes in equal number, with their names', () => {
    const counts = new Array(10).fill(0);
    for (const label of digits.labels ?? []) counts[label]++;
    expect(counts).toEqual(new Array(10).fill(digits.count / 10));
    expect(digits.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('come out the same from the same seed and different from another', () => {
    expect(Buffer.compare(images(7).pixels, digits.pixels)).toBe(0);
    expect(Buffer.compare(images(8).pixels, digits.pixels)).not.toBe(0);
  });

  test('are inked, with soft edges, on an empty border', () => {
    for (let i = 0; i < digits.count; i += 97) {
      const image = digits.pixels.subarray(i * 784, (i + 1) * 784);
      const inked = image.filter((value) => value > 127).length;
      expect(inked).toBeGreaterThan(10);
      expect(inked).toBeLessThan(280);
      expect(image.some((value) => value > 20 && value < 235)).toBe(true);
      for (let k = 0; k < 28; k++) expect((image[k] ?? 0) + (image[783 - k] ?? 0)).toBe(0);
    }
  });

  test('need learning: class means tell most apart, but far from all', () => {
    const means = Array.from({ length: 10 }, () => new Float64Array(784));
    const at = (i: number, p: number): number => digits.pixels[i * 784 + p] ?? 0;
    const half = digits.count / 2;
    for (let i = 0; i < half; i++)
      for (let p = 0; p < 784; p++) {
        const mean = means[i % 10];
        if (mean) mean[p] = (mean[p] ?? 0) + at(i, p) / (half / 10);
      }
    let right = 0;
    let asked = 0;
    for (let i = half; i < digits.count; i += 7, asked++) {
      const distances = means.map((mean) =>
        mean.reduce((sum, value, p) => sum + (value - at(i, p)) ** 2, 0),
      );
      if (distances.indexOf(Math.min(...distances)) === i % 10) right++;
    }
    expect(right / asked).toBeGreaterThan(0.5);
    expect(right / asked).toBeLessThan(0.95);
  });
});

describe('points in the plane', () => {
  test.each([
    ['rings', 8, 0.02],
    ['grid', 25, 0.05],
  ])('of %s lie around %i modes with deviation %f', (name, modes, stdDev) => {
    const data = points(name, 3);
    expect(data.modes?.centres).toHaveLength(modes);
    expect(data.modes?.stdDev).toBe(stdDev);
    const hits = new Array(modes).fill(0);
    let squares = 0;
    for (let i = 0; i < data.count; i++) {
      const distances = (data.modes?.centres ?? []).map(
        ([x, y]) => ((data.points[2 * i] ?? 0) - x) ** 2 + ((data.points[2 * i + 1] ?? 0) - y) ** 2,
      );
      const nearest = Math.min(...distances);
      hits[distances.indexOf(nearest)]++;
      squares += nearest / 2;
    }
    expect(Math.sqrt(squares / data.count) / stdDev).toBeCloseTo(1, 1);
    expect(Math.min(...hits)).toBe(data.count / modes);
  });

  test('of the eight Gaussians stand on a circle of radius 2', () => {
    for (const [x, y] of points('rings', 1).modes?.centres ?? [])
      expect(Math.hypot(x, y)).toBeCloseTo(2);
  });

  test('of the Swiss roll wind outwards and have no modes', () => {
    const roll = points('swiss-roll', 1);
    expect(roll.modes).toBeUndefined();
    const radii = Array.from({ length: roll.count }, (_, i) =>
      Math.hypot(roll.points[2 * i] ?? 0, roll.points[2 * i + 1] ?? 0),
    );
    expect(Math.max(...radii)).toBeLessThan(2.3);
    expect(Math.min(...radii)).toBeGreaterThan(0.4);
  });

  test('are finite and repeat with the seed', () => {
    for (const name of ['rings', 'grid', 'swiss-roll']) {
      expect(points(name, 5).points.every(Number.isFinite)).toBe(true);
      expect(points(name, 5).points).toEqual(points(name, 5).points);
      expect(points(name, 5).points).not.toEqual(points(name, 6).points);
    }
  });
});

const NAMES = ['shapes', 'faces', 'seasons', 'outlines', 'textures'];
const made = new Map(NAMES.map((name) => [name, generate(name, 7) as ImageDataset]));
const of = (name: string): ImageDataset => made.get(name) ?? images(7);

describe('pictures in color', () => {
  test.each(NAMES)('of %s are whole, varied, and all different', (name) => {
    const { count, height, width, pixels } = of(name);
    const size = height * width * 3;
    expect(pixels).toHaveLength(count * size);
    const seen = new Set<string>();
    for (let i = 0; i < count; i += 7) {
      const image = pixels.subarray(i * size, (i + 1) * size);
      expect(image.reduce((least, value) => Math.min(least, value), 255)).toBeLessThan(128);
      expect(image.reduce((most, value) => Math.max(most, value), 0)).toBeGreaterThan(90);
      seen.add(Buffer.from(image).toString('base64'));
    }
    expect(seen.size).toBe(Math.ceil(count / 7));
  });

  test.each(['shapes', 'textures'])('of %s repeat with the seed', (name) => {
    const again = generate(name, 7) as ImageDataset;
    expect(Buffer.compare(again.pixels, of(name).pixels)).toBe(0);
  });

  test('differ with the seed', () => {
    const other = generate('shapes', 8) as ImageDataset;
    expect(Buffer.compare(other.pixels, of('shapes').pixels)).not.toBe(0);
  });

  test('of shapes and faces have classes in equal number, with names', () => {
    for (const [name, classes] of [
      ['shapes', 10],
      ['faces', 4],
    ] as const) {
      const { count, labels, classNames } = of(name);
      expect(classNames).toHaveLength(classes);
      expect(builtinClasses(name)).toEqual(classNames);
      const counts = new Array(classes).fill(0);
      for (const label of labels ?? []) counts[label]++;
      expect(counts).toEqual(new Array(classes).fill(count / classes));
    }
  });

  test('of the seasons tell summer from winter by their ground', () => {
    const { pixels, height, width, arrangement } = of('seasons');
    if (arrangement?.type !== 'domains') throw new Error('no domains');
    const size = height * width * 3;
    const isGreen = (i: number): boolean => {
      const ground = pixels.subarray((i + 0.8) * size, (i + 1) * size);
      let [red, green, blue] = [0, 0, 0];
      for (let p = 0; p < ground.length; p += 3) {
        red += ground[p] ?? 0;
        green += ground[p + 1] ?? 0;
        blue += ground[p + 2] ?? 0;
      }
      return green > 1.2 * blue && green > 0.9 * red;
    };
    for (let i = arrangement.a.start; i < arrangement.a.end; i++) expect(isGreen(i)).toBe(true);
    for (let i = arrangement.b.start; i < arrangement.b.end; i++) expect(isGreen(i)).toBe(false);
  });

  test('of the outlines are black lines where the pictures have their edges', () => {
    const { pixels, arrangement, count, height, width } = of('outlines');
    if (arrangement?.type !== 'pairs') throw new Error('no pairs');
    expect(arrangement.second).toHaveLength(count * height * width * 3);
    let [onLine, offLine, lines, rest] = [0, 0, 0, 0];
    for (let p = 0; p < pixels.length; p += 3) {
      const brightness = (arrangement.second[p] ?? 0) + (arrangement.second[p + 1] ?? 0);
      if ((pixels[p] ?? 0) < 64) {
        onLine += brightness;
        lines++;
      } else {
        offLine += brightness;
        rest++;
      }
    }
    expect(onLine / lines).toBeLessThan(0.6 * (offLine / rest));
  });
});

test('built-in data serves what forms say of it, and nothing else', () => {
  expect(BUILTIN_DATA.map(({ value }) => value)).toEqual(BUILTIN_NAMES);
  for (const { value, serves } of BUILTIN_DATA) {
    const dataset: Dataset = made.get(value) ?? generate(value, 7);
    if (dataset.type === 'points') expect(serves).toEqual([]);
    else
      for (const select of ['all', 'a', 'b', 'pairs', 'resolutions'] as const) {
        const take = () => selectImages(dataset, select);
        if (serves.includes(select)) expect(take).not.toThrow();
        else expect(take).toThrow(DataError);
      }
  }
});

test('a name that is not built in is refused with those that are', () => {
  expect(() => generate('cats', 1)).toThrow(DataError);
  expect(() => generate('cats', 1)).toThrow(BUILTIN_NAMES.join(', '));
});

/** Exploring a checkpoint: what is given stands in place of what is drawn, and what is asked twice comes twice. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { answer, contentsOf } from '../../src/runtime/explore/answer.ts';
import { Explorer } from '../../src/runtime/explore/explorer.ts';
import type { Ask, Pictures, Setting } from '../../src/runtime/explore/requests.ts';
import type { Subject } from '../../src/runtime/explore/subjects.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import type { ViewResult } from '../../src/runtime/trainer-types.ts';
import { dataFor, presetProgram } from './support/preset.ts';

interface Explored {
  readonly explorer: Explorer;
  readonly subjects: readonly Subject[];
  readonly sheets: readonly ViewResult[];
  ask(value: string, ask: Ask, change?: Partial<Setting>): Promise<Pictures>;
}

/** A preset trained for a few steps in its smoke size. */
async function explored(name: string, steps = 2): Promise<Explored> {
  const program = presetProgram(name);
  const data = dataFor(program);
  const trainer = await createTrainer({ program, data });
  for (let i = 0; i < steps; i++) await trainer.trainStep();
  await trainer.takeLosses();
  const sheets = await trainer.view('samples');
  const { bytes } = await trainer.save();
  trainer.dispose();
  const explorer = new Explorer(program, bytes, async () => data);
  const { subjects, seed } = contentsOf(explorer);
  const plain = { seed, psi: null, hasNoise: true, label: null };
  return {
    ...{ explorer, subjects, sheets },
    ask: (subject, ask, change) => answer(explorer, { ...plain, subject, ...change }, ask),
  };
}

/** Pixels of picture `index`. */
function picture({ tiles }: Pictures, index: number): readonly number[] {
  const size = tiles.width * tiles.height * 4;
  return [...tiles.rgba.subarray(index * size, (index + 1) * size)];
}

const image = (side: number, of: (x: number, y: number) => number) =>
  Uint8ClampedArray.from({ length: side * side * 4 }, (_, i) => {
    const p = Math.floor(i / 4);
    return i % 4 === 3 ? 255 : of(p % side, Math.floor(p / side));
  });

beforeAll(async () => {
  await startBackend('wasm');
});

describe('a generator of noise', () => {
  it('gives what the sheet shows for the noise of the document’s seed', async () => {
    const { ask, sheets } = await explored('dcgan');
    const sheet = sheets.find(({ type }) => type === 'preview');
    if (sheet?.type !== 'preview') throw new Error('no sheet');
    const made = await ask('generator.out', { type: 'sample', count: 3 });
    const { width, height } = made.tiles;
    for (let i = 0; i < 3; i++) {
      const left = i * (width + 2);
      const rows = Array.from({ length: height }, (_, y) => [
        ...sheet.rgba.subarray((y * sheet.width + left) * 4, (y * sheet.width + left + width) * 4),
      ]);
      expect(picture(made, i)).toEqual(rows.flat());
    }
  });

  it('gives the same for the same, another for another seed, and each latent its own picture again', async () => {
    const { ask } = await explored('dcgan');
    const made = await ask('generator.out', { type: 'sample', count: 4 });
    const again = await ask('generator.out', { type: 'sample', count: 9 });
    const other = await ask('generator.out', { type: 'sample', count: 4 }, { seed: 77 });
    expect(picture(again, 3)).toEqual(picture(made, 3));
    expect(picture(other, 0)).not.toEqual(picture(made, 0));
    const [first, second] = made.latents;
    if (!first || !second) throw new Error('no latents');
    const walk = await ask('generator.out', {
      ...{ type: 'walk', stops: [first, second], labels: [], way: 'spherical', count: 5 },
    });
    expect(picture(walk, 0)).toEqual(picture(made, 0));
    expect(picture(walk, 4)).toEqual(picture(made, 1));
    expect(picture(walk, 2)).not.toEqual(picture(made, 0));
    const sum = await ask('generator.out', {
      ...{ type: 'combine', a: [first], b: [second], c: [second], label: null },
    });
    expect(sum.tiles.count).toBe(9);
    expect(picture(sum, 4)).toEqual(picture(made, 0));
    expect(picture(sum, 0)).not.toEqual(picture(made, 0));
  });

  it('is judged sample by sample, and truncated to one picture', async () => {
    const { ask } = await explored('dcgan');
    const made = await ask('generator.out', { type: 'sample', count: 4 });
    expect(made.verdicts).toHaveLength(4);
    expect(new Set(made.verdicts).size).toBe(4);
    const mean = await ask('generator.out', { type: 'sample', count: 2 }, { psi: 0 });
    expect(picture(mean, 0)).toEqual(picture(mean, 1));
    expect(made.latents[0]).toEqual(mean.latents[0]);
  });

  it('shows channels and filters of a layer', async () => {
    const { ask } = await explored('dcgan', 0);
    const place = { network: 'G', layer: 'project' };
    const { latents } = await ask('generator.out', { type: 'sample', count: 1 });
    const look = (latent: Float32Array | null) =>
      ask('generator.out', { type: 'layer', place, latent, label: null, pixels: null });
    const found = await look(latents[0] ?? null);
    expect([found.tiles.width, found.tiles.height, found.tiles.count]).toEqual([4, 4, 16]);
    expect([found.filters?.tiles.width, found.filters?.columns]).toEqual([4, 8]);
    expect((await look(latents[0]?.map((x) => -x) ?? null)).tiles).not.toEqual(found.tiles);
  });

  it('has a line of filters for each output, a column for each input, whichever its kernel has first', async () => {
    const { ask, explorer } = await explored('dcgan', 0);
    const [D] = explorer.program.networks.filter(({ name }) => name === 'D');
    const first = D?.layers.find(({ kind }) => kind === 'conv2d')?.id ?? '';
    const filters = async (network: string, layer: string) =>
      (
        await ask('generator.out', {
          ...{ type: 'layer', place: { network, layer }, latent: null, label: null, pixels: null },
        })
      ).filters;
    // From one channel to eight.
    expect(await filters('D', first)).toMatchObject({
      form: 'filters',
      columns: 1,
      tiles: { count: 8 },
    });
    const weights = await explorer.weights({ network: 'G', layer: 'project' });
    const [kernel] = [...weights.values()].filter(({ shape }) => shape.length === 4);
    const [side = 0, , outputs = 0, inputs = 0] = kernel?.shape ?? [];
    expect([outputs, inputs]).toEqual([16, 16]);
    const found = await filters('G', 'project');
    // Output 1, input 2: where its least weight is, the tile is as dark as anywhere in it.
    const own = Array.from(
      { length: side * side },
      (_, p) => kernel?.values[(p * outputs + 1) * inputs + 2] ?? 0,
    );
    const size = side * side * 4;
    const at = 1 * (found?.columns ?? 0) + 2;
    const grays = [...(found?.tiles.rgba.subarray(at * size, (at + 1) * size) ?? [])].filter(
      (_, i) => i % 4 === 0,
    );
    const order = (values: readonly number[]) => values.indexOf(Math.min(...values));
    expect(order(grays)).toBe(order(own));
    expect(grays.indexOf(Math.max(...grays))).toBe(own.indexOf(Math.max(...own)));
  });

  it('of points shows them as points of the plane', async () => {
    const { ask, subjects } = await explored('ring');
    expect(subjects.map(({ value, form }) => [value, form])).toEqual([['generator.out', 'points']]);
    const made = await ask('generator.out', { type: 'sample', count: 2 });
    expect(picture(made, 0).filter((_, i) => i % 4 === 0)).toContain(34);
  });
});

describe('a generator with classes', () => {
  it('gives each class its column, and goes from one class to another', async () => {
    const { ask } = await explored('cgan');
    const { latents } = await ask('generator.out', { type: 'sample', count: 2 });
    const grid = await ask('generator.out', { type: 'classes', latents, most: 10 });
    expect([grid.columns, grid.tiles.count]).toEqual([10, 20]);
    expect(picture(grid, 0)).not.toEqual(picture(grid, 1));
    const between = await ask('generator.out', {
      ...{ type: 'between', latents: latents.slice(0, 1), from: 2, to: 7, count: 5 },
    });
    expect(picture(between, 0)).toEqual(picture(grid, 2));
    expect(picture(between, 4)).toEqual(picture(grid, 7));
    expect(picture(between, 2)).not.toEqual(picture(grid, 2));
    const fixed = await ask('generator.out', { type: 'draw', latents, labels: [] }, { label: 7 });
    expect(picture(fixed, 0)).toEqual(picture(grid, 7));
  });
});

describe('a sample with a class', () => {
  it('keeps the class that it was drawn with, and walks to the class of another', async () => {
    const { ask } = await explored('cgan');
    const made = await ask('generator.out', { type: 'sample', count: 6 });
    expect(new Set(made.labels).size).toBeGreaterThan(1);
    const { latents, labels } = made;
    const again = await ask('generator.out', { type: 'draw', latents, labels });
    for (let i = 0; i < 6; i++) expect(picture(again, i)).toEqual(picture(made, i));
    const other = labels.findIndex((label) => label !== labels[0]);
    const [first, second] = [latents[0], latents[other]];
    if (!first || !second) throw new Error('no latents');
    const walk = await ask('generator.out', {
      ...{ type: 'walk', stops: [first, second], way: 'linear', count: 5 },
      labels: [labels[0] ?? null, labels[other] ?? null],
    });
    expect(picture(walk, 0)).toEqual(picture(made, 0));
    expect(picture(walk, 4)).toEqual(picture(made, other));
    const chosen = await ask(
      'generator.out',
      { type: 'walk', stops: [first, second], labels: [1, 2], way: 'linear', count: 2 },
      { label: 4 },
    );
    const four = await ask('generator.out', { type: 'draw', latents: [first], labels: [4] });
    expect(picture(chosen, 0)).toEqual(picture(four, 0));
    const sum = await ask('generator.out', {
      ...{ type: 'combine', a: [first], b: [], c: [], label: labels[0] ?? null },
    });
    expect(picture(sum, 4)).toEqual(picture(made, 0));
  });
});

describe.each(['cgan', 'stylegan', 'pix2pix', 'bigan'])('every layer of %s', (name) => {
  it('shows what it gives or what it weighs, or says that it cannot', async () => {
    const { ask, explorer, subjects } = await explored(name, 1);
    const subject = subjects.find(({ latent }) => latent !== null) ?? subjects[0];
    const value = subject?.value ?? '';
    const { latents } = await ask(value, { type: 'sample', count: 1 });
    let seen = 0;
    for (const { name: network, layers } of explorer.program.networks) {
      for (const { id } of layers) {
        const place = { network, layer: id };
        const latent = latents[0] ?? null;
        const found = await ask(value, {
          ...{ type: 'layer', place, latent, label: null, pixels: null },
        }).catch((error: Error) => error);
        if (found instanceof Error) expect(found.name).toBe('ExploreError');
        else {
          expect(found.tiles.count + (found.filters?.tiles.count ?? 0)).toBeGreaterThan(0);
          if (found.tiles.count > 0) seen += 1;
        }
      }
    }
    expect(seen).toBeGreaterThan(4);
  });
});

describe('a generator with styles', () => {
  it('mixes them by resolution, and adds noise or none', async () => {
    const { ask, subjects } = await explored('stylegan');
    const styles = subjects.find(({ value }) => value === 'imageA.out')?.styles;
    expect(styles?.heights).toEqual([4, 4, 8, 8, 16, 16, 32, 32, 64, 64]);
    const quiet = { hasNoise: false };
    const { latents } = await ask('imageA.out', { type: 'sample', count: 4 }, quiet);
    const [rows, columns] = [latents.slice(0, 2), latents.slice(2)];
    const mix = (low: number, high: number) =>
      ask('imageA.out', { type: 'mix', rows, columns, low, high }, quiet);
    const all = await mix(4, 64);
    expect([all.columns, all.tiles.count]).toEqual([3, 9]);
    // Above stand the columns' own pictures, to the left the rows'.
    expect(picture(all, 4)).toEqual(picture(all, 1));
    expect(picture(all, 8)).toEqual(picture(all, 2));
    const none = await mix(128, 256);
    expect(picture(none, 4)).toEqual(picture(none, 3));
    const coarse = await mix(4, 8);
    expect(picture(coarse, 4)).not.toEqual(picture(coarse, 1));
    expect(picture(coarse, 4)).not.toEqual(picture(coarse, 3));
  });

  it('truncates by ψ, in its own way', async () => {
    const { ask, subjects } = await explored('stylegan');
    expect(subjects[0]?.truncates).toBe(true);
    const change = { hasNoise: false, psi: 0 };
    const mean = await ask('imageA.out', { type: 'sample', count: 2 }, change);
    expect(picture(mean, 0)).toEqual(picture(mean, 1));
    const free = await ask('imageA.out', { type: 'sample', count: 2 }, { ...change, psi: 1 });
    expect(picture(free, 0)).not.toEqual(picture(free, 1));
  });

  it('looks the same wherever it stands, noise and all', async () => {
    const { ask } = await explored('stylegan', 4);
    const { latents, ...all } = await ask('imageA.out', { type: 'sample', count: 3 });
    const alone = await ask('imageA.out', { type: 'draw', latents: latents.slice(2), labels: [] });
    expect(picture(alone, 0)).toEqual(picture({ ...all, latents }, 2));
    const quiet = await ask(
      'imageA.out',
      { type: 'draw', latents, labels: [] },
      { hasNoise: false },
    );
    expect(picture(quiet, 2)).not.toEqual(picture(alone, 0));
  });
});

describe('a person’s image', () => {
  it('goes through every generator that takes it', async () => {
    const { ask, subjects } = await explored('cyclegan');
    expect(subjects.map(({ value, image }) => [value, image?.value])).toEqual([
      ['fakeB.out', 'dataA.image'],
      ['recoveredA.out', 'dataA.image'],
      ['fakeA.out', 'dataB.image'],
      ['recoveredB.out', 'dataB.image'],
    ]);
    const pixels = image(32, (x, y) => x * 5 + y);
    const made = await ask('fakeB.out', { type: 'translate', pixels });
    expect(made.values).toEqual(['dataA.image', 'fakeB.out', 'recoveredA.out']);
    expect(picture(made, 0)).toEqual([...pixels]);
    const other = await ask('fakeB.out', { type: 'translate', pixels: image(32, () => 200) });
    expect(picture(other, 1)).not.toEqual(picture(made, 1));
    // What a layer gives is that of the image, too.
    const layer = (own: Uint8ClampedArray | null) =>
      ask('fakeB.out', {
        ...{ type: 'layer', place: { network: 'AtoB', layer: 'head' }, latent: null },
        ...{ label: null, pixels: own },
      });
    expect((await layer(pixels)).tiles).not.toEqual((await layer(image(32, () => 200))).tiles);
  });

  it('is made larger as it is, beside what makes it larger', async () => {
    const { ask, subjects } = await explored('srgan');
    const value = subjects[0]?.value ?? '';
    expect(subjects[0]?.image?.shape).toEqual([8, 8, 3]);
    const made = await ask(value, { type: 'translate', pixels: image(8, (x) => x * 30) });
    expect([made.tiles.width, made.tiles.height]).toEqual([32, 32]);
  });

  it('becomes a latent where there is an encoder, and comes back from that', async () => {
    const { ask, subjects } = await explored('bigan');
    const drawn = subjects.find(({ latent }) => latent !== null);
    expect([drawn?.value, drawn?.encoder?.value]).toEqual(['drawn.out', 'encode.out']);
    const pixels = image(28, (x, y) => x * y);
    const made = await ask('drawn.out', { type: 'encode', pixels });
    expect(picture(made, 0)).toEqual([...pixels]);
    const [latent] = made.latents;
    const again = await ask('drawn.out', {
      type: 'draw',
      latents: latent ? [latent] : [],
      labels: [],
    });
    expect(picture(again, 0)).toEqual(picture(made, 1));
  });

  it('is judged patch by patch where the judge says so', async () => {
    const { subjects, ask } = await explored('pix2pix');
    const judge = subjects[0]?.judge;
    expect(judge?.shape).toHaveLength(3);
    expect(subjects[0]?.image?.value).toBe('data.imageA');
    const made = await ask(subjects[0]?.value ?? '', { type: 'sample', count: 2 });
    expect(made.values).toContain('data.imageA');
    expect(made.tiles.count).toBe(2 * made.values.length);
    const at = made.values.indexOf(subjects[0]?.value ?? '');
    expect(made.verdicts?.map((said) => said !== null)).toEqual(
      [...made.values, ...made.values].map((_, i) => i % made.values.length === at),
    );
    expect(made.patches?.width).toBe(judge?.shape[1]);
    const [width = 0, height = 0] = judge?.shape ?? [];
    const alpha = (index: number) => made.patches?.rgba[index * width * height * 4 + 3];
    expect([alpha(0), alpha(at)]).toEqual([0, 255]);
  });
});

it('refuses a checkpoint of another program with a sentence', async () => {
  const trainer = await createTrainer({
    program: presetProgram('ring'),
    data: dataFor(presetProgram('ring')),
  });
  const { bytes } = await trainer.save();
  trainer.dispose();
  expect(() => new Explorer(presetProgram('dcgan'), bytes, async () => ({}))).toThrow(
    /Choose another run/,
  );
});

/** Pictures made of images, a person's or the data's: translated by every network that takes them, or encoded and rebuilt. */
import type { Samples } from '../metrics/samples.ts';
import { imageFrom } from './person-image.ts';
import { plain, type Question } from './question.ts';
import type { Pictures, Pixels } from './requests.ts';
import { rowsFrom } from './rows.ts';
import { enlarged, joinedTiles, tileAt, tilesOf } from './tiles.ts';
import { inColumn, verdictsOf } from './verdicts.ts';

/** The first images of the data, put through what takes them. */
export async function translatedData(question: Question, count: number): Promise<Pictures> {
  const { image } = question.subject;
  if (!image) return question.shown(count, {}, true);
  const [images] = await question.explorer.evaluate(question.scene([image.value], count));
  if (!images) throw new Error('internal: no images were drawn');
  return translated(question, images, count);
}

export const translatedPixels = (question: Question, pixels: Pixels): Promise<Pictures> =>
  translated(question, imageFrom(pixels, question.of('image')), 1);

/** A line for each image: itself, and every subject made of it, of the size of the largest. */
async function translated(question: Question, images: Samples, count: number): Promise<Pictures> {
  const source = question.of('image');
  const { value, judge } = question.subject;
  const subjects = question.explorer.subjects.filter(
    ({ image, latent, form }) => image?.value === source.value && !latent && form === 'image',
  );
  const asked = subjects.map((subject) => subject.value);
  const scene = question.scene(judge ? [...asked, judge.value] : asked, count, {
    [source.value]: images,
  });
  const made = await question.explorer.evaluate(scene);
  const sets = [
    tilesOf(images, { form: 'image', range: source.range, span: 1 }),
    ...subjects.flatMap((subject, i) => {
      const samples = made[i];
      return samples ? [tilesOf(samples, subject)] : [];
    }),
  ];
  const width = Math.max(...sets.map((set) => set.width));
  const height = Math.max(...sets.map((set) => set.height));
  const grid = Array.from({ length: count }, (_, line) =>
    sets.map((set) => enlarged({ ...set, rgba: tileAt(set, line) }, width, height)),
  );
  const at = 1 + asked.indexOf(value);
  return {
    ...plain(joinedTiles(grid.flat(), { width, height })),
    ...inColumn(verdictsOf(made[asked.length]), at, sets.length),
    columns: sets.length,
    values: [source.value, ...asked],
  };
}

/** The image, and what is rebuilt from its code; behind the latter is the code. */
export async function encoded(question: Question, pixels: Pixels): Promise<Pictures> {
  const { value, image } = question.of('encoder');
  const images = imageFrom(pixels, image);
  const scene = question.scene([value], 1, { [image.value]: images });
  const latents = rowsFrom((await question.explorer.evaluate(scene))[0]);
  const labels = question.shownLabels(latents, []);
  const { tiles, ...rest } = await question.pictures(latents, labels, { isJudged: false });
  const looks = { form: 'image', range: image.range, span: 1 } as const;
  const grid = [tilesOf(images, looks), tiles].map((set) =>
    enlarged(set, tiles.width, tiles.height),
  );
  return { ...rest, tiles: joinedTiles(grid), columns: 2 };
}

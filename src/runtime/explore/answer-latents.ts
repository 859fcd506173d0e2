/** Pictures of latents: drawn, walked between, added up, in every class, with each other's styles. */
import { ExploreError } from './explore-error.ts';
import { combine, type Latent, neighbours, placesBetween, walk } from './latent.ts';
import { plain, type Question } from './question.ts';
import type { Ask, Pictures } from './requests.ts';
import { joinedRows, rowsFrom } from './rows.ts';
import type { Styles } from './styles-of.ts';
import { joinedTiles, tileAt } from './tiles.ts';

type AskOf<Type extends Ask['type']> = Extract<Ask, { readonly type: Type }>;

/** Of the standard deviation: neighbours of a sum differ from it, and can be told to be its. */
const REACH = 0.3;

export async function samples(question: Question, count: number): Promise<Pictures> {
  const { latents, labels } = await question.drawn(count);
  const shown = question.shownLabels(latents, labels);
  return question.pictures(latents, shown, { isJudged: true });
}

export function drawn(question: Question, { latents, labels }: AskOf<'draw'>): Promise<Pictures> {
  return question.pictures(latents, question.shownLabels(latents, labels), { isJudged: true });
}

export function walked(question: Question, ask: AskOf<'walk'>): Promise<Pictures> {
  const latents = walk(ask.stops, ask.way, ask.count);
  const classes = question.shownLabels(ask.stops, ask.labels);
  if (!classes) return question.pictures(latents, null);
  const places = placesBetween(ask.stops.length, ask.count);
  const from = places.map(({ leg }) => classes[leg] ?? 0);
  const to = places.map(({ leg }) => classes[leg + 1] ?? classes[leg] ?? 0);
  const isOne = classes.every((label) => label === classes[0]);
  return question.pictures(latents, from, {
    ...(isOne ? {} : { blend: { to, share: places.map(({ t }) => t) } }),
  });
}

export async function combined(question: Question, ask: AskOf<'combine'>): Promise<Pictures> {
  const middle = combine(ask.a, ask.b, ask.c);
  if (!middle) throw new ExploreError('Put at least one sample into A, B or C.');
  const steps = (await question.drawn(8)).latents;
  const around = neighbours(middle, steps, REACH);
  const labels = question.shownLabels(
    around,
    around.map(() => ask.label),
  );
  return { ...(await question.pictures(around, labels, { isJudged: true })), columns: 3 };
}

export async function inClasses(question: Question, ask: AskOf<'classes'>): Promise<Pictures> {
  const columns = Math.min(question.of('label').classes, ask.most);
  const latents = ask.latents.flatMap((latent) => Array.from({ length: columns }, () => latent));
  const labels = latents.map((_, i) => i % columns);
  return { ...(await question.pictures(latents, labels)), columns };
}

export async function betweenClasses(question: Question, ask: AskOf<'between'>): Promise<Pictures> {
  const share = Array.from({ length: ask.count }, (_, i) => i / Math.max(1, ask.count - 1));
  const latents = ask.latents.flatMap((latent) => share.map(() => latent));
  const blend = {
    to: latents.map(() => ask.to),
    share: latents.map((_, i) => share[i % ask.count] ?? 0),
  };
  const labels = latents.map(() => ask.from);
  return { ...(await question.pictures(latents, labels, { blend })), columns: ask.count };
}

export async function mixed(question: Question, ask: AskOf<'mix'>): Promise<Pictures> {
  const { rows, columns, low, high } = ask;
  const styles = question.of('styles');
  const all = [...rows, ...columns];
  const scene = question.scene([styles.value], all.length, question.given(all, null));
  const own = rowsFrom((await question.explorer.evaluate(scene))[0]);
  const [lines, tops] = [own.slice(0, rows.length), own.slice(rows.length)];
  const mixes = lines.flatMap((line) => tops.map((top) => mixedRows(styles, line, top, low, high)));
  const given = {
    [styles.value]: { values: joinedRows([...own, ...mixes]), shape: styles.shape },
  };
  const { tiles } = await question.shown(own.length + mixes.length, given, false);
  const at = (index: number) => ({ ...tiles, rgba: tileAt(tiles, index) });
  const empty = { ...tiles, rgba: new Uint8ClampedArray(tiles.width * tiles.height * 4) };
  const grid = [
    empty,
    ...tops.map((_, i) => at(rows.length + i)),
    ...lines.flatMap((_, line) => [
      at(line),
      ...tops.map((_, top) => at(own.length + line * tops.length + top)),
    ]),
  ];
  return { ...plain(joinedTiles(grid)), columns: tops.length + 1 };
}

/** Rows of `other` in layers for images whose height lies from `low` to `high`, else those of `own`. */
function mixedRows(
  { shape, heights }: Styles,
  own: Latent,
  other: Latent,
  low: number,
  high: number,
): Latent {
  const length = shape[1] ?? 1;
  return own.map((value, i) => {
    const height = heights[Math.floor(i / length)] ?? 0;
    return height >= low && height <= high ? (other[i] ?? 0) : value;
  });
}

/** Answers what is asked of an explored checkpoint: latents in, pictures out. */

import { sizeOf } from '../../nodes/shapes.ts';
import { countOf, type Samples, sizeOfOne } from '../metrics/samples.ts';
import type { Explorer, Scene } from './explorer.ts';
import type { Blend } from './intervention.ts';
import { combine, type Latent, neighbours, truncate, walk } from './latent.ts';
import { imageFrom } from './person-image.ts';
import type { Ask, Contents, Pictures, Pixels, Setting } from './requests.ts';
import {
  type ImageSource,
  type LatentSource,
  type Styles,
  type Subject,
  subjectsOf,
} from './subjects.ts';
import {
  activationTiles,
  enlarged,
  filterTiles,
  grayTiles,
  joinedTiles,
  type Tiles,
  tileAt,
  tilesOf,
} from './tiles.ts';

/** A sentence for the person about what was asked. */
export class ExploreError extends Error {
  override readonly name = 'ExploreError';
}

/** Of the standard deviation: neighbours of a sum differ from it, and can be told to be its. */
const REACH = 0.3;
const MOST_CHANNELS = 64;
const MOST_FILTERS = [16, 8] as const;

export function contentsOf({ program, step }: Explorer): Contents {
  return {
    step,
    seed: program.seed,
    subjects: subjectsOf(program),
    networks: program.networks.map(({ name, layers }) => ({
      name,
      layers: layers.map(({ id, kind }) => ({ id, kind })),
    })),
  };
}

/** Throws ExploreError. */
export function answer(explorer: Explorer, setting: Setting, ask: Ask): Promise<Pictures> {
  const subject = subjectsOf(explorer.program).find(({ value }) => value === setting.subject);
  if (!subject) {
    throw new ExploreError(
      `At step ${explorer.step} nothing that the document shows is made by "${setting.subject}". Choose another picture.`,
    );
  }
  return new Answering(explorer, subject, setting).to(ask);
}

class Answering {
  constructor(
    private readonly explorer: Explorer,
    private readonly subject: Subject,
    private readonly setting: Setting,
  ) {}

  async to(ask: Ask): Promise<Pictures> {
    switch (ask.type) {
      case 'sample':
        return this.sample(ask.count);
      case 'draw':
        return this.pictures(ask.latents, { isJudged: true });
      case 'walk':
        return this.pictures(walk(ask.stops, ask.way, ask.count), this.oneClass);
      case 'combine': {
        const middle = combine(ask.a, ask.b, ask.c);
        if (!middle) throw new ExploreError('Put at least one sample into A, B or C.');
        const around = neighbours(middle, await this.drawn(8), REACH);
        return {
          ...(await this.pictures(around, { ...this.oneClass, isJudged: true })),
          columns: 3,
        };
      }
      case 'classes': {
        const classes = this.of('label').classes;
        const columns = Math.min(classes, ask.most);
        const latents = ask.latents.flatMap((latent) =>
          Array.from({ length: columns }, () => latent),
        );
        const labels = latents.map((_, i) => i % columns);
        return { ...(await this.pictures(latents, { labels })), columns };
      }
      case 'between': {
        const share = Array.from({ length: ask.count }, (_, i) => i / Math.max(1, ask.count - 1));
        const latents = ask.latents.flatMap((latent) => share.map(() => latent));
        const blend = {
          to: latents.map(() => ask.to),
          share: latents.map((_, i) => share[i % ask.count] ?? 0),
        };
        const labels = latents.map(() => ask.from);
        return { ...(await this.pictures(latents, { labels, blend })), columns: ask.count };
      }
      case 'mix':
        return this.mix(ask);
      case 'translate':
        return this.translate(imageFrom(ask.pixels, this.of('image')));
      case 'encode':
        return this.encode(ask.pixels);
      case 'layer':
        return this.layer(ask);
      default:
        return ask satisfies never;
    }
  }

  private async sample(count: number): Promise<Pictures> {
    if (this.subject.latent) return this.pictures(await this.drawn(count), { isJudged: true });
    const { image } = this.subject;
    if (!image) return this.shown(count, {}, true);
    const [images] = await this.explorer.evaluate(this.scene([image.value], count, {}));
    if (!images) throw new Error('internal: no images were drawn');
    return this.translate(images, count);
  }

  /** Latents of the setting's seed. The first ones are the same, however many there are. */
  private async drawn(count: number): Promise<readonly Latent[]> {
    const [samples] = await this.explorer.evaluate(this.scene([this.latent.value], count, {}));
    return rowsFrom(samples);
  }

  private async pictures(
    latents: readonly Latent[],
    how: {
      readonly labels?: readonly number[];
      readonly blend?: Blend;
      readonly label?: number | null;
      readonly isJudged?: boolean;
    } = {},
  ): Promise<Pictures> {
    const labels = how.label == null ? how.labels : latents.map(() => how.label ?? 0);
    const given = this.given(latents, labels);
    const shown = await this.shown(latents.length, given, how.isJudged === true, how.blend ?? null);
    return { ...shown, latents };
  }

  private async shown(
    count: number,
    given: Scene['given'],
    isJudged: boolean,
    blend: Blend | null = null,
  ): Promise<Pictures> {
    const { value, judge } = this.subject;
    const asked = isJudged && judge ? [value, judge.value] : [value];
    const scene = { ...this.scene(asked, count, given), blend };
    const [samples, verdicts] = await this.explorer.evaluate(scene);
    if (!samples) throw new Error('internal: no samples were made');
    return { ...plain(tilesOf(samples, this.subject)), ...verdictsOf(verdicts) };
  }

  private scene(values: readonly string[], count: number, given: Scene['given']): Scene {
    const { seed, psi, hasNoise, label } = this.setting;
    const { usesAverage, label: source } = this.subject;
    const labels =
      label === null || source === null
        ? {}
        : { [source.value]: { values: new Float32Array(count).fill(label), shape: [] } };
    return {
      ...{ values, count, seed, psi, usesAverage },
      isWithoutNoise: !hasNoise,
      given: { ...labels, ...given },
    };
  }

  private given(latents: readonly Latent[], labels?: readonly number[]): Scene['given'] {
    const { truncates } = this.subject;
    const { value, shape, center } = this.latent;
    const psi = truncates ? null : this.setting.psi;
    const moved = psi === null ? latents : latents.map((one) => truncate(one, psi, center));
    for (const one of latents) {
      if (one.length !== sizeOf(shape)) {
        throw new ExploreError(
          `A sample has ${one.length} numbers, this network takes ${sizeOf(shape)}. It was picked from another run: draw samples anew.`,
        );
      }
    }
    return {
      [value]: { values: joinedRows(moved), shape },
      ...(labels && this.subject.label
        ? { [this.subject.label.value]: { values: Float32Array.from(labels), shape: [] } }
        : {}),
    };
  }

  private async mix({
    rows,
    columns,
    low,
    high,
  }: Extract<Ask, { type: 'mix' }>): Promise<Pictures> {
    const styles = this.of('styles');
    const all = [...rows, ...columns];
    const scene = this.scene([styles.value], all.length, this.given(all));
    const own = rowsFrom((await this.explorer.evaluate(scene))[0]);
    const [lines, tops] = [own.slice(0, rows.length), own.slice(rows.length)];
    const mixed = lines.flatMap((line) =>
      tops.map((top) => mixedRows(styles, line, top, low, high)),
    );
    const given = {
      [styles.value]: { values: joinedRows([...own, ...mixed]), shape: styles.shape },
    };
    const { tiles } = await this.shown(own.length + mixed.length, given, false);
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

  /** Every subject made of the same image, of the size of the largest. */
  private async translate(images: Samples, count = 1): Promise<Pictures> {
    const source = this.of('image');
    const subjects = subjectsOf(this.explorer.program).filter(
      ({ image, latent, form }) => image?.value === source.value && !latent && form === 'image',
    );
    const given = { [source.value]: images };
    const { judge } = this.subject;
    const asked = subjects.map(({ value }) => value);
    const scene = this.scene(judge ? [...asked, judge.value] : asked, count, given);
    const made = await this.explorer.evaluate(scene);
    const looks = { form: 'image', range: source.range, span: 1 } as const;
    const sets = [
      tilesOf(images, looks),
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
    const at = 1 + asked.indexOf(this.subject.value);
    return {
      ...plain(joinedTiles(grid.flat(), { width, height })),
      ...inColumn(verdictsOf(made[asked.length]), at, sets.length),
      columns: sets.length,
      values: [source.value, ...asked],
    };
  }

  private async encode(pixels: Pixels): Promise<Pictures> {
    const { value, image } = this.of('encoder');
    const images = imageFrom(pixels, image);
    const scene = this.scene([value], 1, { [image.value]: images });
    const latents = rowsFrom((await this.explorer.evaluate(scene))[0]);
    const { tiles, ...rest } = await this.pictures(latents, { isJudged: false });
    const looks = { form: 'image', range: image.range, span: 1 } as const;
    const grid = [tilesOf(images, looks), tiles].map((set) =>
      enlarged(set, tiles.width, tiles.height),
    );
    return { ...rest, ...plain(joinedTiles(grid)), columns: 2, latents };
  }

  private async layer({ place, latent }: Extract<Ask, { type: 'layer' }>): Promise<Pictures> {
    const { judge, value } = this.subject;
    const given = latent && this.subject.latent ? this.given([latent]) : {};
    const asked = judge ? [value, judge.value] : [value];
    const { layer } = await this.explorer.look(this.scene(asked, 1, given), place);
    const weights = [...(await this.explorer.weights(place)).values()];
    const filters = weights.flatMap((weight) => filterTiles(weight, MOST_FILTERS) ?? [])[0] ?? null;
    if (!layer && !filters) {
      throw new ExploreError(
        `Layer "${place.layer}" of ${place.network} has no filters, and this picture does not come through it. Choose another layer or picture.`,
      );
    }
    const tiles = layer ? activationTiles(layer, MOST_CHANNELS) : joinedTiles([]);
    return { ...plain(tiles), filters };
  }

  /** What is drawn of labels would change the class from picture to picture, so where none is chosen it is the first. */
  private get oneClass(): Partial<Setting> {
    return this.subject.label && this.setting.label === null ? { label: 0 } : {};
  }

  private get latent(): LatentSource {
    return this.of('latent');
  }

  private of(what: 'latent'): LatentSource;
  private of(what: 'image'): ImageSource;
  private of(what: 'styles'): Styles;
  private of(what: 'label'): NonNullable<Subject['label']>;
  private of(what: 'encoder'): NonNullable<Subject['encoder']>;
  private of(what: 'latent' | 'image' | 'styles' | 'label' | 'encoder') {
    const found = this.subject[what];
    if (found) return found;
    const words = {
      latent: 'noise',
      image: 'an image of the data',
      styles: 'styles that can be mixed',
      label: 'a class',
      encoder: 'an encoder',
    };
    throw new ExploreError(
      `"${this.subject.title}" is made without ${words[what]}. Choose another picture.`,
    );
  }
}

const plain = (tiles: Tiles): Pictures => ({
  tiles,
  columns: null,
  latents: [],
  verdicts: null,
  patches: null,
  values: [],
  filters: null,
});

type Verdicts = Pick<Pictures, 'verdicts' | 'patches'>;

function verdictsOf(samples: Samples | undefined): Verdicts {
  if (!samples) return { verdicts: null, patches: null };
  const all = rowsFrom(samples);
  const verdicts = all.map((one) => one.reduce((sum, value) => sum + value, 0) / one.length);
  const [, width = 1] = samples.shape;
  const isMap = samples.shape.length === 3 && (all[0]?.length ?? 0) > 1;
  return { verdicts, patches: isMap ? grayTiles(all, width, true) : null };
}

/** What is said of one picture of each line: nothing of the others. */
function inColumn({ verdicts, patches }: Verdicts, at: number, columns: number): Verdicts {
  const empty = patches && new Uint8ClampedArray(patches.width * patches.height * 4);
  const all = Array.from({ length: (verdicts?.length ?? 0) * columns }, (_, i) => i);
  const isOwn = (i: number) => i % columns === at;
  const line = (i: number) => Math.floor(i / columns);
  return {
    verdicts: verdicts && all.map((i) => (isOwn(i) ? (verdicts[line(i)] ?? null) : null)),
    patches:
      patches &&
      empty &&
      joinedTiles(
        all.map((i) => ({ ...patches, rgba: isOwn(i) ? tileAt(patches, line(i)) : empty })),
      ),
  };
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

function joinedRows(rows: readonly Latent[]): Float32Array {
  const length = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * length);
  rows.forEach((row, i) => {
    values.set(row, i * length);
  });
  return values;
}

function rowsFrom(samples: Samples | undefined): readonly Latent[] {
  if (!samples) throw new Error('internal: nothing was evaluated');
  const size = sizeOfOne(samples);
  return Array.from({ length: countOf(samples) }, (_, i) =>
    samples.values.slice(i * size, (i + 1) * size),
  );
}

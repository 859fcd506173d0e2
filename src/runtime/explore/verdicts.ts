/** What a network says of pictures: a number each, and a map where it says one for each patch. */
import type { Samples } from '../metrics/samples.ts';
import type { Pictures } from './requests.ts';
import { rowsFrom } from './rows.ts';
import { grayTiles, joinedTiles, tileAt } from './tiles.ts';

export type Verdicts = Pick<Pictures, 'verdicts' | 'patches'>;

export function verdictsOf(samples: Samples | undefined): Verdicts {
  if (!samples) return { verdicts: null, patches: null };
  const all = rowsFrom(samples);
  const verdicts = all.map((one) => one.reduce((sum, value) => sum + value, 0) / one.length);
  const [, width = 1] = samples.shape;
  const isMap = samples.shape.length === 3 && (all[0]?.length ?? 0) > 1;
  return { verdicts, patches: isMap ? grayTiles(all, width, true) : null };
}

/** What is said of one picture of each line: nothing of the others. */
export function inColumn({ verdicts, patches }: Verdicts, at: number, columns: number): Verdicts {
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

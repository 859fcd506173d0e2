/** Which layers of a network are computed again for the backward pass, in place of being kept until then. */
import type { LayerProgram, NetworkProgram } from './program.ts';

/** Layers that are run, kept and run again as one: the outermost use of a block that says so, or one copy of it. */
export interface RecomputedPart {
  /** Position of its first layer. */
  readonly at: number;
  /** `blocks/3`: the path of the use, and the number of the copy. */
  readonly path: string;
  readonly layers: readonly LayerProgram[];
  /** What they read of others, without repetition. */
  readonly inputs: readonly string[];
  /** Those of them that others read, or that the network gives. */
  readonly outputs: readonly string[];
}

export type Part = LayerProgram | RecomputedPart;

export const isRecomputed = (part: Part): part is RecomputedPart => 'layers' in part;

/** In execution order. */
export function partsOf({ layers, outputs }: NetworkProgram): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < layers.length) {
    const layer = layers[at];
    if (!layer) break;
    const path = recomputedPath(layer);
    let end = at + 1;
    while (path !== null && recomputedPathAt(layers, end) === path) end++;
    const own = layers.slice(at, end);
    parts.push(path === null ? layer : partOf(path, at, own, layers, outputs));
    at = end;
  }
  return parts;
}

/** By id of a layer or an input: the position of the last layer that reads it; past all where the network gives it. */
export function lastReads({ layers, outputs }: NetworkProgram): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  layers.forEach(({ inputs }, at) => {
    for (const input of inputs) last.set(input, at);
  });
  for (const { layer } of outputs) last.set(layer, layers.length);
  return last;
}

function partOf(
  path: string,
  at: number,
  own: readonly LayerProgram[],
  all: readonly LayerProgram[],
  given: NetworkProgram['outputs'],
): RecomputedPart {
  const ids = new Set(own.map(({ id }) => id));
  const others = all.filter(({ id }) => !ids.has(id));
  const read = new Set([
    ...others.flatMap(({ inputs }) => inputs),
    ...given.map(({ layer }) => layer),
  ]);
  return {
    path,
    at,
    layers: own,
    inputs: [...new Set(own.flatMap(({ inputs }) => inputs))].filter((id) => !ids.has(id)),
    outputs: [...ids].filter((id) => read.has(id)),
  };
}

const recomputedPathAt = (layers: readonly LayerProgram[], at: number): string | null => {
  const layer = layers[at];
  return layer ? recomputedPath(layer) : null;
};

function recomputedPath({ within }: LayerProgram): string | null {
  const last = within.findIndex(({ isRecomputed }) => isRecomputed === true);
  if (last < 0) return null;
  const names = within
    .slice(0, last + 1)
    .map(({ use, copy }) => [use, ...(copy === null ? [] : [copy])]);
  return names.flat().join('/');
}

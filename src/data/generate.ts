/** Built-in data by name: generated on the spot, nothing to download. */

import { generateDigits } from './builtin/digits.ts';
import { generateFaces } from './builtin/faces.ts';
import { generateOutlines } from './builtin/outlines.ts';
import { generateGrid, generateRings, generateSwissRoll } from './builtin/points.ts';
import { generateSeasons } from './builtin/seasons.ts';
import { generateShapes } from './builtin/shapes.ts';
import { generateTextures } from './builtin/textures.ts';
import { DataError, type Dataset } from './dataset.ts';

const GENERATORS = new Map<string, (seed: number) => Dataset>([
  ['digits', generateDigits],
  ['shapes', generateShapes],
  ['faces', generateFaces],
  ['seasons', generateSeasons],
  ['outlines', generateOutlines],
  ['textures', generateTextures],
  ['rings', generateRings],
  ['grid', generateGrid],
  ['swiss-roll', generateSwissRoll],
]);

export const BUILTIN_NAMES: readonly string[] = [...GENERATORS.keys()];

/** Same name and seed, same data, on every machine. */
export function generate(name: string, seed: number): Dataset {
  const make = GENERATORS.get(name);
  if (!make)
    throw new DataError(
      `There is no built-in data named "${name}". Choose one of ${BUILTIN_NAMES.join(', ')}.`,
    );
  return make(seed);
}

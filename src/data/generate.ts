/** Built-in data by name: generated on the spot, nothing to download. */
import { DataError, type Dataset } from './dataset.ts';
import { generateDigits } from './digits.ts';
import { generateFaces } from './faces.ts';
import { generateOutlines } from './outlines.ts';
import { generateGrid, generateRings, generateSwissRoll } from './points.ts';
import { generateSeasons } from './seasons.ts';
import { generateShapes } from './shapes.ts';
import { generateTextures } from './textures.ts';

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

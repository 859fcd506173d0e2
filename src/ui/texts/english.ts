/** All texts of the page in English, the source of every translation: one file for each area of the page. */
import { badge } from './en/badges.ts';
import { commands } from './en/commands.ts';
import { data } from './en/data.ts';
import { inspector } from './en/inspector.ts';
import { kinds, phrases } from './en/kinds.ts';
import { palette } from './en/palette.ts';
import { results } from './en/results.ts';
import { run } from './en/run.ts';
import { shell } from './en/shell.ts';
import { wiring } from './en/wiring.ts';
import type { Translation } from './translation.ts';

export const english = {
  shell,
  data,
  results,
  run,
  badge,
  kinds,
  inspector,
  phrases,
  commands,
  palette,
  wiring,
} as const;

/** Every language says this. */
export type Texts = Translation<typeof english>;

/** All texts of the page in Simplified Chinese; loaded when that is the language. */
import type { Texts } from './english.ts';
import { badge } from './zh/badges.ts';
import { commands } from './zh/commands.ts';
import { data } from './zh/data.ts';
import { inspector } from './zh/inspector.ts';
import { kinds } from './zh/kinds.ts';
import { palette } from './zh/palette.ts';
import { phrases } from './zh/phrases.ts';
import { results } from './zh/results.ts';
import { run } from './zh/run.ts';
import { shell } from './zh/shell.ts';
import { wiring } from './zh/wiring.ts';

export const chinese: Texts = {
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
};

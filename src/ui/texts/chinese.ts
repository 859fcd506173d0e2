/** All texts of the page in Simplified Chinese; loaded when that is the language. */

import type { Texts } from './english.ts';
import { badge } from './zh/badges.ts';
import { commands } from './zh/commands.ts';
import { data } from './zh/data.ts';
import { editing } from './zh/editing.ts';
import { files } from './zh/files.ts';
import { forks } from './zh/forks.ts';
import { gallery } from './zh/gallery.ts';
import { health } from './zh/health.ts';
import { inspector } from './zh/inspector.ts';
import { keyboard } from './zh/keyboard.ts';
import { kinds } from './zh/kinds.ts';
import { layout } from './zh/layout.ts';
import { list } from './zh/list.ts';
import { moreTraining } from './zh/more-training.ts';
import { notes } from './zh/notes.ts';
import { outline } from './zh/outline.ts';
import { overlays } from './zh/overlays.ts';
import { palette } from './zh/palette.ts';
import { phrases } from './zh/phrases.ts';
import { presetWords } from './zh/preset-words.ts';
import { printedPlan } from './zh/printed-plan.ts';
import { problemCodes } from './zh/problem-codes.ts';
import { results } from './zh/results.ts';
import { run } from './zh/run.ts';
import { say } from './zh/say.ts';
import { shell } from './zh/shell.ts';
import { shortcuts } from './zh/shortcuts.ts';
import { storageNews } from './zh/storage-news.ts';
import { structure } from './zh/structure.ts';
import { takeAway } from './zh/take-away.ts';
import { wiring } from './zh/wiring.ts';

export const chinese: Texts = {
  gallery,
  presetWords,
  problemCodes,
  say,
  shell,
  data,
  results,
  printedPlan,
  run,
  forks,
  health,
  badge,
  kinds,
  inspector,
  phrases,
  commands,
  shortcuts,
  editing,
  list,
  files,
  takeAway,
  layout,
  overlays,
  keyboard,
  palette,
  moreTraining,
  wiring,
  structure,
  outline,
  notes,
  storageNews,
};

/** All texts of the page in English, the source of every translation: one file for each area of the page. */
import { planWords as printedPlan } from '../../compiler/plan-words.ts';
import { badge } from './en/badges.ts';
import { commands } from './en/commands.ts';
import { data } from './en/data.ts';
import { editing } from './en/editing.ts';
import { files } from './en/files.ts';
import { forks } from './en/forks.ts';
import { gallery } from './en/gallery.ts';
import { health } from './en/health.ts';
import { inspector } from './en/inspector.ts';
import { keyboard } from './en/keyboard.ts';
import { kinds, phrases } from './en/kinds.ts';
import { layout } from './en/layout.ts';
import { list } from './en/list.ts';
import { moreTraining } from './en/more-training.ts';
import { notes } from './en/notes.ts';
import { outline } from './en/outline.ts';
import { overlays } from './en/overlays.ts';
import { palette } from './en/palette.ts';
import { presetWords } from './en/preset-words.ts';
import { problemCodes } from './en/problem-codes.ts';
import { results } from './en/results.ts';
import { run } from './en/run.ts';
import { say } from './en/say.ts';
import { shell } from './en/shell.ts';
import { shortcuts } from './en/shortcuts.ts';
import { storageNews } from './en/storage-news.ts';
import { structure } from './en/structure.ts';
import { takeAway } from './en/take-away.ts';
import { wiring } from './en/wiring.ts';
import type { Translation } from './translation.ts';

export const english = {
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
} as const;

/** Every language says this. */
export type Texts = Translation<typeof english>;

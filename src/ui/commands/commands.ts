/** Every command of the page, in the order of the command palette. */

import { alignCommands } from './align-commands.ts';
import { canvasCommands } from './canvas-commands.ts';
import type { Command } from './command.ts';
import { editCommands } from './edit-commands.ts';
import { fileCommands } from './file-commands.ts';
import { keyboardCommands } from './keyboard-commands.ts';
import { pageCommands } from './page-commands.ts';
import { structureCommands } from './structure-commands.ts';
import { tourCommands } from './tour-commands.ts';
import { trainCommands } from './train-commands.ts';
import { viewCommands } from './view-commands.ts';

export const COMMANDS: readonly Command[] = [
  ...fileCommands,
  ...editCommands,
  ...structureCommands,
  ...alignCommands,
  ...canvasCommands,
  ...viewCommands,
  ...keyboardCommands,
  ...trainCommands,
  ...pageCommands,
  ...tourCommands,
];

/** Every command of the page, in the order of the command palette. */
import type { Command } from './command.ts';
import { editCommands } from './edit-commands.ts';
import { fileCommands } from './file-commands.ts';

export const COMMANDS: readonly Command[] = [...fileCommands, ...editCommands];

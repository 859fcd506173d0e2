/** Runs commands, and remembers the last ones for the command palette. */
import { create } from 'zustand';
import type { Command, CommandId } from './command.ts';

const MOST_RECENT = 12;

/** Newest first; lasts as long as the page. */
export const useRecentCommands = create<{ readonly ids: readonly CommandId[] }>()(() => ({
  ids: [],
}));

export const isEnabled = (command: Command): boolean => command.isEnabled?.() ?? true;

export function runCommand(command: Command): void {
  if (!isEnabled(command)) return;
  if (!command.isKeyOnly) {
    useRecentCommands.setState(({ ids }) => ({
      ids: [command.id, ...ids.filter((id) => id !== command.id)].slice(0, MOST_RECENT),
    }));
  }
  command.run();
}

/** What a command is: something a person can do by name, by key, and from menus. Each area of the page lists its own. */
import type { Texts } from '../texts/english.ts';

export type CommandId = keyof Texts['commands']['labels'];
export type CommandGroup = keyof Texts['commands']['groups'];

export type CommandMenu = 'nodes' | 'notes' | 'wire' | 'canvas';

export interface Command {
  /** Its label is the text of this id; the settings keep a person's own keys by it. */
  readonly id: CommandId;
  readonly group: CommandGroup;
  /** As Mantine's hotkeys are written: `mod+Z`, `shift+?`. The first is shown. */
  readonly keys?: readonly string[];
  /** Context menus that offer it: of selected nodes and notes, of a wire, of the empty canvas. */
  readonly menus?: readonly CommandMenu[];
  /** Its keys are for the canvas (or the list in its place): panels beside it do not hear them. */
  readonly isForCanvas?: boolean;
  /** The browser turns its usual keys into events of its own (copy, cut, paste), which the page answers: they are only shown. */
  readonly isByBrowser?: boolean;
  /** Works where a dialog covers the canvas, too. */
  readonly isForAllOfThePage?: boolean;
  /** Works while a person types into a field, too. */
  readonly isForFields?: boolean;
  /** Means nothing without the keys, as walking from node to node: the command palette leaves it out. */
  readonly isKeyOnly?: boolean;
  /** What stands in the way now leaves it out of menus and its key without effect. */
  isEnabled?(): boolean;
  run(): void;
}

/** The sheet of keyboard shortcuts, and giving commands other keys. */
import type { TextTable } from '../translation.ts';

export const shortcuts = {
  title: 'Keyboard shortcuts',
  search: 'Search commands and keys',
  none: 'No command is called that, and none has such a key.',
  print: 'Print',
  resetAll: 'All keys as they were',
  change: (command: string, keys: string) => `${keys}: change the keys of ${command}`,
  give: (command: string) => `Set the keys of ${command}`,
  add: 'Set',
  press: 'Press the new keys … Escape leaves them as they are',
  reset: (command: string) => `${command}: keys as they were`,
  clear: (command: string) => `${command}: no keys`,
  changed: 'changed',
  conflict: (keys: string, other: string) => `${keys} belongs to “${other}”.`,
  take: 'Give it to this command',
  cancel: 'Leave it',
  refused: {
    reserved: (keys: string) =>
      `${keys} is a key of the browser, which acts before the page hears it. Choose another.`,
    meta: (keys: string) =>
      `${keys} has the key of the operating system in it, which keeps it. Choose another.`,
    widget: (keys: string) => `${keys} presses buttons and pans the canvas. Choose another.`,
  },
  fixedTitle: 'Elsewhere',
  fixed: {
    palette: 'In the palette: from entry to entry; add the entry; make it a favourite',
    list: 'In the list: from row to row; open and close the ports of a node; go in or rewire; cut a wire',
    pan: 'On the canvas: drag to pan, or with Shift to select',
    field: 'In a field: keep what was typed; leave it as it was',
    panels: 'In a panel: back to the canvas',
    border: 'On the border of a panel: change its size',
  },
} as const satisfies TextTable;

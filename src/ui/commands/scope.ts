/** Whether a command hears a stroke where the focus is: fields, menus, buttons and dialogs keep their own keys. */
import type { Command } from './command.ts';

/** Where a key was pressed. */
export interface KeyPlace {
  /** In a field that takes text. */
  readonly isField: boolean;
  /** In a menu or a list of options, which find their entries by letters. */
  readonly isMenu: boolean;
  /** On something that Enter, Space or the arrow keys work by themselves. */
  readonly isWidget: boolean;
  /** On the canvas, or nowhere: then the keys are the canvas's. */
  readonly isCanvas: boolean;
  /** A dialog lies over the page. */
  readonly isCovered: boolean;
}

const OF_WIDGETS = /^(shift\+)?(Enter|Space|Arrow\w+|Home|End|PageUp|PageDown)$/;
const BARE = /^(shift\+)?(.|Delete|Backspace|Space)$/;

export function hears(command: Command, stroke: string, place: KeyPlace): boolean {
  if (place.isCovered && !command.isForAllOfThePage) return false;
  if (place.isField) return command.isForFields === true;
  if (place.isMenu && (BARE.test(stroke) || OF_WIDGETS.test(stroke))) return false;
  if (command.isForCanvas && !place.isCanvas) return false;
  return !(place.isWidget && OF_WIDGETS.test(stroke));
}

const FIELDS = 'textarea, select, [contenteditable="true"], [role="combobox"], [role="searchbox"]';
const NO_TEXT = new Set([
  'button',
  'checkbox',
  'radio',
  'range',
  'color',
  'file',
  'submit',
  'reset',
]);
const MENUS = '[role="menu"], [role="listbox"]';
const WIDGETS =
  'button, a[href], input, summary, [role="button"], [role="tab"], [role="slider"], [role="separator"], [role="switch"], [role="menuitem"], [role="option"], [role="treeitem"], [role="treegrid"] tr';

export function placeOf(target: EventTarget | null): KeyPlace {
  const element = target instanceof Element ? target : document.body;
  const isNowhere = element === document.body || element === document.documentElement;
  return {
    isField:
      element.matches(FIELDS) ||
      (element instanceof HTMLInputElement && !NO_TEXT.has(element.type)),
    isMenu: element.closest(MENUS) !== null,
    isWidget: element.closest(WIDGETS) !== null,
    isCanvas: isNowhere || element.closest('#canvas') !== null,
    isCovered: isCovered(),
  };
}

/** Keys are for what is on top: under a dialog the canvas does not hear them. One that fades away is closed already. */
export function isCovered(): boolean {
  const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]');
  return [...dialogs].some(({ style }) => style.opacity !== '0');
}

/**
 * Answers the browser's own copy, cut and paste: no permission is asked for, and text goes to and from other tabs and
 * programs. Fields keep theirs, and so does text that a person has selected.
 */
import { useEffect } from 'react';
import { followPointer } from '../canvas/pointer.ts';
import { isCovered, placeOf } from '../commands/scope.ts';
import { tellCopied } from './clipboard-actions.ts';
import { fragmentText, selectedFragment } from './copy.ts';
import { pasteText } from './paste.ts';

const isText = (target: EventTarget | null) => placeOf(target).isField || isCovered();

const hasSelectedText = () => {
  const selection = window.getSelection();
  return selection !== null && !selection.isCollapsed && selection.toString().trim() !== '';
};

function onCopy(event: ClipboardEvent): void {
  if (event.defaultPrevented || isText(event.target) || hasSelectedText()) return;
  const fragment = selectedFragment();
  if (!fragment || !event.clipboardData) return;
  event.clipboardData.setData('text/plain', fragmentText(fragment));
  event.preventDefault();
  tellCopied(event.type === 'cut');
}

/** The event does not say whether Shift is held, which asks for incoming wires. */
let isShiftHeld = false;
const onKey = ({ shiftKey }: KeyboardEvent) => {
  isShiftHeld = shiftKey;
};

function onPaste(event: ClipboardEvent): void {
  if (event.defaultPrevented || isText(event.target) || !event.clipboardData) return;
  const text = event.clipboardData.getData('text/plain');
  // Files are the business of whoever takes what is dropped.
  if (text === '' && event.clipboardData.files.length > 0) return;
  event.preventDefault();
  pasteText(text, isShiftHeld);
}

export function useClipboard(): void {
  useEffect(() => {
    const stop = followPointer();
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    addEventListener('keydown', onKey, { capture: true });
    addEventListener('keyup', onKey, { capture: true });
    return () => {
      stop();
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
      removeEventListener('keydown', onKey, { capture: true });
      removeEventListener('keyup', onKey, { capture: true });
    };
  }, []);
}

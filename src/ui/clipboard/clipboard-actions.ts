/** Copy, cut, paste and duplicate, as menus and keys of a person's own ask for them: through the browser's clipboard. */
import { announce } from '../announce.ts';
import { removeSelected } from '../canvas/canvas-actions.ts';
import { actAt, pointerOnCanvas } from '../canvas/pointer.ts';
import { countSelected } from '../canvas/selection.ts';
import { keyText } from '../commands/keys.ts';
import { textsNow } from '../texts/texts.ts';
import { fragmentText, selectedFragment } from './copy.ts';
import { insertFragment, pasteText, refuse } from './paste.ts';
import { tell } from './tell.ts';

/** How far a copy made in place stands off. */
const BESIDE = [40, 40] as const;

export async function copySelected(isCut: boolean): Promise<void> {
  const fragment = selectedFragment();
  if (!fragment) return;
  const { cannotWrite, notCopied } = textsNow().editing;
  try {
    await navigator.clipboard.writeText(fragmentText(fragment));
  } catch {
    const message = cannotWrite(keyText(isCut ? 'mod+X' : 'mod+C'));
    tell({ color: 'red', title: notCopied, message });
    return;
  }
  // The browser may have asked first: only what was copied is taken away.
  const now = selectedFragment();
  tellCopied(isCut && now !== null && fragmentText(now) === fragmentText(fragment));
}

/** Says how much is in the clipboard by now, and takes it away where it was cut. */
export function tellCopied(isCut: boolean): void {
  const { copied, cut } = textsNow().editing;
  announce(isCut ? cut(countSelected()) : copied(countSelected()));
  if (isCut) removeSelected();
}

export async function pasteClipboard(withIncoming: boolean): Promise<void> {
  // A menu is closed by the time that the browser answers.
  const place = pointerOnCanvas();
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    refuse(textsNow().editing.cannotRead(keyText(withIncoming ? 'mod+shift+V' : 'mod+V')));
    return;
  }
  if (place) actAt(place, () => pasteText(text, withIncoming));
  else pasteText(text, withIncoming);
}

export function duplicateSelected(withIncoming: boolean): void {
  const fragment = selectedFragment();
  const count = fragment ? insertFragment(fragment, { shift: BESIDE, withIncoming }) : 0;
  if (count > 0) announce(textsNow().editing.duplicated(count));
}

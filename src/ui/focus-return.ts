/** Where the focus goes when what had it is closed: to what opened it. */

/** By then a closed dialog has moved the focus itself, if it does, and so has what a command of it opened. */
const AFTER_MS = 20;

/** Unless somebody has taken the focus since. */
export function returnFocus(to: Element | null): void {
  const atClose = document.activeElement;
  setTimeout(() => {
    const now = document.activeElement;
    const isFree = now === null || now === document.body || now === atClose;
    if (isFree && to instanceof HTMLElement) to.focus({ preventScroll: true });
  }, AFTER_MS);
}

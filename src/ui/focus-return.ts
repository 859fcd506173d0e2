/** Where the focus goes when what had it is closed: to what opened it. */

/** At once, before the focus counts as lost; unless it has gone on from the dialog to somewhere else. */
export function returnFocus(to: Element | null): void {
  const now = document.activeElement;
  const isFree = now === null || now === document.body || now.closest('[role="dialog"]') !== null;
  if (isFree && to instanceof HTMLElement) to.focus({ preventScroll: true });
}

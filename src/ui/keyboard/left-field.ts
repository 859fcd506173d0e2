/**
 * Enter keeps what a field holds and leaves it: the keys are the canvas's again, and Tab goes on to the next field. The first
 * Escape after it leads to the selected node, as Escape in a panel does, and does not give up the selection.
 */
let isLeft = false;

const forget = () => {
  isLeft = false;
};

export function leaveField(field: HTMLElement): void {
  field.blur();
  isLeft = field.closest('[data-panel]') !== null;
  for (const type of ['focusin', 'pointerdown']) {
    addEventListener(type, forget, { once: true, capture: true });
  }
}

/** Whether a field was left last; asked once. */
export function tookFromField(): boolean {
  const was = isLeft;
  isLeft = false;
  return was;
}

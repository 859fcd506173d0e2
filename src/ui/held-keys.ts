/**
 * Keys that are meant for a part of the page which is still on its way: they are kept from what lies below, and come to the
 * part in order once it is there.
 */

/** A part that takes the focus does so at once; one that does not gets the keys where the focus is. */
const MOST_FRAMES = 12;

/** Starts holding. The answer lets the keys go, or drops them. */
export function holdKeys(): (isThere: boolean) => void {
  const held: Key[] = [];
  const before = document.activeElement;
  const listening = new AbortController();
  const hold = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push({ key: event.key, code: event.code });
  };
  window.addEventListener('keydown', hold, { capture: true, signal: listening.signal });
  const replay = async () => {
    for (let waited = 0; document.activeElement === before && waited < MOST_FRAMES; waited++)
      await new Promise(requestAnimationFrame);
    // Frames apart: each key may move the focus, and more may come meanwhile.
    for (;;) {
      await new Promise(requestAnimationFrame);
      const key = held.shift();
      if (key === undefined) break;
      press(key);
    }
    listening.abort();
  };
  return (isThere) => {
    if (isThere) void replay();
    else listening.abort();
  };
}

interface Key {
  readonly key: string;
  readonly code: string;
}

/** As the browser does with a key of the person's own: buttons are pressed, fields take letters. */
function press({ key, code }: Key): void {
  const target = document.activeElement ?? document.body;
  const isHeard = target.dispatchEvent(
    new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }),
  );
  if (!isHeard) return;
  if (key === 'Enter' || key === ' ') {
    const pressed = key === 'Enter' ? 'button, summary, a[href]' : 'button, summary';
    if (target instanceof HTMLElement && target.matches(pressed)) {
      target.click();
      return;
    }
  }
  if (!(target instanceof HTMLInputElement)) return;
  if (key.length > 1 && key !== 'Backspace') return;
  const { value } = target;
  // React notices a value only where its own setter is gone around.
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
  set?.call(target, key === 'Backspace' ? value.slice(0, -1) : value + key);
  target.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

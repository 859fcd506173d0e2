/** Keeps the click or the menu that a gesture ends with from what lies under it. They come at once or not at all. */
export function swallow(canvas: HTMLElement, names: readonly string[]): void {
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const end = () => {
    for (const name of names) canvas.removeEventListener(name, stop, true);
    removeEventListener('pointerdown', end, true);
  };
  for (const name of names) canvas.addEventListener(name, stop, true);
  addEventListener('pointerdown', end, true);
  setTimeout(end, 80);
}

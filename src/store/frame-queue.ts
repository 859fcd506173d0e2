/**
 * Gathers what arrives between two frames and hands it over at once, so that the page renders at most once
 * per frame however fast the worker reports. A hidden page has no frames: there a timer takes over.
 */

export type Schedule = (flush: () => void) => void;

const HIDDEN_DELAY_MS = 250;

export const onNextFrame: Schedule = (flush) => {
  if (typeof document === 'undefined' || document.hidden) {
    setTimeout(flush, HIDDEN_DELAY_MS);
    return;
  }
  // A page hidden before the frame comes would wait until it is shown again.
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    flush();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_DELAY_MS);
};

/** Sooner, charts and counters would be drawn in the frames in which a card is moved. */
const BUSY_DELAY_MS = 500;

let isHandBusy = false;

/** While a hand carries something, news waits. */
export function setHandBusy(isBusy: boolean): void {
  isHandBusy = isBusy;
}

export const onFreeFrame: Schedule = (flush) => {
  if (isHandBusy) setTimeout(flush, BUSY_DELAY_MS);
  else onNextFrame(flush);
};

export function createFrameQueue<T>(
  take: (items: readonly T[]) => void,
  schedule: Schedule,
): (item: T) => void {
  let items: T[] = [];
  function flush(): void {
    const taken = items;
    items = [];
    take(taken);
  }
  return (item) => {
    items.push(item);
    if (items.length === 1) schedule(flush);
  };
}

/**
 * Copies of carried cards on a sheet over the canvas that is scrolled, not moved: scrolling is the one way in which a browser
 * moves elements without putting hundreds of others together anew at each frame.
 */
import type { FlowState } from '../flow-store.ts';

type Point = readonly [x: number, y: number];

export class LiftedCards {
  private readonly sheet = document.createElement('div');
  private readonly inner = document.createElement('div');
  private readonly cards: readonly HTMLElement[];
  private drawnAt: readonly [left: number, top: number, zoom: number];

  constructor(flow: FlowState, ids: readonly string[]) {
    const root = flow.domNode;
    this.cards = ids.flatMap(
      (id) =>
        root?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? [],
    );
    const { width, height } = flow;
    this.sheet.setAttribute('aria-hidden', 'true');
    this.sheet.style.cssText =
      'position:absolute;inset:0;overflow:scroll;scrollbar-width:none;pointer-events:none;z-index:6;will-change:scroll-position';
    // Room to scroll by a window's width or height to every side.
    const room = document.createElement('div');
    room.style.cssText = `position:relative;width:${3 * width}px;height:${3 * height}px`;
    this.inner.style.cssText = `position:absolute;left:${width}px;top:${height}px;transform-origin:0 0`;
    this.drawnAt = flow.transform;
    this.place();
    this.inner.append(...this.cards.map(copyOf));
    room.append(this.inner);
    this.sheet.append(room);
    root?.append(this.sheet);
    // Not hidden: that would take the focus from a card that has it.
    for (const card of this.cards) card.style.opacity = '0';
  }

  private place(): void {
    const [left, top, zoom] = this.drawnAt;
    this.inner.style.transform = `translate(${left}px, ${top}px) scale(${zoom})`;
  }

  /** `by`: how far the cards are from where they were taken up. */
  move({ transform, width, height }: FlowState, [right, down]: Point): void {
    const [left, top, zoom] = transform;
    if (zoom !== this.drawnAt[2]) {
      this.drawnAt = transform;
      this.place();
    }
    const panned = [left - this.drawnAt[0], top - this.drawnAt[1]] as const;
    this.sheet.scrollTo(width - right * zoom - panned[0], height - down * zoom - panned[1]);
  }

  remove(): void {
    this.sheet.remove();
    for (const card of this.cards) card.style.opacity = '';
  }
}

/** Named like nothing else on the page. */
function copyOf(card: HTMLElement): Node {
  const copy = card.cloneNode(true);
  if (copy instanceof Element) {
    for (const element of [copy, ...copy.querySelectorAll('*')]) {
      for (const name of ['id', 'data-id', 'data-testid', 'aria-label', 'data-nodeid'])
        element.removeAttribute(name);
    }
  }
  return copy;
}

/** Arrow keys over cards in rows: to the nearest card in that direction, as it looks, whatever the layout. */
import type { KeyboardEvent } from 'react';

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A card that lies aside is that much further away than one straight ahead. */
const ASIDE = 3;

export function moveAmongCards(event: KeyboardEvent<HTMLElement>): void {
  const direction = DIRECTIONS[event.key];
  if (!direction) return;
  const from = event.target as HTMLElement;
  const isField = from instanceof HTMLInputElement;
  // In the field, left and right move the caret.
  if (isField && event.key !== 'ArrowDown') return;
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-preset]')];
  const next = isField ? cards[0] : nearest(cards, from, direction);
  if (!next) {
    if (event.key === 'ArrowUp' && from.matches('[data-preset]')) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>('input')?.focus();
    }
    return;
  }
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function nearest(
  cards: readonly HTMLElement[],
  from: HTMLElement,
  [toX, toY]: readonly [number, number],
): HTMLElement | undefined {
  const start = middle(from);
  return cards
    .filter((card) => card !== from)
    .map((card) => {
      const { x, y } = middle(card);
      const [dx, dy] = [x - start.x, y - start.y];
      const ahead = dx * toX + dy * toY;
      const aside = Math.abs(dx * toY) + Math.abs(dy * toX);
      return { card, ahead, distance: ahead + ASIDE * aside };
    })
    .filter(({ ahead }) => ahead > 8)
    .sort((a, b) => a.distance - b.distance)[0]?.card;
}

function middle(element: HTMLElement) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

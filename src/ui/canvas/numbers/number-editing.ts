/** Which number of a card is edited in its place, if any; by what it is opened and where it leads on. */
import { create } from 'zustand';
import { useCanvasStore } from '../../../store/canvas-store.ts';
import { currentNode } from '../../keyboard/keyboard-actions.ts';
import { NEAR_ZOOM } from '../far-sight.tsx';
import { lookAt } from '../look.ts';
import { shownFlow } from '../shown-flow.ts';
import type { NumberPlace } from './badge-parts.ts';
import type { CardNumber } from './card-numbers.ts';

export const useNumberEditing = create<{ readonly number: CardNumber | null }>()(() => ({
  number: null,
}));

/** As elements of cards carry it. */
export const placeText = ({ field, item }: NumberPlace): string =>
  item === null ? field : `${field} ${item}`;

const NUMBER = '[data-number]';

/** The number that an element of a card shows. */
export function numberAt(target: EventTarget | null): CardNumber | null {
  const element = target instanceof Element ? target.closest<HTMLElement>(NUMBER) : null;
  const node = element?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  const [field, item] = element?.dataset.number?.split(' ') ?? [];
  if (node === undefined || field === undefined) return null;
  const { graph } = useCanvasStore.getState();
  return { graph, node, field, item: item === undefined ? null : Number(item) };
}

const cardOf = (node: string) =>
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(node)}"]`);

/** In the order in which the card shows them, each once. */
function numbersOn(node: string): readonly CardNumber[] {
  const elements = cardOf(node)?.querySelectorAll(NUMBER) ?? [];
  const byPlace = new Map<string, CardNumber>();
  for (const element of elements) {
    const number = numberAt(element);
    if (number && !byPlace.has(placeText(number))) byPlace.set(placeText(number), number);
  }
  return [...byPlace.values()];
}

/** Where it stands on its card, in units of the canvas. */
export function spotOf({ node, ...place }: CardNumber): { x: number; y: number } | null {
  const card = cardOf(node);
  const element = card?.querySelector(`[data-number="${CSS.escape(placeText(place))}"]`);
  const zoom = shownFlow()?.getZoom() ?? 1;
  if (!card || !element) return null;
  const [outer, inner] = [card.getBoundingClientRect(), element.getBoundingClientRect()];
  return {
    x: (inner.left - outer.left) / zoom,
    y: (inner.top + inner.height / 2 - outer.top) / zoom,
  };
}

export const editNumber = (number: CardNumber): void => useNumberEditing.setState({ number });
export const endNumber = (): void => useNumberEditing.setState({ number: null });

/** The one beside it on the same card. */
export function numberBeside(number: CardNumber, direction: 1 | -1): CardNumber | null {
  const numbers = numbersOn(number.node);
  const at = numbers.findIndex((each) => placeText(each) === placeText(number));
  return numbers[at + direction] ?? null;
}

const currentNumber = (): CardNumber | null => {
  const node = currentNode();
  return (node === null ? undefined : numbersOn(node)[0]) ?? null;
};

export const hasNumber = (): boolean => currentNumber() !== null;

/** The first number of the card with the focus, which comes near enough to be read. */
export async function editCurrentNumber(): Promise<void> {
  const number = currentNumber();
  if (!number) return;
  const isNear = (shownFlow()?.getZoom() ?? 0) >= NEAR_ZOOM;
  if (!isNear) await lookAt(number.node);
  editNumber(number);
}

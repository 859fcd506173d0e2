/**
 * Lights the ports that fit the wire in the hand, and their cards; everything else dims by the style sheet. Attributes are
 * set on the elements once, when the wire is taken: no card is rendered for it.
 */
import type { Candidate, FixedEnd } from '../../../graph/connections.ts';
import type { Aim } from './aim.ts';

const HANDLES = '.react-flow__handle';
const LIT = ['data-fit', 'data-fixed', 'data-held'] as const;

let lit: Element[] = [];
let aimed: Element | null = null;

const sideOf = (handle: Element) => (handle.classList.contains('target') ? 'input' : 'output');
const keyOf = (handle: HTMLElement) =>
  `${sideOf(handle)} ${handle.dataset.nodeid}.${handle.dataset.handleid}`;
const cardOf = (canvas: Element, node: string) =>
  canvas.querySelector(`.react-flow__node[data-id="${CSS.escape(node)}"]`);

/** `picked` names the wire that was taken off a port, or nothing. */
export function light(
  canvas: Element,
  fixed: FixedEnd,
  candidates: readonly Candidate[],
  picked: string | null,
): void {
  dim(canvas);
  const side = fixed.side === 'output' ? 'input' : 'output';
  const fitting = candidates.filter(({ verdict }) => verdict.ok);
  const keys = new Set(fitting.map(({ node, port }) => `${side} ${node}.${port}`));
  const cards = new Set(fitting.map(({ node }) => node));
  const home = `${fixed.side} ${fixed.node}.${fixed.port}`;
  for (const handle of canvas.querySelectorAll<HTMLElement>(HANDLES)) {
    const key = keyOf(handle);
    if (key === home) mark(handle, 'data-fixed');
    else if (keys.has(key)) mark(handle, 'data-fit');
  }
  for (const card of canvas.querySelectorAll<HTMLElement>('.react-flow__node')) {
    const id = card.dataset.id ?? '';
    if (id === fixed.node) mark(card, 'data-fixed');
    else if (cards.has(id)) mark(card, 'data-fit');
  }
  const wire = picked && canvas.querySelector(`.react-flow__edge[data-id="${CSS.escape(picked)}"]`);
  if (wire) mark(wire, 'data-held');
  canvas.setAttribute('data-wiring', '');
}

export function dim(canvas: Element): void {
  for (const element of lit) for (const name of LIT) element.removeAttribute(name);
  lit = [];
  markAim(canvas, null);
  canvas.removeAttribute('data-wiring');
}

/** What the loose end points at. */
export function markAim(canvas: Element, aim: Aim | null): void {
  const element = aim && elementOf(canvas, aim);
  if (element === aimed && element) {
    element.setAttribute('data-aim', aim?.type ?? '');
    return;
  }
  aimed?.removeAttribute('data-aim');
  aimed = element ?? null;
  aimed?.setAttribute('data-aim', aim?.type ?? '');
}

function elementOf(canvas: Element, aim: Aim): Element | null {
  if (aim.type === 'card') return cardOf(canvas, aim.node);
  if (aim.type !== 'port' && aim.type !== 'refused') return null;
  const { node, port, side } = aim.spot;
  const name = side === 'input' ? 'target' : 'source';
  const card = cardOf(canvas, node);
  return card?.querySelector(`${HANDLES}.${name}[data-handleid="${CSS.escape(port)}"]`) ?? null;
}

function mark(element: Element, name: (typeof LIT)[number]): void {
  element.setAttribute(name, '');
  lit.push(element);
}

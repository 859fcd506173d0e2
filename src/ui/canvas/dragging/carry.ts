/**
 * Shows cards on their way while a hand carries them, without a render: copies of them and their wires move over the canvas. React
 * Flow and React hear of the move once, when the cards are put down; what a move costs is then the same on a canvas of five nodes
 * and of five hundred.
 */
import type { NodeChange } from '@xyflow/react';
import { setHandBusy } from '../../../store/frame-queue.ts';
import { type FlowState, flowState } from '../flow-store.ts';
import type { FlowNode } from '../flow-types.ts';
import { raiseShield } from '../shield.ts';
import { LiftedCards } from './lifted-cards.ts';
import { WiresInHand } from './wires-in-hand.ts';

interface Load {
  readonly cards: LiftedCards;
  readonly wires: WiresInHand;
  readonly shield: HTMLElement;
  /** One of the cards and where it was: all are as far from where they were as it is. */
  readonly lead: { readonly id: string; readonly x: number; readonly y: number };
  /** How far they are from where they were. */
  by: readonly [right: number, down: number];
}

let load: Load | null = null;

/** Carries on where all changes are moves of cards in the hand, and says so. */
export function carry(changes: readonly NodeChange<FlowNode>[]): boolean {
  const moves = changes.flatMap((change) =>
    change.type === 'position' && change.dragging && change.position ? [change] : [],
  );
  const areAll = moves.length > 0 && moves.length === changes.length;
  if (areAll) load ??= takeUp(moves.map(({ id }) => id));
  const flow = flowState();
  const at = areAll && moves.find(({ id }) => id === load?.lead.id)?.position;
  if (!load || !flow || !at) return false;
  load.by = [at.x - load.lead.x, at.y - load.lead.y];
  draw(flow);
  return true;
}

/** Whether these changes put down what is carried. */
export function isDrop(changes: readonly NodeChange<FlowNode>[]): boolean {
  return (
    load !== null &&
    changes.some((change) => change.type === 'position' && change.dragging === false)
  );
}

function draw(flow: FlowState): void {
  if (!load) return;
  load.cards.move(flow, load.by);
  load.wires.draw(flow, load.by);
}

function takeUp(ids: readonly string[]): Load | null {
  const flow = flowState();
  const [id] = ids;
  const at = id === undefined ? undefined : flow?.nodeLookup.get(id)?.internals.positionAbsolute;
  if (!flow || id === undefined || !at) return null;
  const taken = {
    wires: new WiresInHand(flow, new Set(ids)),
    cards: new LiftedCards(flow, ids),
    shield: shieldOver(flow),
    lead: { id, x: at.x, y: at.y },
    by: [0, 0] as const,
  };
  setHandBusy(true);
  return taken;
}

function shieldOver({ domNode }: FlowState): HTMLElement {
  const shield = raiseShield();
  shield.addEventListener('wheel', (event) => turn(event, domNode), { passive: false });
  return shield;
}

/** The wheel goes on turning the canvas below, and the hand holds what it held. */
function turn(event: WheelEvent, canvas: HTMLElement | null): void {
  event.preventDefault();
  const { type, clientX, clientY } = event;
  canvas?.querySelector('.react-flow__renderer')?.dispatchEvent(new WheelEvent(type, event));
  dispatchEvent(new MouseEvent('mousemove', { clientX, clientY, view: window }));
  // A zoom about the pointer moves no card.
  const flow = flowState();
  if (flow) draw(flow);
}

export function putDown(): void {
  if (!load) return;
  load.wires.remove();
  load.cards.remove();
  load.shield.remove();
  load = null;
  setHandBusy(false);
}

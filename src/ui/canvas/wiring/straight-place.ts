/** Where a new card goes so that a wire to it runs straight: level with the port that it comes from, where the hand let go of it. Pure. */
import type { Document, GraphNode } from '../../../../graph-schemas/document.ts';
import { CARD, estimated } from '../../layout/estimate.ts';
import type { LooseWire } from '../fitting.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A drop farther up or down than this is meant to be there. */
const LEVEL = 130;
/** From port to port, so that the shape has room on the wire. */
const LEAST_LENGTH = 72;

/** The upper left corner of the card of `node`, whose `port` the wire ends at. `from` is the middle of the loose wire's port. */
export function straightPlace(
  document: Document,
  node: GraphNode,
  port: string,
  loose: Pick<LooseWire, 'side'>,
  from: Point,
  drop: Point,
): Point {
  const [card] = estimated(document, { nodes: { node }, edges: [] }, { node: [0, 0] }).cards;
  const isForward = loose.side === 'output';
  const handles = isForward ? card?.inputs : card?.outputs;
  const down = handles?.find((handle) => handle.port === port)?.y ?? CARD.head / 2;
  const isLevel = Math.abs(drop.y - from.y) <= LEVEL;
  const left = isForward
    ? Math.max(drop.x, from.x + LEAST_LENGTH)
    : Math.min(drop.x, from.x - LEAST_LENGTH) - CARD.width;
  return { x: left, y: (isLevel ? from.y : drop.y) - down };
}

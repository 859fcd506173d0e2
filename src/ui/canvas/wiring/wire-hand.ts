/**
 * The wire in the hand: taken at a port, led over the canvas, dropped. One pass over the canvas when it is taken says which
 * ports fit; on its way it only looks for the nearest. The gestures that move it are in `wire-gesture.ts`.
 */
import { create } from 'zustand';
import type { Document, Edge } from '../../../../graph-schemas/document.ts';
import { type Candidate, candidates, type FixedEnd } from '../../../graph/connections.ts';
import { graphOf, own } from '../../../graph/graph-of.ts';
import { withGraph } from '../../../graph/update.ts';
import type { PortType } from '../../../nodes/define.ts';
import { edgeKey, useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { sentence } from '../../texts/problem-texts.ts';
import { textsNow } from '../../texts/texts.ts';
import { portOf } from '../../words.ts';
import { flowState, fromWindow } from '../flow-store.ts';
import { nodeTitle } from '../node-title.ts';
import { type Aim, aimAt, type Field, spotKey } from './aim.ts';
import { type Crumb, crumbAt, crumbsShown } from './crumbs.ts';
import { type Offer, type OfferContext, offersAt } from './offers.ts';
import { dim, light, markAim } from './port-lights.ts';
import { allSpots, cardBoxes, type Spot } from './spots.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface WireHand {
  readonly fixed: FixedEnd;
  readonly type: PortType;
  /** The wire that was taken off an input, as it stood. */
  readonly picked: Edge | null;
  /** Follows the pointer without a button held: taken by a click, dropped by another. */
  readonly isCarried: boolean;
  readonly from: Point;
  readonly to: Point;
  readonly aim: Aim;
  /** What the card that it points at offers. */
  readonly offers: readonly Offer[];
  /** Why what it points at does not take it. */
  readonly reason: string | null;
}

export const useWireHand = create<{ readonly hand: WireHand | null }>()(() => ({ hand: null }));

/** Pixels of the window, for a mouse and for a finger. */
const MAGNET = { fine: 34, coarse: 48 };
const TOUCH = { fine: 12, coarse: 22 };

interface Held {
  readonly field: Field;
  readonly context: OfferContext;
  readonly canvas: HTMLElement;
  readonly bounds: DOMRect;
  readonly isCoarse: boolean;
  readonly offers: Map<string, readonly Offer[]>;
  /** Levels above that the wire may be led to. */
  readonly crumbs: readonly Crumb[];
  readonly onEnd: () => void;
}
let held: Held | null = null;

export const heldWire = () => useWireHand.getState().hand;

export interface Taken {
  readonly fixed: FixedEnd;
  readonly picked: Edge | null;
  readonly isCarried: boolean;
  readonly isCoarse: boolean;
}

/** `at` is a point of the window; `onEnd` hears that the wire is let go. False where nothing is known about the port. */
export function takeWire(
  { fixed, picked, isCarried, isCoarse }: Taken,
  at: Point,
  onEnd: () => void,
): boolean {
  const flow = flowState();
  const { graph } = useCanvasStore.getState();
  const { document, compilation } = useDocumentStore.getState();
  const facts = compilation.graphs[graph];
  const node = own(graphOf(document, graph)?.nodes ?? {}, fixed.node);
  const type = facts && typeAt(facts.nodes[fixed.node], fixed);
  if (!flow?.domNode || !facts || !node || !type) return false;
  const without = picked ? cut(document, graph, picked) : document;
  const found = candidates(facts, without, graph, fixed);
  const spots = allSpots(flow.nodeLookup);
  const from = spots.find((spot) => spotKey(spot) === spotKey(fixed));
  if (!from) return false;
  const { bothInputs, bothOutputs } = textsNow().wiring;
  held = {
    field: {
      fixed,
      spots,
      boxes: cardBoxes(flow.nodeLookup),
      candidates: byKey(found, fixed),
      sameSide: fixed.side === 'output' ? bothOutputs : bothInputs,
    },
    context: {
      facts,
      graphs: compilation.graphs,
      document: without,
      graph,
      fixed,
      candidates: found,
      title: nodeTitle(node),
    },
    canvas: flow.domNode,
    bounds: flow.domNode.getBoundingClientRect(),
    isCoarse,
    offers: new Map(),
    crumbs: crumbsShown(),
    onEnd,
  };
  light(flow.domNode, fixed, found, picked && edgeKey(picked));
  const start: Pick<WireHand, 'fixed' | 'type' | 'picked' | 'isCarried' | 'from'> = {
    fixed,
    type,
    picked,
    isCarried,
    from,
  };
  useWireHand.setState({
    hand: { ...start, to: from, aim: { type: 'home' }, offers: [], reason: null },
  });
  leadWire(at);
  return true;
}

/** `at` is a point of the window. */
export function leadWire(at: Point): void {
  const { hand } = useWireHand.getState();
  const flow = flowState();
  if (!held || !hand || !flow) return;
  const { field, bounds, isCoarse, canvas } = held;
  const zoom = flow.transform[2];
  const point = fromWindow(at, bounds, flow.transform);
  const kind = isCoarse ? 'coarse' : 'fine';
  const level = crumbAt(held.crumbs, at);
  const aim: Aim =
    level === null
      ? aimAt(field, point, { magnet: MAGNET[kind] / zoom, touch: TOUCH[kind] / zoom })
      : { type: 'level', level };
  const offers = aim.type === 'card' ? offersFor(held, aim.node) : [];
  const only = offers.length === 1 ? spotOf(field, aim, offers[0]) : undefined;
  const snapped = aim.type === 'port' ? aim.spot : (only ?? point);
  markAim(canvas, aim);
  useWireHand.setState({
    hand: {
      ...hand,
      to: { x: snapped.x, y: snapped.y },
      aim,
      offers,
      reason: reasonOf(held, aim, offers),
    },
  });
}

export interface Dropped {
  readonly hand: WireHand;
  readonly context: OfferContext;
}

/** Ends the gesture; what was held is the caller's to use. */
export function letGo(): Dropped | null {
  const { hand } = useWireHand.getState();
  const was = held;
  if (was) dim(was.canvas);
  held = null;
  useWireHand.setState({ hand: null });
  was?.onEnd();
  return hand && was ? { hand, context: was.context } : null;
}

export const canvasBounds = () => held?.bounds ?? null;

function typeAt(
  facts: OfferContext['facts']['nodes'][string] | undefined,
  { port, side }: FixedEnd,
): PortType | undefined {
  if (side === 'input') return facts?.ports.inputs.find(({ name }) => name === port)?.accepts;
  const flows = facts && own(facts.outputs, port);
  return flows ? portOf(flows) : facts?.ports.outputs.find(({ name }) => name === port)?.gives;
}

function cut(document: Document, graph: OfferContext['graph'], { from, to }: Edge): Document {
  return withGraph(document, graph, (canvas) => ({
    ...canvas,
    edges: canvas.edges.filter((edge) => edge.from !== from || edge.to !== to),
  }));
}

function byKey(found: readonly Candidate[], { side }: FixedEnd): ReadonlyMap<string, Candidate> {
  const other = side === 'output' ? 'input' : 'output';
  return new Map(found.map((one) => [spotKey({ ...one, side: other }), one]));
}

function offersFor({ context, offers }: Held, node: string): readonly Offer[] {
  const known = offers.get(node) ?? offersAt(context, node);
  offers.set(node, known);
  return known;
}

function spotOf(field: Field, aim: Aim, offer: Offer | undefined): Spot | undefined {
  if (aim.type !== 'card' || !offer) return undefined;
  const side = field.fixed.side === 'output' ? 'input' : 'output';
  return field.spots.find(
    (spot) => spot.node === aim.node && spot.side === side && spot.port === offer.port,
  );
}

function reasonOf({ context }: Held, aim: Aim, offers: readonly Offer[]): string | null {
  if (aim.type === 'refused') return sentence(aim.message);
  if (aim.type !== 'card' || offers.length > 0) return null;
  const refused = context.candidates.find(({ node, verdict }) => node === aim.node && !verdict.ok);
  if (refused && !refused.verdict.ok) return sentence(refused.verdict.message);
  const node = own(graphOf(context.document, context.graph)?.nodes ?? {}, aim.node);
  return textsNow().wiring.nothingFits(node ? nodeTitle(node) : aim.node);
}

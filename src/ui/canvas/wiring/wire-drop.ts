/** What a wire does where it is let go: connects, moves, asks, says why not, or is cut off. */
import { notifications } from '@mantine/notifications';
import { create } from 'zustand';
import type { Edit } from '../../../graph/edit-types.ts';
import { graphOf, own } from '../../../graph/graph-of.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { usePageStore } from '../../page-store.ts';
import { textsNow } from '../../texts/texts.ts';
import { looseWire } from '../fitting.ts';
import { nodeTitle } from '../node-title.ts';
import { askAboveLevel } from './level-question.ts';
import { edgeTo, type Offer } from './offers.ts';
import { type Dropped, heldWire, leadWire, letGo, type Point, type WireHand } from './wire-hand.ts';

/** A wire let go on the body of a node that has more than one use for it. */
export interface PortQuestion {
  readonly title: string;
  readonly offers: readonly Offer[];
  readonly before: readonly Edit[];
  readonly at: Point;
}

export const usePortQuestion = create<{ readonly question: PortQuestion | null }>()(() => ({
  question: null,
}));
export const closePortQuestion = () => usePortQuestion.setState({ question: null });

/** `at` is the point of the window where the wire was let go; `isOutside` that it left the canvas. */
export function dropWire(at: Point, isOutside: boolean): void {
  const dropped = letGo();
  const edits = dropped ? meant(dropped, at, isOutside) : [];
  if (edits.length > 0) useDocumentStore.getState().dispatch(edits);
}

/** On a level of the breadcrumb, which hears the click itself. False where no wire is in the hand. */
export function dropCarried(at: Point): boolean {
  if (!heldWire()) return false;
  leadWire(at);
  dropWire(at, false);
  return true;
}

/** The edits that a drop stands for at once; otherwise it asks, or says why not. */
function meant({ hand, context }: Dropped, at: Point, isOutside: boolean): readonly Edit[] {
  const { graph, facts } = context;
  const { aim, picked, fixed, offers } = hand;
  const before: Edit[] = picked ? [{ type: 'disconnect', graph, edges: [picked] }] : [];
  if (aim.type === 'home') return [];
  if (aim.type === 'level') {
    askAboveLevel({ hand, context }, aim.level, before, at);
    return [];
  }
  if (aim.type === 'port') {
    const edge = edgeTo(fixed, aim.spot.node, aim.spot.port);
    const isSame = picked?.from === edge.from && picked.to === edge.to;
    return isSame ? [] : [...before, { type: 'connect', graph, edge }];
  }
  const [only, ...others] = offers;
  if (aim.type === 'refused' || (aim.type === 'card' && !only)) {
    refuse(hand);
    return [];
  }
  if (aim.type === 'card' && only) {
    // The input that the wire was taken from is where it was.
    const isBack = picked?.to === `${aim.node}.${only.port}`;
    if (others.length === 0) return isBack ? [] : [...before, ...only.edits];
    const node = own(graphOf(context.document, graph)?.nodes ?? {}, aim.node);
    const title = node ? nodeTitle(node) : aim.node;
    usePortQuestion.setState({ question: { title, offers, before, at } });
    return [];
  }
  if (isOutside || picked) return isOutside ? [] : before;
  const known = own(facts.nodes, fixed.node);
  const loose = known && looseWire(known, fixed.node, fixed.port, fixed.side);
  if (loose) usePageStore.getState().setWireDrop({ loose, at });
  return [];
}

/** Tells why the wire does not stay. */
function refuse({ reason }: WireHand): void {
  if (reason === null) return;
  const title = textsNow().wiring.notConnected;
  notifications.show({ id: 'refusal', color: 'red', title, message: reason });
}

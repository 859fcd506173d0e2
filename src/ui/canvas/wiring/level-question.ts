/** A wire let go on a level above, in the breadcrumb: asks what it meets there, or says why it cannot get there. */
import { notifications } from '@mantine/notifications';
import { create } from 'zustand';
import type { Edit } from '../../../graph/edit-types.ts';
import type { LeadRefusal } from '../../../graph/lead-out.ts';
import type { GraphId } from '../../../graph/problem.ts';
import { type WayOut, waysOut } from '../../../graph/ways-out.ts';
import { useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { textsNow } from '../../texts/texts.ts';
import { graphName } from '../../words.ts';
import type { Dropped, Point } from './wire-hand.ts';

export interface LevelQuestion {
  readonly level: number;
  readonly side: 'input' | 'output';
  /** Where the wire starts, and the level that it was let go on. */
  readonly from: string;
  readonly inner: GraphId;
  readonly graph: GraphId;
  readonly out: WayOut;
  /** Take the wire off where it was. */
  readonly before: readonly Edit[];
  readonly at: Point;
}

export const useLevelQuestion = create<{ readonly question: LevelQuestion | null }>()(() => ({
  question: null,
}));
export const closeLevelQuestion = (): void => useLevelQuestion.setState({ question: null });

export function askAboveLevel(
  { hand, context }: Dropped,
  level: number,
  before: readonly Edit[],
  at: Point,
): void {
  const { fixed, type } = hand;
  const { document, graphs, graph: inner } = context;
  const { trail, through: nodes } = useCanvasStore.getState();
  const out = waysOut({ document, facts: graphs }, { way: { trail, nodes }, fixed, type }, level);
  const graph = trail[level] ?? 'objective';
  if (!out.ok) {
    const { notConnected } = textsNow().wiring;
    const message = leadRefusalText(out.refusal);
    notifications.show({ id: 'refusal', color: 'red', title: notConnected, message });
    return;
  }
  const from = `${fixed.node}.${fixed.port}`;
  useLevelQuestion.setState({
    question: { level, side: fixed.side, from, inner, graph, out, before, at },
  });
}

/** One step of undo; what the wire meets is on show then, and selected. */
export function leadTo(
  { level, out, before }: LevelQuestion,
  edits: readonly Edit[],
  node: string | null,
): void {
  useDocumentStore.getState().dispatch([...before, ...edits]);
  const { goTo, select } = useCanvasStore.getState();
  goTo(level);
  select([node ?? out.lead]);
}

export function leadRefusalText(refusal: LeadRefusal): string {
  const { levels } = textsNow().wiring;
  switch (refusal.type) {
    case 'unused':
      return levels.unused(graphName(refusal.graph), graphName(refusal.above));
    case 'chained':
      return levels.chained(refusal.node, graphName(refusal.graph));
    case 'stays':
      return refusal.what === 'loss' ? levels.lossStays : levels.labelStays;
    default:
      return refusal satisfies never;
  }
}

/** The drawing of the canvas on show, from what React Flow has measured of it; others are estimated. */
import type { Graph } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { type FlowState, flowState } from '../canvas/flow-store.ts';
import type { Card, Drawing, Handle } from './drawing.ts';
import { estimated } from './estimate.ts';

export function drawingOf(graphId: GraphId, graph: Graph): Drawing {
  const { document } = useDocumentStore.getState();
  const guess = estimated(document, graph, placesOf(graph));
  const state = useCanvasStore.getState().graph === graphId ? flowState() : null;
  if (!state) return guess;
  return { ...guess, cards: guess.cards.map((card) => measured(card, state)) };
}

function measured(card: Card, { nodeLookup }: FlowState): Card {
  const node = nodeLookup.get(card.id);
  const { width, height } = node?.measured ?? {};
  const { source, target } = node?.internals.handleBounds ?? {};
  if (width === undefined || height === undefined) return card;
  const handles = (list: typeof source, known: readonly Handle[]): readonly Handle[] =>
    list?.flatMap(({ id, y, height: size }) => (id ? [{ port: id, y: y + size / 2 }] : [])) ??
    known;
  return {
    ...card,
    right: card.left + width,
    bottom: card.top + height,
    inputs: handles(target, card.inputs),
    outputs: handles(source, card.outputs),
  };
}

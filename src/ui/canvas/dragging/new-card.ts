/** The card that a palette entry would be: how high it is, and which wires it fits into. */
import type { GraphNode } from '../../../../graph-schemas/document.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { CARD, estimated } from '../../layout/estimate.ts';
import type { PaletteEntry } from '../../palette/entries.ts';
import { WireTarget } from './wire-target.ts';

export interface NewCard {
  readonly target: WireTarget;
  readonly height: number;
}

export function newCard(entry: PaletteEntry): NewCard {
  const { document } = useDocumentStore.getState();
  const params = entry.params as NonNullable<GraphNode['params']>;
  const node: GraphNode = { kind: entry.kind, params };
  const [card] = estimated(document, { nodes: { node }, edges: [] }, { node: [0, 0] }).cards;
  const down = (input: string) =>
    card?.inputs.find(({ port }) => port === input)?.y ?? CARD.head / 2;
  return { target: new WireTarget('', node, down), height: card?.bottom ?? CARD.head };
}

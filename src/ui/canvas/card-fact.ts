/** The second line of a card: its main settings, after what it is where its title and the settings do not say. */
import type { GraphNode } from '../../../graph-schemas/document.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { badgeText, kindTitle } from '../texts/kind-texts.ts';

export interface CardFact {
  readonly text: string;
  /** Names of nodes are set apart from words. */
  readonly isId: boolean;
}

/** Beside a count of weights, a longer line would be cut. */
const MOST_LETTERS = 24;
const NUMBER = /^\d+$/;

export function cardFact(id: string, node: GraphNode, badge: string | undefined): CardFact {
  const kind = definitionOf(node.kind) && kindTitle(node.kind);
  const isNamed = kind !== undefined && node.title !== undefined && node.title !== kind;
  if (!badge) {
    const isTold = isNamed && kind.length <= MOST_LETTERS;
    return isTold ? { text: kind, isId: false } : { text: id, isId: true };
  }
  const short = badgeText(badge);
  const both = `${kind} · ${short}`;
  const tellsMore = isNamed && NUMBER.test(badge) && both.length <= MOST_LETTERS;
  return { text: tellsMore ? both : short, isId: false };
}

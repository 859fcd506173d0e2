/** What the command palette finds: things to do, places to go, nodes to add, each ranked by how well its names answer. Pure. */
import { matchName } from '../palette/match.ts';

export type ItemType = 'recent' | 'command' | 'add' | 'level' | 'node' | 'preset' | 'parameter';

export interface Item {
  readonly type: ItemType;
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
  /** Other names to find it by. */
  readonly also?: readonly string[];
  /** What it shares with others: its group. */
  readonly kin?: string;
  readonly keys?: string;
  /** Cannot be done now; it is still found, and says so. */
  readonly isDisabled?: boolean;
  run(): void;
}

/** Of equal matches the one that stands first here comes first. */
const WEIGHTS: Readonly<Record<ItemType, number>> = {
  recent: 1.02,
  command: 1,
  level: 0.99,
  add: 0.98,
  // A name typed in part means a kind to add, more than one of many nodes of that name.
  node: 0.72,
  parameter: 0.93,
  preset: 0.92,
};
const MOST: Readonly<Record<ItemType, number>> = {
  recent: 5,
  command: 8,
  level: 6,
  add: 8,
  node: 8,
  parameter: 6,
  preset: 6,
};
/** The whole name of a preset means the preset, though losses and metrics answer to the paper's name as well. */
const NAMED = 1.1;
/** "train" by itself means the command, not a kind of node that is called that, too. */
const ALSO = 0.97;
/** Below what begins with the query: "arrange" arranges, before all else in the group Arrange. */
const KIN = 0.6;

export interface ItemGroup {
  readonly type: ItemType;
  readonly items: readonly Item[];
}

export function scoreOfItem(
  { title, also = [], kin = '', type, isDisabled }: Item,
  query: string,
): number {
  const words = query.split(' ');
  const best = (wish: string) => {
    const of = (name: string, weight: number) => (matchName(name, wish, true)?.score ?? 0) * weight;
    return Math.max(of(title, 1), of(kin, KIN), ...also.map((name) => of(name, ALSO)));
  };
  const each = words.map(best);
  const apart = each.includes(0) ? 0 : (0.9 * each.reduce((a, b) => a + b, 0)) / each.length;
  const isNamed = type === 'preset' && also.some((name) => isEqual(name, query));
  const weight = isNamed ? NAMED : WEIGHTS[type];
  const score = Math.max(best(query), words.length > 1 ? apart : 0) * weight;
  return isDisabled ? score * 0.5 : score;
}

const isEqual = (name: string, query: string): boolean =>
  name.toLowerCase() === query.toLowerCase();

/** Groups with the best match first; `ranked` holds items whose order a search of their own has found. */
export function searchItems(
  items: readonly Item[],
  ranked: readonly { readonly item: Item; readonly score: number }[],
  query: string,
): readonly ItemGroup[] {
  const wish = query.trim().replace(/\s+/g, ' ');
  const scored = [
    ...ranked.map(({ item, score }) => ({ item, score: score * WEIGHTS[item.type] })),
    ...items.map((item) => ({ item, score: scoreOfItem(item, wish) })),
  ].filter(({ score }) => score > 0);
  scored.sort((a, b) => b.score - a.score);
  const groups = new Map<ItemType, Item[]>();
  for (const { item } of scored) {
    const group = groups.get(item.type) ?? [];
    if (group.length < MOST[item.type]) groups.set(item.type, [...group, item]);
  }
  return [...groups].map(([type, members]) => ({ type, items: members }));
}

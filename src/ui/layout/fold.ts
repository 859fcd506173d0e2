/**
 * Breaks a long chain of columns into rows, as text is broken into lines: only where a single wire goes on, which then
 * leads back to the next row. Pure.
 */

import { courseOf } from './courses.ts';
import {
  boundsOf,
  type Card,
  type DrawnWire,
  heightOf,
  movedTo,
  type Point,
  widthOf,
} from './drawing.ts';

/** Shorter rows need no breaking. */
const LONGEST_ROW = 8;
const SHORTEST_ROW = 4;
/** Width over height that is aimed at. */
const ASPECT = 2.2;
/** A row that stands as it does now may be longer or shorter by so many columns. */
const LEEWAY = 2;
const ROW_GAP = 56;
/** Between a wire that leads back and the rows that it runs between. */
const CLEARANCE = 12;

/** `cards` laid out in columns; `before` says where they stood. Gives them back where they are to stand. */
export function folded(
  cards: readonly Card[],
  wires: readonly DrawnWire[],
  before: ReadonlyMap<string, Card>,
): readonly Card[] {
  const columns = columnsOf(cards);
  if (columns.length <= LONGEST_ROW) return cards;
  const links = linksBetween(columns, wires, cards);
  const breaks = presentBreaks(columns, links, before) ?? newBreaks(columns, links);
  return inRows(columns, breaks, links);
}

type Columns = readonly (readonly Card[])[];
/** After each column the one wire that goes on from there, or null where there are more or none. */
type Links = readonly (readonly [source: string, target: string] | null)[];

function columnsOf(cards: readonly Card[]): Columns {
  const columns: { cards: Card[]; right: number }[] = [];
  for (const card of cards.toSorted((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last && card.left < last.right) {
      last.cards.push(card);
      last.right = Math.max(last.right, card.right);
    } else columns.push({ cards: [card], right: card.right });
  }
  return columns.map(({ cards: column }) => column);
}

function linksBetween(
  columns: Columns,
  wires: readonly DrawnWire[],
  cards: readonly Card[],
): Links {
  const columnOf = new Map(columns.flatMap((column, at) => column.map(({ id }) => [id, at])));
  const known = new Map(cards.map((card) => [card.id, card]));
  const spans = wires.flatMap((wire) => {
    const course = courseOf(wire, known);
    if (!course) return [];
    const { source, target } = course;
    return [
      {
        ids: [source.id, target.id] as const,
        at: [source, target].map(({ id }) => columnOf.get(id) ?? 0),
      },
    ];
  });
  return columns.map((_, at) => {
    const crossing = spans.filter(({ at: [from = 0, to = 0] }) => from <= at && to > at);
    const [only] = crossing;
    return crossing.length === 1 && only?.at[0] === at && only.at[1] === at + 1 ? only.ids : null;
  });
}

/** Columns after which a row ends, as the canvas has them now; null where it has none that would do. */
function presentBreaks(
  columns: Columns,
  links: Links,
  before: ReadonlyMap<string, Card>,
): readonly number[] | null {
  const goesBack = (link: Links[number]) => {
    const [source, target] = [before.get(link?.[0] ?? ''), before.get(link?.[1] ?? '')];
    return source !== undefined && target !== undefined && target.left < source.left;
  };
  const breaks = links.flatMap((link, at) => (goesBack(link) ? [at] : []));
  if (breaks.length === 0) return null;
  const longest = bestLength(columns) + LEEWAY;
  const ends = [...breaks, columns.length - 1];
  const fits = ends.every((end, at) => end - (ends[at - 1] ?? -1) <= longest);
  return fits ? breaks : null;
}

function newBreaks(columns: Columns, links: Links): readonly number[] {
  const longest = bestLength(columns);
  const breaks: number[] = [];
  let start = 0;
  while (columns.length - start > longest) {
    const from = start;
    const possible = links.flatMap((link, at) => (link && at >= from ? [at] : []));
    const end =
      possible.findLast((at) => at - from < longest && at - from >= SHORTEST_ROW - 1) ??
      possible.find((at) => at - from >= longest);
    if (end === undefined || end >= columns.length - 1) break;
    breaks.push(end);
    start = end + 1;
  }
  return breaks;
}

/** Columns of a row, so that the whole comes near to the aspect that is aimed at. */
function bestLength(columns: Columns): number {
  const all = boundsOf(columns.flat());
  if (!all) return 1;
  const pitch = widthOf(all) / columns.length;
  const rowHeight = heightOf(all) + ROW_GAP;
  const fault = (length: number) => {
    const height = Math.ceil(columns.length / length) * rowHeight;
    return Math.abs(Math.log((length * pitch) / height / ASPECT));
  };
  const lengths = columns.map((_, at) => at + 1).filter((length) => length >= SHORTEST_ROW);
  return lengths.toSorted((a, b) => fault(a) - fault(b))[0] ?? columns.length;
}

function inRows(columns: Columns, breaks: readonly number[], links: Links): readonly Card[] {
  const ends = [...breaks, columns.length - 1];
  const rows = ends.map((end, at) => columns.slice((ends[at - 1] ?? -1) + 1, end + 1).flat());
  const left = boundsOf(columns.flat())?.left ?? 0;
  const placed: Card[][] = [];
  rows.forEach((row, at) => {
    const box = boundsOf(row);
    const above = placed[at - 1];
    const bottom = boundsOf(above ?? [])?.bottom;
    if (!box || !above || bottom === undefined) {
      placed.push([...row]);
      return;
    }
    const link = links[ends[at - 1] ?? -1];
    const source = above.find(({ id }) => id === link?.[0]);
    const target = row.find(({ id }) => id === link?.[1]);
    // The wire leads back halfway between its two cards, which need not be the tallest of their rows.
    const uneven = (target ? target.top - box.top : 0) - (source ? bottom - source.bottom : 0);
    const gap = Math.max(ROW_GAP, Math.abs(uneven) + 2 * CLEARANCE);
    const move: Point = [left - box.left, bottom + gap - box.top];
    placed.push(row.map((card) => movedTo(card, [card.left + move[0], card.top + move[1]])));
  });
  return placed.flat();
}

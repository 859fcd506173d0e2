/**
 * Where wires run and where their labels stand: beside cards and beside each other. Pure; `use-wire-course.ts`
 * reads the canvas for it, and `wire.tsx` draws.
 */
import { BoxGrid } from './box-grid.ts';
import { legsThrough, pointAlong } from './wire-path.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Point = readonly [x: number, y: number];

export interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}

export interface WireToPlace extends Ends {
  readonly id: string;
  /** The port that it comes from, among all of the canvas. */
  readonly from: string;
  readonly text: string | null;
  /** Points that it is led through. */
  readonly via?: readonly Point[] | undefined;
  readonly source: Box;
  readonly target: Box;
}

export interface Course {
  /** Its label, when the wires were last placed. */
  readonly text: string | null;
  /** How far along the wire its label stands; null where every place is taken. */
  readonly labelAt: number | null;
  /** Where a wire that goes back runs level; undefined: halfway between its ends. */
  readonly centerY: number | undefined;
}

export const MIDDLE = 0.5;
const PLACES = [MIDDLE, 0.4, 0.6, 0.31, 0.69, 0.23, 0.77];
/** How far a wire that goes back runs out of a card before it turns. */
export const TURN = 18;
/** Less between two cards leaves no room for a label on the wire between them. */
const LEAST_GAP = 12;

/** Wires of one port that run together say their shape once. */
const TOGETHER = 96;

/** As the style sheet draws a label, in a font that is rather wide. */
const LABEL = { perLetter: 6.8, around: 8, height: 15 };

export const isBack = ({ sourceX, targetX }: Ends) => targetX < sourceX;

const NARROW = 110;
/** What a label says of a text: between two columns that stand close there is no room for the batch axis. */
export function labelText(text: string | null, ends: Ends): string | null {
  const isNarrow = !isBack(ends) && ends.targetX - ends.sourceX < NARROW;
  return isNarrow ? (text?.replace('N × ', '') ?? null) : text;
}

/** In the order of the wires: the first ones have the choice. */
export function wireCourses(
  wires: readonly WireToPlace[],
  cards: readonly Box[],
): ReadonlyMap<string, Course> {
  const taken = new BoxGrid(cards);
  const said = new Map<string, Point[]>();
  const courses = new Map<string, Course>();
  for (const wire of wires) {
    const centerY = levelOf(wire);
    const text = labelText(wire.text, wire);
    const place = text === null ? null : freePlace(wire, text, centerY, taken, said);
    if (place) {
      taken.add(place.box);
      said.set(wire.from, [...(said.get(wire.from) ?? []), place.point]);
    }
    courses.set(wire.id, { text, labelAt: place?.at ?? null, centerY });
  }
  return courses;
}

/** The first place that nothing stands on; none where a wire of the same port says the same beside it. */
function freePlace(
  wire: WireToPlace,
  text: string,
  centerY: number | undefined,
  taken: BoxGrid,
  said: ReadonlyMap<string, readonly Point[]>,
): { readonly at: number; readonly point: Point; readonly box: Box } | null {
  for (const at of PLACES) {
    const point = placeOn(wire, at, centerY);
    if (said.get(wire.from)?.some((other) => isNear(point, other))) return null;
    const box = labelBox(text, point);
    if (!taken.isTaken(box)) return { at, point, box };
  }
  return null;
}

function placeOn(wire: WireToPlace, at: number, centerY: number | undefined): Point {
  return wire.via ? pointAlong(legsThrough(wire, wire.via), at) : pointOn(wire, at, centerY);
}

/** Where a wire that goes back runs level; undefined for one that goes forward, and where its cards leave no gap. */
export const levelOf = (wire: WireToPlace) => (isBack(wire) ? levelBetween(wire) : undefined);

/** The middle of the gap between two cards of which one stands over the other. */
export function levelBetween({
  source,
  target,
}: Pick<WireToPlace, 'source' | 'target'>): number | undefined {
  if (target.top - source.bottom >= LEAST_GAP) return (source.bottom + target.top) / 2;
  if (source.top - target.bottom >= LEAST_GAP) return (target.bottom + source.top) / 2;
  return undefined;
}

/** On the Bézier curve of React Flow, whose handles reach half way; on a wire that goes back, on its level run. */
export function pointOn(ends: Ends, at: number, centerY: number | undefined): Point {
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (isBack(ends)) {
    const [from, to] = [sourceX + TURN, targetX - TURN];
    return [from + (to - from) * at, centerY ?? (sourceY + targetY) / 2];
  }
  const eased = at * at * (3 - 2 * at);
  const [before, after] = [3 * (1 - at) ** 2 * at, 3 * (1 - at) * at * at];
  const x = ((before + after) * MIDDLE + at ** 3) * (targetX - sourceX);
  return [sourceX + x, sourceY + eased * (targetY - sourceY)];
}

const isNear = ([x, y]: Point, [otherX, otherY]: Point) =>
  Math.hypot(x - otherX, y - otherY) < TOGETHER;

function labelBox(text: string, [x, y]: Point): Box {
  const width = text.length * LABEL.perLetter + LABEL.around;
  return {
    left: x - width / 2,
    top: y - LABEL.height / 2,
    right: x + width / 2,
    bottom: y + LABEL.height / 2,
  };
}

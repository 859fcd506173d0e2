/**
 * Lays a drawing out, all of it or some of its cards: where cards, frames and notes are to stand, and what points lead
 * wires around cards. What stays as it was decides where the whole stands, so that arranging again moves little.
 * ELK itself is handed in: the page has it in a worker.
 */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Note } from '../../../graph-schemas/document.ts';
import type { Box } from '../canvas/wire-course.ts';
import { freeShift } from './apart.ts';
import { courseOf, crossings, hiding } from './courses.ts';
import { detours } from './detours.ts';
import {
  boundsOf,
  type Card,
  type Drawing,
  median,
  movedTo,
  noteBox,
  overlap,
  type Places,
  type Point,
  shifted,
} from './drawing.ts';
import { elkGraph, framesOf, isWithin, laidOut, type Order } from './elk-graph.ts';
import { folded } from './fold.ts';

export type RunElk = (graph: ElkNode) => Promise<ElkNode>;

export interface Arrangement {
  /** Of the cards that were to move. */
  readonly places: Places;
  readonly notes: readonly Note[];
  /** Points to lead a wire through, by its place among the wires; empty where it needs none. Other wires keep theirs. */
  readonly via: ReadonlyMap<number, readonly Point[]>;
}

/** Room around what stands beside something that was laid out by itself. */
const GAP = 24;
const NOTE_GAP = 14;
/** So much more effort is better than another order: on a canvas that is laid out but for a few cards, and on others. */
const WORTH_KEEPING = { settled: 3, loose: 1.3 };
/** Cards that go less far stay where they are, to the eye. */
const SETTLED = 90;
/** As bad as one crossing. */
const LENGTH_OF_A_CROSSING = 700;
const FRAME_PADDING = { side: 28, top: 48 };

interface LaidOutCards {
  readonly cards: readonly Card[];
  readonly frames: ReadonlyMap<number, Box>;
  readonly bends: ReadonlyMap<number, readonly Point[]>;
}

export async function arrangeAll(drawing: Drawing, run: RunElk): Promise<Arrangement> {
  if (drawing.cards.length === 0) {
    return { places: {}, notes: drawing.notes, via: new Map() };
  }
  const laid = anchored(await layOut(drawing, run), drawing.cards);
  const wires = drawing.wires.map((_, index) => index);
  const via = detours(drawing.wires, wires, laid, laid.cards);
  return { places: placesOf(laid.cards), notes: notesAround(drawing, laid, via), via };
}

/** The rest stays where it is; the chosen cards keep their middle as far as there is room for them. */
export async function arrangeSome(
  drawing: Drawing,
  chosen: ReadonlySet<string>,
  run: RunElk,
): Promise<Arrangement> {
  const isChosen = ({ id }: Card) => chosen.has(id);
  const before = drawing.cards.filter(isChosen);
  const others = drawing.cards.filter((card) => !isChosen(card));
  const raw = await layOut({ ...drawing, cards: before, notes: [] }, run);
  const [from, to] = [boundsOf(raw.cards), boundsOf(before)];
  if (!from || !to) return { places: {}, notes: drawing.notes, via: new Map() };
  const centred = moved(raw, [
    (to.left + to.right - from.left - from.right) / 2,
    (to.top + to.bottom - from.top - from.bottom) / 2,
  ]);
  const standing: Box[] = [...others, ...drawing.notes.filter(isNote).map(noteBox)];
  const laid = moved(centred, freeShift(centred.cards, standing, GAP));
  const touched = drawing.wires.flatMap(({ from: source, to: target }, index) =>
    chosen.has(nodeOf(source)) || chosen.has(nodeOf(target)) ? [index] : [],
  );
  const whole = { ...laid, cards: [...others, ...laid.cards] };
  return {
    places: placesOf(laid.cards),
    notes: grownFrames(drawing, laid.cards),
    via: detours(drawing.wires, touched, whole, [...standing, ...laid.cards]),
  };
}

/** In the order that there is, unless another one is clearly better: people know their way about the drawing. */
async function layOut(drawing: Drawing, run: RunElk): Promise<LaidOutCards> {
  const best = await layOutOnce(drawing, run, 'best');
  const effortOfBest = effort(drawing, best);
  let chosen = { laid: best, far: Number.POSITIVE_INFINITY };
  // Across frames ELK keeps the order of cards only.
  const orders: readonly Order[] = best.frames.size > 0 ? ['kept'] : ['kept', 'kept-with-wires'];
  for (const order of orders) {
    const laid = await layOutOnce(drawing, run, order);
    const far = median(distances(drawing.cards, anchored(laid, drawing.cards).cards));
    const worth = far < SETTLED ? WORTH_KEEPING.settled : WORTH_KEEPING.loose;
    const isGood = effort(drawing, laid) <= effortOfBest * worth + 1;
    if (isGood && far < chosen.far) chosen = { laid, far };
  }
  return chosen.laid;
}

/** How far each card goes. */
function distances(before: readonly Card[], after: readonly Card[]): readonly number[] {
  const was = byId(before);
  return after.flatMap(({ id, left, top }) => {
    const old = was.get(id);
    return old ? [Math.hypot(left - old.left, top - old.top)] : [];
  });
}

async function layOutOnce(drawing: Drawing, run: RunElk, order: Order): Promise<LaidOutCards> {
  const { places, frames, bends } = laidOut(await run(elkGraph(drawing, order)));
  const inRow = drawing.cards.map((card) => movedTo(card, places.get(card.id) ?? [0, 0]));
  if (frames.size > 0) return { cards: inRow, frames, bends };
  const before = new Map(drawing.cards.map((card) => [card.id, card]));
  const cards = folded(inRow, drawing.wires, before);
  return { cards, frames, bends: followed(drawing, bends, inRow, cards) };
}

/** How hard a drawing is to read: crossings, and the length of its wires. */
function effort({ wires }: Drawing, { cards }: LaidOutCards): number {
  const known = byId(cards);
  const courses = wires.flatMap((wire) => courseOf(wire, known) ?? []);
  const length = courses.reduce((sum, { ends: { sourceX, sourceY, targetX, targetY } }) => {
    return sum + Math.hypot(targetX - sourceX, targetY - sourceY);
  }, 0);
  return crossings(courses) + length / LENGTH_OF_A_CROSSING;
}

/** Bends move with the row of the card that their wire comes from. */
function followed(
  { wires }: Drawing,
  bends: ReadonlyMap<number, readonly Point[]>,
  before: readonly Card[],
  after: readonly Card[],
): ReadonlyMap<number, readonly Point[]> {
  const [from, to] = [byId(before), byId(after)];
  return new Map(
    [...bends].map(([index, points]) => {
      const id = nodeOf(wires[index]?.from ?? '');
      const [a, b] = [from.get(id), to.get(id)];
      const [dx, dy] = a && b ? [b.left - a.left, b.top - a.top] : [0, 0];
      return [index, points.map(([x, y]): Point => [x + dx, y + dy])];
    }),
  );
}

/** Moved as a whole, so that the typical card stays where it was. */
function anchored(laid: LaidOutCards, before: readonly Card[]): LaidOutCards {
  const was = byId(before);
  const moves = laid.cards.flatMap((card): Point[] => {
    const old = was.get(card.id);
    return old ? [[old.left - card.left, old.top - card.top]] : [];
  });
  return moved(laid, [median(moves.map(([x]) => x)), median(moves.map(([, y]) => y))]);
}

/** To whole pixels, as documents hold places. */
function moved({ cards, frames, bends }: LaidOutCards, [x, y]: Point): LaidOutCards {
  return {
    cards: cards.map((card) =>
      movedTo(card, [Math.round(card.left + x), Math.round(card.top + y)]),
    ),
    frames: new Map([...frames].map(([index, box]) => [index, shifted(box, [x, y])])),
    bends: new Map(
      [...bends].map(([index, points]) => [
        index,
        points.map(([px, py]): Point => [Math.round(px + x), Math.round(py + y)]),
      ]),
    ),
  };
}

/** Frames fit what stands in them; other notes go with the card that they stand next to, to where nothing else is. */
function notesAround(
  { cards: before, wires, notes }: Drawing,
  laid: LaidOutCards,
  via: Arrangement['via'],
): Note[] {
  const after = byId(laid.cards);
  const courses = wires.flatMap((wire, index) => {
    const course = courseOf(wire, after);
    return course ? [{ course, through: via.get(index) ?? [] }] : [];
  });
  const placed: Box[] = [];
  return notes.map((note, index) => {
    const frame = laid.frames.get(index);
    if (frame) return framed(note, frame);
    const box = noteBox(note);
    const nearest = before.toSorted((a, b) => distance(box, a) - distance(box, b))[0];
    const now = nearest && after.get(nearest.id);
    const move: Point = nearest && now ? [now.left - nearest.left, now.top - nearest.top] : [0, 0];
    const wish = shifted(box, move);
    const isCrossed = (shift: Point) => {
      const there = shifted(wish, shift);
      return courses.some(({ course, through }) => hiding(course, through, [there]).length > 0);
    };
    const shift = freeShift([wish], [...laid.cards, ...placed], NOTE_GAP, isCrossed);
    const there = shifted(wish, shift);
    if (isNote(note)) placed.push(there);
    return { ...note, at: [Math.round(there.left), Math.round(there.top)] };
  });
}

/** Frames that a chosen card stood in hold it where it stands now. */
function grownFrames(drawing: Drawing, after: readonly Card[]): Note[] {
  const frames = new Map(framesOf(drawing).map(({ index, box }) => [index, box]));
  const before = byId(drawing.cards);
  return drawing.notes.map((note, index) => {
    const box = frames.get(index);
    const inside = after.filter((card) => {
      const old = before.get(card.id);
      return box && old && isWithin(old, box);
    });
    const bounds = boundsOf(inside);
    if (!box || !bounds) return note;
    const { side, top } = FRAME_PADDING;
    const needed = {
      left: bounds.left - side,
      top: bounds.top - top,
      right: bounds.right + side,
      bottom: bounds.bottom + side,
    };
    return framed(note, boundsOf([box, needed]) ?? box);
  });
}

function framed(note: Note, { left, top, right, bottom }: Box): Note {
  const at: [number, number] = [Math.round(left), Math.round(top)];
  return { ...note, at, size: [Math.round(right - left), Math.round(bottom - top)] };
}

function distance(a: Box, b: Box): number {
  if (overlap(a, b)) return 0;
  const x = Math.max(0, a.left - b.right, b.left - a.right);
  const y = Math.max(0, a.top - b.bottom, b.top - a.bottom);
  return Math.hypot(x, y);
}

const isNote = ({ type }: Note) => type === 'note';
const nodeOf = (ref: string) => ref.slice(0, ref.indexOf('.'));
const byId = (cards: readonly Card[]) => new Map(cards.map((card) => [card.id, card]));
const placesOf = (cards: readonly Card[]): Places =>
  Object.fromEntries(cards.map(({ id, left, top }) => [id, [left, top]]));

/**
 * Where the eye begins on a canvas: on all of it, in the corners' free room too, as long as its cards can be read from
 * there; else nearer, on the part that shows the most whole cards, above all those of the longest way. Pure.
 */
import type { Box } from './wire-course.ts';

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface LookCard extends Box {
  readonly id: string;
}

export interface Scene {
  readonly cards: readonly LookCard[];
  /** Notes and frames: seen with the whole, and nothing that has to be read. */
  readonly notes: readonly Box[];
  /** From card to card, by ids. */
  readonly wires: readonly (readonly [from: string, to: string])[];
}

export interface Room {
  readonly width: number;
  readonly height: number;
  /** What lies over the canvas: the way through the levels, buttons, a legend. */
  readonly over: readonly Box[];
}

/** Names and numbers of cards can be read from here on. */
export const LEAST_ZOOM = 0.44;
/** Where the whole would be smaller than that, a part is shown so large. */
const PART_ZOOM = 0.55;
/** As far as a canvas can be seen at all. */
export const FARTHEST_ZOOM = 0.08;
const MOST_ZOOM = 1;
/** Pixels between a card and the edge of the canvas, or what lies over it. */
const EDGE = 16;
/** Wires that go back run around their cards. */
const SIDE = 28;
const BESIDE = 8;
/** On larger canvases places are tried at the beginnings of ways only. */
const MANY = 150;
const ON_THE_WAY = 2;
/** People read from where something begins. */
const BEGINS = 8;

export function firstLook(scene: Scene, room: Room): Viewport | null {
  const whole = wholeLook(scene, room);
  return whole && whole.zoom < LEAST_ZOOM ? partLook(scene, room) : whole;
}

/** All of the canvas, as large as it can be without a card under something. */
export function wholeLook({ cards, notes }: Scene, room: Room): Viewport | null {
  const all = [...cards, ...notes];
  const bounds = boundsOf(all);
  if (!bounds) return null;
  let best: Viewport | null = null;
  for (const area of areasOf(room)) {
    for (const align of [0.5, 1, 0]) {
      const view = fitted(bounds, area, align);
      if (best && view.zoom <= best.zoom) continue;
      if (!all.some((box) => isCovered(onScreen(box, view), room))) best = view;
    }
  }
  return best ?? fitted(bounds, innermost(room), 0.5);
}

function partLook({ cards, wires }: Scene, room: Room): Viewport | null {
  const way = longestWay(cards, wires);
  const isFirst = way[0];
  const onWay = new Set(way);
  const area = innermost(room);
  const width = (area.right - area.left) / PART_ZOOM;
  const height = (area.bottom - area.top) / PART_ZOOM;
  const fed = new Set(wires.map(([, to]) => to));
  const corners = cards.length > MANY ? cards.filter(({ id }) => !fed.has(id)) : cards;
  let best: { readonly left: number; readonly top: number; readonly score: number } | null = null;
  for (const left of places(corners.map((card) => card.left))) {
    for (const top of places(corners.flatMap((card) => [card.top, card.bottom - height]))) {
      let score = 0;
      for (const card of cards) {
        if (isWithin(card, { left, top, right: left + width, bottom: top + height })) {
          score += (onWay.has(card.id) ? ON_THE_WAY : 1) + (card.id === isFirst ? BEGINS : 0);
        }
      }
      if (!best || score > best.score) best = { left, top, score };
    }
  }
  if (!best) return null;
  const { left, top } = best;
  const window = { left, top, right: left + width, bottom: top + height };
  const seen = boundsOf(cards.filter((card) => isWithin(card, window)));
  if (!seen) return null;
  // In the middle of the room, as far as the whole cards leave some.
  const centre = { x: (seen.left + seen.right) / 2, y: (seen.top + seen.bottom) / 2 };
  return {
    x: (area.left + area.right) / 2 - centre.x * PART_ZOOM,
    y: (area.top + area.bottom) / 2 - centre.y * PART_ZOOM,
    zoom: PART_ZOOM,
  };
}

const isWithin = (card: Box, { left, top, right, bottom }: Box) =>
  card.left >= left && card.right <= right && card.top >= top && card.bottom <= bottom;

const places = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

/** The cards of the longest chain of wires; a wire that closes a cycle counts for nothing. */
function longestWay(cards: readonly LookCard[], wires: Scene['wires']): readonly string[] {
  const next = new Map<string, string[]>();
  for (const [from, to] of wires) next.set(from, [...(next.get(from) ?? []), to]);
  const known = new Map<string, readonly string[]>();
  const open = new Set<string>();
  const from = (id: string): readonly string[] => {
    const before = known.get(id);
    if (before || open.has(id)) return before ?? [];
    open.add(id);
    const rest = (next.get(id) ?? []).map(from);
    open.delete(id);
    const way = [id, ...(rest.toSorted((a, b) => b.length - a.length)[0] ?? [])];
    known.set(id, way);
    return way;
  };
  return cards.map(({ id }) => from(id)).toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** From the widest: the full canvas, then beside what lies over its top and its bottom. */
function areasOf(room: Room): readonly Box[] {
  const { left, top, right, bottom } = innermost(room);
  const low = room.height - EDGE;
  return [
    { left, top: EDGE, right, bottom: low },
    { left, top: EDGE, right, bottom },
    { left, top, right, bottom: low },
    { left, top, right, bottom },
  ];
}

/** Free of everything: between what lies over the upper and over the lower half, and beside what is tall. */
function innermost({ width, height, over }: Room): Box {
  let [top, bottom, right] = [EDGE, height - EDGE, width - SIDE];
  for (const box of over) {
    if (box.bottom - box.top > height / 2) right = Math.min(right, box.left - BESIDE);
    else if (box.top + box.bottom < height) top = Math.max(top, box.bottom + BESIDE);
    else bottom = Math.min(bottom, box.top - BESIDE);
  }
  return { left: SIDE, top, right: Math.max(SIDE + 1, right), bottom: Math.max(top + 1, bottom) };
}

function fitted(bounds: Box, area: Box, align: number): Viewport {
  const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
  const [wide, high] = [area.right - area.left, area.bottom - area.top];
  const zoom = Math.max(FARTHEST_ZOOM, Math.min(MOST_ZOOM, wide / width, high / height));
  return {
    x: area.left + (wide - width * zoom) * align - bounds.left * zoom,
    y: area.top + (high - height * zoom) / 2 - bounds.top * zoom,
    zoom,
  };
}

const onScreen = ({ left, top, right, bottom }: Box, { x, y, zoom }: Viewport): Box => ({
  left: left * zoom + x,
  top: top * zoom + y,
  right: right * zoom + x,
  bottom: bottom * zoom + y,
});

const isCovered = (card: Box, { over }: Room) =>
  over.some(
    (box) =>
      card.left < box.right + BESIDE &&
      card.right > box.left - BESIDE &&
      card.top < box.bottom + BESIDE &&
      card.bottom > box.top - BESIDE,
  );

function boundsOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

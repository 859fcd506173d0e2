/** A canvas as it is drawn: what a layout moves about, with the sizes that it has to leave room for. Pure data. */
import type { Note } from '../../../graph-schemas/document.ts';
import type { Box } from '../canvas/wire-course.ts';

export interface Handle {
  readonly port: string;
  /** Below the top of its card. */
  readonly y: number;
}

export interface Card extends Box {
  readonly id: string;
  /** From the top down. */
  readonly inputs: readonly Handle[];
  readonly outputs: readonly Handle[];
}

export interface DrawnWire {
  /** `node.port`, as in the document. */
  readonly from: string;
  readonly to: string;
  readonly via?: readonly Point[] | undefined;
}

export interface Drawing {
  readonly cards: readonly Card[];
  readonly wires: readonly DrawnWire[];
  readonly notes: readonly Note[];
}

export type Point = readonly [x: number, y: number];
export type Places = Readonly<Record<string, Point>>;

export const widthOf = (box: Box) => box.right - box.left;
export const heightOf = (box: Box) => box.bottom - box.top;

export function noteBox({ at: [left, top], size: [width, height] }: Note): Box {
  return { left, top, right: left + width, bottom: top + height };
}

export function movedTo(card: Card, [left, top]: Point): Card {
  return { ...card, left, top, right: left + widthOf(card), bottom: top + heightOf(card) };
}

export function shifted(box: Box, [x, y]: Point): Box {
  return { left: box.left + x, top: box.top + y, right: box.right + x, bottom: box.bottom + y };
}

/** Null where there are none. */
export function boundsOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** Closer than `gap` counts as standing on each other. */
export const overlap = (a: Box, b: Box, gap = 0) =>
  a.left < b.right + gap &&
  b.left < a.right + gap &&
  a.top < b.bottom + gap &&
  b.top < a.bottom + gap;

export const isInside = (inner: Box, outer: Box) =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;

export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

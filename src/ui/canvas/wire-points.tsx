/** The points of a wire, to be dragged, moved by arrow keys, and removed by double click or Delete. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { Edge } from '../../../graph-schemas/document.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import { onChangeBelow, onEscape, onOtherButton } from './break-off.ts';
import { focusPoint, setPoints } from './point-actions.ts';
import { toCanvas } from './shown-flow.ts';
import classes from './wire-points.module.css';

type Point = readonly [x: number, y: number];

interface WirePointsProps {
  readonly wire: string;
  readonly edge: Pick<Edge, 'from' | 'to'>;
  readonly points: readonly Point[];
  readonly isSelected: boolean;
  /** Points while one of them is in the hand; null when it is put down. */
  readonly onDrag: (points: readonly Point[] | null) => void;
}

interface Held {
  readonly at: number;
  readonly start: readonly Point[];
  points: readonly Point[];
  /** End listening for what calls it off. */
  readonly stops: readonly (() => void)[];
}

const STEP = 10;
const LEAP = 50;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function WirePoints({ wire, edge, points, isSelected, onDrag }: WirePointsProps) {
  const { points: texts } = useTexts().editing;
  const held = useRef<Held | null>(null);
  const isStepping = useRef(false);

  const take = (event: PointerEvent, at: number) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const stops = [onEscape(giveUp), onOtherButton(giveUp), onChangeBelow(giveUp)];
    held.current = { at, start: points, points, stops };
  };
  const letGo = (): Held | null => {
    const { current } = held;
    held.current = null;
    for (const stop of current?.stops ?? []) stop();
    return current;
  };
  const giveUp = () => {
    letGo();
    onDrag(null);
  };
  const move = (event: PointerEvent) => {
    const { current } = held;
    if (!current) return;
    const { x, y } = toCanvas({ x: event.clientX, y: event.clientY });
    current.points = current.start.with(current.at, [x, y]);
    onDrag(current.points);
  };
  const put = () => {
    const current = letGo();
    if (current && current.points !== current.start) setPoints(wire, current.points);
    onDrag(null);
  };
  useEffect(() => () => void letGo(), []);
  const remove = (at: number) => {
    setPoints(wire, points.toSpliced(at, 1));
    const next = Math.min(at, points.length - 2);
    requestAnimationFrame(() => {
      if (next >= 0) focusPoint(wire, next);
      else document.querySelector<HTMLElement>('#canvas')?.focus({ preventScroll: true });
    });
  };
  /** A key that is held down moves on in the same step of undo. */
  const endSteps = () => {
    if (isStepping.current) useDocumentStore.getState().endGesture();
    isStepping.current = false;
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const arrow = ARROWS[event.key];
    const point = points[at];
    if (arrow && point) {
      if (!isStepping.current) useDocumentStore.getState().beginGesture();
      isStepping.current = true;
      const far = event.shiftKey ? LEAP : STEP;
      setPoints(wire, points.with(at, [point[0] + arrow[0] * far, point[1] + arrow[1] * far]));
    } else if (event.key === 'Delete' || event.key === 'Backspace') remove(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return points.map(([x, y], at) => (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing.
    <g
      key={at}
      role="button"
      tabIndex={isSelected ? 0 : -1}
      aria-label={texts.point(at + 1, points.length, edge.from, edge.to)}
      data-point={at}
      className={`${classes.point} nopan`}
      transform={`translate(${x} ${y})`}
      onPointerDown={(event) => take(event, at)}
      onPointerMove={move}
      onPointerUp={put}
      onPointerCancel={giveUp}
      onDoubleClick={(event) => {
        event.stopPropagation();
        remove(at);
      }}
      onKeyDown={(event) => onKeyDown(event, at)}
      onKeyUp={endSteps}
      onBlur={endSteps}
    >
      <circle className={classes.reach} r={12} />
      <circle className={classes.dot} r={4.5} />
    </g>
  ));
}

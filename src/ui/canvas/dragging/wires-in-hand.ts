/** The wires of carried cards, drawn on a bitmap over the canvas as the hand moves. */
import type { FlowState } from '../flow-store.ts';
import type { FlowEdge } from '../flow-types.ts';
import { clearOverlay, createOverlay } from '../overlay-bitmap.ts';
import { coursesOf, wireToPlace } from '../use-wire-course.ts';
import { type Course, levelOf, pointOn, type WireToPlace } from '../wire-course.ts';
import { curveOf } from '../wire-curve.ts';
import { legsThrough, pathThrough, pointAlong } from '../wire-path.ts';

type Point = readonly [x: number, y: number];

interface HeldWire {
  readonly wire: WireToPlace;
  readonly course: Course | undefined;
  readonly isSourceHeld: boolean;
  readonly isTargetHeld: boolean;
  readonly look: Look;
}
interface Look {
  readonly stroke: string;
  readonly width: number;
  readonly label: { readonly font: string; readonly ink: string; readonly ground: string } | null;
}

export class WiresInHand {
  private readonly canvas = createOverlay();
  private readonly hidden: Element[] = [];
  private readonly wires: readonly HeldWire[];

  constructor(flow: FlowState, ids: ReadonlySet<string>) {
    const root = flow.domNode;
    const courses = coursesOf(flow);
    this.wires = flow.edges.flatMap((edge) => {
      const isSourceHeld = ids.has(edge.source);
      const isTargetHeld = ids.has(edge.target);
      const wire = isSourceHeld || isTargetHeld ? wireToPlace(edge, flow.nodeLookup) : null;
      if (!wire || !root) return [];
      const course = courses.get(edge.id);
      return [{ wire, course, isSourceHeld, isTargetHeld, look: this.hide(root, edge) }];
    });
    root?.append(this.canvas);
  }

  /** Reads how the wire looks in the page, then takes it out of sight. */
  private hide(root: Element, { id }: FlowEdge): Look {
    const name = CSS.escape(id);
    const group = root.querySelector(`.react-flow__edge[data-id="${name}"]`);
    const label = root.querySelector(`[data-wire="${name}"]`);
    const path = group?.querySelector('.react-flow__edge-path');
    const line = path ? getComputedStyle(path) : null;
    const text = label?.firstElementChild ? getComputedStyle(label.firstElementChild) : null;
    for (const element of [group, label]) {
      if (!element) continue;
      element.setAttribute('data-in-hand', '');
      this.hidden.push(element);
    }
    return {
      stroke: line?.stroke ?? 'gray',
      width: Number.parseFloat(line?.strokeWidth ?? '2'),
      label:
        text && text.visibility !== 'hidden'
          ? {
              font: `${text.fontWeight} ${text.fontSize} ${text.fontFamily}`,
              ink: text.color,
              ground: text.backgroundColor,
            }
          : null,
    };
  }

  /** `by`: how far the cards are from where they were taken up. */
  draw(flow: FlowState, by: Point): void {
    const context = clearOverlay(this.canvas, flow);
    if (context) for (const wire of this.wires) drawWire(context, wire, by);
  }

  remove(): void {
    this.canvas.remove();
    for (const element of this.hidden) element.removeAttribute('data-in-hand');
  }
}

function drawWire(context: CanvasRenderingContext2D, held: HeldWire, [right, down]: Point): void {
  const { course, look, isSourceHeld, isTargetHeld } = held;
  const wire = moved(held, right, down);
  const centerY = levelOf(wire);
  const isWhole = isSourceHeld && isTargetHeld;
  const via = held.wire.via?.map(([x, y]): Point => (isWhole ? [x + right, y + down] : [x, y]));
  const legs = via ? legsThrough(wire, via) : null;
  context.strokeStyle = look.stroke;
  context.lineWidth = look.width;
  context.stroke(new Path2D(legs ? pathThrough(legs) : curveOf(wire, centerY)));
  const at = course?.labelAt;
  if (!look.label || !course?.text || at === null || at === undefined) return;
  const [x, y] = legs ? pointAlong(legs, at) : pointOn(wire, at, centerY);
  drawLabel(context, course.text, look.label, x, y);
}

function moved(held: HeldWire, right: number, down: number): WireToPlace {
  const { wire, isSourceHeld, isTargetHeld } = held;
  const [sourceBy, targetBy] = [isSourceHeld ? 1 : 0, isTargetHeld ? 1 : 0];
  const shift = ({ left, top, right: far, bottom }: WireToPlace['source'], by: number) => ({
    left: left + right * by,
    top: top + down * by,
    right: far + right * by,
    bottom: bottom + down * by,
  });
  return {
    ...wire,
    sourceX: wire.sourceX + right * sourceBy,
    sourceY: wire.sourceY + down * sourceBy,
    targetX: wire.targetX + right * targetBy,
    targetY: wire.targetY + down * targetBy,
    source: shift(wire.source, sourceBy),
    target: shift(wire.target, targetBy),
  };
}

const PADDING = { x: 4, y: 2 };
const RADIUS = 4;

function drawLabel(
  context: CanvasRenderingContext2D,
  text: string,
  { font, ink, ground }: NonNullable<Look['label']>,
  x: number,
  y: number,
): void {
  context.font = font;
  const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(text);
  const height = fontBoundingBoxAscent + fontBoundingBoxDescent;
  context.fillStyle = ground;
  context.beginPath();
  context.roundRect(
    x - width / 2 - PADDING.x,
    y - height / 2 - PADDING.y / 2,
    width + 2 * PADDING.x,
    height + PADDING.y,
    RADIUS,
  );
  context.fill();
  context.fillStyle = ink;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x, y);
}

/** The guides that what is in the hand keeps to, drawn as the hand moves. */
import { useEffect, useRef } from 'react';
import { flowState } from '../flow-store.ts';
import { clearOverlay, createOverlay } from '../overlay-bitmap.ts';
import { useGuides } from './drag-session.ts';
import classes from './guide-lines.module.css';
import type { Guide } from './guides.ts';

/** Pixels of the window. */
const TICK = 5;

export function GuideLines() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const canvas = createOverlay();
    canvas.dataset.testid = 'guides';
    canvas.hidden = true;
    place.current?.append(canvas);
    const end = useGuides.subscribe(({ guides }) => draw(canvas, guides));
    return () => {
      end();
      canvas.remove();
    };
  }, []);
  return <div ref={place} className={classes.lines} />;
}

function draw(canvas: HTMLCanvasElement, guides: readonly Guide[]): void {
  canvas.hidden = guides.length === 0;
  canvas.dataset.types = guides.map(({ type }) => type).join(' ');
  const flow = flowState();
  const context = flow && guides.length > 0 ? clearOverlay(canvas, flow) : null;
  if (!flow || !context) return;
  const zoom = flow.transform[2];
  const style = getComputedStyle(canvas);
  for (const guide of guides) {
    const isWire = guide.type === 'wire';
    context.strokeStyle = isWire ? style.getPropertyValue('--gv-accent') : style.color;
    context.lineWidth = (isWire ? 2 : 1) / zoom;
    context.stroke(new Path2D(pathOf(guide, zoom)));
  }
}

/** Gaps have a tick at each end. */
function pathOf({ type, from: [x1, y1], to: [x2, y2] }: Guide, zoom: number): string {
  const line = `M${x1} ${y1}L${x2} ${y2}`;
  if (type !== 'gap') return line;
  const tick = TICK / zoom;
  return y1 === y2
    ? `${line}M${x1} ${y1 - tick}v${2 * tick}M${x2} ${y2 - tick}v${2 * tick}`
    : `${line}M${x1 - tick} ${y1}h${2 * tick}M${x2 - tick} ${y2}h${2 * tick}`;
}

/** The box or the stroke that a drag on empty canvas draws. */
import { ViewportPortal } from '@xyflow/react';
import classes from './pane-drawing.module.css';
import { usePaneDrawing } from './pane-gesture.ts';

export function PaneDrawing() {
  const { box, stroke } = usePaneDrawing();
  if (!box && stroke.length === 0) return null;
  const path = stroke.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return (
    <ViewportPortal>
      <svg className={classes.drawing} aria-hidden="true" data-testid="pane-drawing">
        {box && (
          <rect x={box.x} y={box.y} width={box.width} height={box.height} data-mode={box.mode} />
        )}
        {path !== '' && <path d={path} />}
      </svg>
    </ViewportPortal>
  );
}

/** The border between two panels: drag it, or focus it and use the arrow keys. */
import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';
import classes from './shell.module.css';
import type { PanelSize } from './use-panel-size.ts';

interface ResizeHandleProps {
  readonly panel: PanelSize;
  readonly axis: 'x' | 'y';
  /** The panel lies after the border, so dragging forward makes it smaller. */
  readonly isReversed?: boolean;
  readonly label: string;
}

const KEY_STEP = 16;

export function ResizeHandle({ panel, axis, isReversed = false, label }: ResizeHandleProps) {
  const start = useRef<{ at: number; size: number } | null>(null);
  const place = (event: PointerEvent) => (axis === 'x' ? event.clientX : event.clientY);
  const sign = isReversed ? -1 : 1;

  function onKeyDown(event: KeyboardEvent) {
    const forward = axis === 'x' ? 'ArrowRight' : 'ArrowDown';
    const back = axis === 'x' ? 'ArrowLeft' : 'ArrowUp';
    if (event.key !== forward && event.key !== back) return;
    event.preventDefault();
    panel.resize(panel.size + sign * (event.key === forward ? KEY_STEP : -KEY_STEP));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <hr> takes no pointer; a focusable separator is the pattern for splitters.
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(panel.size)}
      aria-valuemin={panel.min}
      aria-valuemax={panel.max}
      className={classes.resize}
      data-axis={axis}
      onKeyDown={onKeyDown}
      onKeyUp={() => panel.commit()}
      onPointerDown={(event) => {
        start.current = { at: place(event), size: panel.size };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!start.current) return;
        panel.resize(start.current.size + sign * (place(event) - start.current.at));
      }}
      onPointerUp={() => {
        start.current = null;
        panel.commit();
      }}
    />
  );
}

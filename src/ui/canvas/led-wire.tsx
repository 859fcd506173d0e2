/** A wire that a person leads through points. While its cards are carried, `dragging/wires-in-hand.ts` draws it. */
import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { useWireMark } from '../overlays/overlay-state.ts';
import type { FlowEdge } from './flow-types.ts';
import { addPointAt } from './point-actions.ts';
import { useWireText } from './use-wire-text.ts';
import classes from './wire.module.css';
import { type Course, labelText, MIDDLE } from './wire-course.ts';
import { WireLabel } from './wire-label.tsx';
import { legsThrough, pathThrough, pointAlong } from './wire-path.ts';
import { WirePoints } from './wire-points.tsx';

type Point = readonly [x: number, y: number];

interface LedWireProps extends EdgeProps<FlowEdge> {
  readonly course: Course | undefined;
  readonly via: readonly Point[];
}

export function LedWire(props: LedWireProps) {
  const reach = useWireMark(props.id);
  const { id, data, selected = false, course, via } = props;
  const [inHand, setInHand] = useState<readonly Point[] | null>(null);
  const shown = inHand ?? via;
  const { sourceX, sourceY, targetX, targetY } = props;
  const legs = useMemo(
    () => legsThrough({ sourceX, sourceY, targetX, targetY }, shown),
    [sourceX, sourceY, targetX, targetY, shown],
  );
  const text = labelText(useWireText(props), props);
  const labelAt = course?.labelAt ?? (selected ? MIDDLE : null);
  const edge = {
    from: `${props.source}.${props.sourceHandleId}`,
    to: `${props.target}.${props.targetHandleId}`,
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: double click is a shortcut; the menu of the wire has a command.
    <g
      data-port={data?.port}
      className={classes.wire}
      data-selected={selected}
      data-reach={reach}
      onDoubleClick={({ clientX: x, clientY: y }) => addPointAt(id, { x, y })}
    >
      <BaseEdge path={pathThrough(legs)} interactionWidth={18} className={classes.path ?? ''} />
      <WirePoints wire={id} edge={edge} points={shown} isSelected={selected} onDrag={setInHand} />
      {data && course && text && labelAt !== null && (
        <WireLabel wire={id} at={pointAlong(legs, labelAt)} port={data.port} isSelected={selected}>
          {text}
        </WireLabel>
      )}
    </g>
  );
}

/** A wire, coloured by what flows along it, with its shape written on it. */
import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useWireMark } from '../overlays/overlay-state.ts';
import type { FlowEdge } from './flow-types.ts';
import { LedWire } from './led-wire.tsx';
import { addPointAt } from './point-actions.ts';
import { useWireCourse } from './use-wire-course.ts';
import { useWireText } from './use-wire-text.ts';
import classes from './wire.module.css';
import { labelText, MIDDLE, pointOn } from './wire-course.ts';
import { curveOf } from './wire-curve.ts';
import { WireLabel } from './wire-label.tsx';

export const Wire = memo(function Wire(props: EdgeProps<FlowEdge>) {
  const reach = useWireMark(props.id);
  const { id, data, selected = false } = props;
  const course = useWireCourse(id);
  const text = labelText(useWireText(props), props);
  // A label that has no room comes forward with its wire.
  const labelAt = course?.labelAt ?? (selected ? MIDDLE : null);
  if (data?.via) return <LedWire {...props} course={course} via={data.via} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: double click is a shortcut; the menu of the wire has a command.
    <g
      data-port={data?.port}
      className={classes.wire}
      data-selected={selected}
      data-reach={reach}
      onDoubleClick={({ clientX: x, clientY: y }) => addPointAt(id, { x, y })}
    >
      <BaseEdge
        path={curveOf(props, course?.centerY)}
        interactionWidth={18}
        className={classes.path ?? ''}
      />
      {data && course && text && labelAt !== null && (
        <WireLabel
          wire={id}
          at={pointOn(props, labelAt, course.centerY)}
          port={data.port}
          isSelected={selected}
        >
          {text}
        </WireLabel>
      )}
    </g>
  );
});
